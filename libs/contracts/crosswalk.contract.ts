import { z } from 'zod';
import { evidence } from './evidence.contract.js';
import { event, request } from './contract.js';
import { date, instant } from './words.js';

const insiders = ['administrator', 'procurement', 'compliance', 'reader', 'auditor'] as const;
const list = z.union([z.array(z.string()), z.string().transform((text) => text.split(',').filter(Boolean))]);

export const verdict = z.enum(['met', 'met-with-exceptions', 'partly', 'not-met', 'contradiction', 'not-applicable', 'unknown']);
export const assurance = z.enum(['attested', 'evidenced', 'audited-design', 'audited-operation']);

export interface Reason {
  rule: string;
  says: string;
  row?: string | undefined;
  evidence?: string | undefined;
  from?: Reason[] | undefined;
}
export const reason: z.ZodType<Reason> = z.lazy(() => z.object({
  rule: z.string(), says: z.string(), row: z.string().optional(), evidence: z.string().optional(), from: z.array(reason).optional(),
}));

/** What is proven of one requirement, as the coverage schema says. */
const requirementVerdict = z.object({
  id: z.string(), verdict, binds: z.boolean(),
  expired: date.nullable().optional(), share: z.number().min(0).max(1).nullable().optional(),
  assurance: assurance.nullable().optional(), validUntil: date.nullable().optional(), exceptions: z.boolean().optional(), aged: z.boolean().optional(),
  parts: z.object({ met: z.array(z.string()), missing: z.array(z.string()), unknown: z.array(z.string()) }).optional(),
  residue: z.string().nullable().optional(), rollup: verdict.nullable().optional(), scope: z.array(z.string()).optional(),
  disagreements: z.array(z.string()).optional().describe('a vendor says so, its auditor says otherwise'),
  reasons: z.array(reason).optional(),
});

const totals = z.record(z.string(), z.int());

/** What coverage is asked for: a date, a scope, an assurance at least; and the requirements that are of interest. An empty field of a form narrows nothing. */
const blank = <T extends z.ZodType>(type: T) => z.preprocess((value) => (value === '' ? undefined : value), type.optional());
export const narrowing = {
  at: blank(date), scope: list.default([]), assurance: blank(assurance),
  domain: blank(z.string()).describe('requirements that map to a control of this domain'), appliesTo: blank(z.string()).describe('requirements that bind this role, or everybody'),
};

export const coverage = z.object({
  catalog: z.string(), at: date, party: z.string(), roles: z.array(z.string()), scope: z.array(z.string()),
  frameworks: z.array(z.object({ id: z.string(), totals, requirements: z.array(requirementVerdict) })),
  unplaced: z.array(z.looseObject({ evidence: z.string() })).optional().describe('facts whose target the catalog does not have'),
});

const requirementNode = z.object({
  id: z.string(), parent: z.string().nullable(), kind: z.string(), title: z.string(), assessable: z.boolean(),
  appliesTo: z.array(z.string()), residue: z.string().nullable(), exhausted: z.enum(['yes', 'no', 'judgement']).nullable(), text: z.string().nullable(),
});

export const frameworkList = request('crosswalk', 'framework-list', {
  request: z.object({}),
  reply: z.object({
    catalog: z.string(), choice: z.int().describe('counts how often it was chosen which ones are looked at'),
    items: z.array(z.object({ id: z.string(), name: z.string(), version: z.string(), publisher: z.string(), shown: z.boolean().describe('looked at where nobody names frameworks'), requirements: z.int(), assessable: z.int(), rows: z.int() })),
  }),
  http: { method: 'GET', path: '/frameworks', roles: insiders, summary: 'Frameworks of the catalog' },
});

/** Sets which frameworks an organization looks at, on pages, in files and in the register, where nobody names others. */
export const frameworkChoose = request('crosswalk', 'framework-choose', {
  request: z.object({ frameworks: z.array(z.string()).min(1, 'Choose at least one framework'), version: z.coerce.number().int().min(0) }),
  reply: frameworkList.reply,
  http: { method: 'PUT', path: '/frameworks', roles: ['administrator', 'compliance'], summary: 'Set which frameworks are looked at' },
});

export const frameworkGet = request('crosswalk', 'framework-get', {
  request: z.object({ id: z.string(), text: z.stringbool().or(z.boolean()).default(true).describe('with the legal text') }),
  reply: z.object({ id: z.string(), name: z.string(), version: z.string(), requirements: z.array(requirementNode) }),
  http: { method: 'GET', path: '/frameworks/:id', roles: insiders, summary: 'The tree of one framework' },
});

export const controlCatalog = request('crosswalk', 'control-catalog', {
  request: z.object({}),
  reply: z.object({
    domains: z.array(z.object({ id: z.string(), title: z.string() })),
    controls: z.array(z.object({ id: z.string(), domain: z.string(), title: z.string(), statement: z.string(), parameters: z.array(z.object({ name: z.string(), measures: z.string() })), test: z.string() })),
  }),
  callers: ['web', 'programme'],
  issuers: ['person', 'system'],
  http: { method: 'GET', path: '/controls', roles: insiders, summary: 'Common controls' },
});

export const coverageGet = request('crosswalk', 'coverage-get', {
  request: z.object({ party: z.string(), frameworks: list.optional(), ...narrowing }),
  reply: coverage,
  timeout: 10_000,
  http: { method: 'GET', path: '/coverage/:party', roles: insiders, summary: 'What is proven of each requirement, for one party at one date' },
});

/** Totals of several parties: the outer view of the heat map. `section` rolls up to the tree's first levels. */
export const coverageSummary = request('crosswalk', 'coverage-summary', {
  request: z.object({
    parties: list.optional(), frameworks: list.optional(), ...narrowing, sections: z.stringbool().or(z.boolean()).default(false),
    open: blank(z.string()).describe('a branch, as "soc2:CC6", whose requirements are wanted too'),
    search: blank(z.string().max(200)).describe('a part of the name of a party'),
    after: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(1_000).default(1_000),
  }),
  reply: z.object({
    catalog: z.string(), at: date,
    choices: z.object({
      domains: z.array(z.object({ id: z.string(), title: z.string() })), appliesTo: z.array(z.string()), scopes: z.array(z.string()),
      earliest: date.nullable().describe('the first day that any fact speaks of'),
    }).describe('what can be narrowed to'),
    total: z.int().describe('parties that fit'), next: z.int().nullable(),
    parties: z.array(z.object({
      party: z.string(), name: z.string(), roles: z.array(z.string()), evidence: z.int(), lastEvidenceUntil: date.nullable(),
      frameworks: z.array(z.object({
        id: z.string(), totals, sections: z.array(z.object({ id: z.string(), rollup: verdict, met: z.int(), of: z.int() })).optional(),
        requirements: z.array(requirementVerdict.pick({ id: true, verdict: true, binds: true, expired: true })).optional().describe('those of the open branch'),
      })),
    })),
  }),
  timeout: 10_000,
  http: { method: 'GET', path: '/coverage', roles: insiders, summary: 'Totals per party and framework' },
});

/** One requirement for one party: reasons, what is missing and what would close it. */
export const requirementExplain = request('crosswalk', 'requirement-explain', {
  request: z.object({ party: z.string(), framework: z.string(), id: z.string(), at: blank(date), scope: list.default([]), assurance: blank(assurance) }),
  reply: z.object({
    catalog: z.string(), at: date, requirement: requirementNode, framework: z.object({ id: z.string(), name: z.string(), version: z.string() }),
    result: requirementVerdict,
    says: z.string().describe('the verdict in a sentence'),
    whyNot: z.array(reason),
    wouldClose: z.array(z.object({
      control: z.string().nullable(), says: z.string(),
      name: z.string().nullable().describe('the control with its bound in words'), title: z.string().nullable(), bound: z.string().nullable().describe('in words'),
      question: z.string().nullable().describe('as the shipped questionnaire asks it'), collect: z.string().nullable().describe('how it can be shown'),
    })),
    mapped: z.array(z.object({
      control: z.string(), bound: z.string().nullable(), title: z.string(), statement: z.string(), relationship: z.string(), strength: z.number(),
      rationale: z.string(), reason: z.string(), origin: z.string(), state: z.enum(['met', 'missing', 'unknown']),
    })),
    related: z.array(z.object({
      framework: z.string(), id: z.string(), title: z.string(), relation: z.string(), strength: z.number(),
      verdict: verdict.describe('of the same party, the same day'), shared: z.array(z.object({ control: z.string(), name: z.string() })).describe('through which common controls, weightiest first'),
    })),
    facts: z.array(evidence.extend({ counts: z.boolean(), why: z.string(), speaksOf: z.array(z.string()) })),
  }),
  http: { method: 'GET', path: '/coverage/:party/:framework/:id', roles: insiders, summary: 'Why a requirement has its verdict' },
});

export const evidenceList = request('crosswalk', 'evidence-list', {
  request: z.object({ party: z.string() }),
  reply: z.object({ items: z.array(evidence) }),
  callers: ['web', 'reports'],
  issuers: ['person', 'system'],
  http: { method: 'GET', path: '/evidence/:party', roles: insiders, summary: 'Every fact known about a party' },
});

/** Coverage of a party changed with new evidence: its totals, and the verdicts that are others now. */
export const coverageChanged = event(
  'crosswalk',
  'coverage-changed',
  z.object({
    party: z.string(), catalog: z.string(), at: date, sequence: z.int(), computed: instant,
    frameworks: z.array(z.object({ id: z.string(), name: z.string().optional(), totals })).describe('those that are looked at'),
    changed: z.array(z.object({ framework: z.string(), id: z.string(), from: verdict, to: verdict })).max(2_000),
  }),
  ['vendors'],
);
