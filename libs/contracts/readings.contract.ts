import { z } from 'zod';
import { request } from './contract.js';
import { assurance, reason, verdict } from './crosswalk.contract.js';
import { evidence } from './evidence.contract.js';
import { date, instant } from './words.js';

const insiders = ['administrator', 'procurement', 'compliance', 'reader', 'auditor'] as const;
const list = z.union([z.array(z.string()), z.string().transform((text) => text.split(',').filter(Boolean))]);
const asked = { at: date.optional(), scope: list.default([]), assurance: assurance.optional() };
const party = z.object({ id: z.string(), name: z.string() });
const framework = z.object({ id: z.string(), name: z.string(), version: z.string() });
const named = z.object({ id: z.string(), title: z.string(), verdict });

/** Everybody of whom coverage can be asked: the own organization first. */
export const partyList = request('crosswalk', 'party-list', {
  request: z.object({}),
  reply: z.object({ items: z.array(z.object({ id: z.string(), name: z.string(), roles: z.array(z.string()), facts: z.int() })) }),
  http: { method: 'GET', path: '/parties', roles: insiders, summary: 'The own organization and the vendors, with how many facts are known about each' },
});

/** What keeps a framework's requirements from being met, each gap once, with all that it holds up and what would close it. */
export const gapList = request('crosswalk', 'gap-list', {
  request: z.object({ party: z.string(), framework: z.string(), ...asked }),
  reply: z.object({
    catalog: z.string(), at: date, party, framework, binding: z.int(), met: z.int(),
    items: z.array(z.object({
      kind: z.enum(['contradiction', 'broken', 'loose', 'exception', 'expired', 'not-accepted', 'assurance', 'missing', 'opinion', 'residue']),
      control: z.string().nullable(), name: z.string().nullable().describe('the control with its bound in words'), title: z.string().nullable(), bound: z.string().nullable().describe('in words'),
      says: z.string(), ask: z.string().describe('what to ask for'), question: z.string().nullable().describe('as the shipped questionnaire asks it'), collect: z.string().nullable().describe('how it can be shown'),
      requirements: z.array(named),
      elsewhere: z.array(z.object({ framework: z.string(), name: z.string(), requirements: z.int() })).describe('how many open requirements of other frameworks wait for the same'),
    })).describe('what is known to be wrong first, then what ran out, then what nothing shows; within a kind those that hold up most'),
  }),
  timeout: 10_000,
  http: { method: 'GET', path: '/gaps/:party/:framework', roles: insiders, summary: 'What is not proven of a framework, why, and what would close it' },
});

/** The ordered work list that adds a framework, or some of its requirements. */
export const planGet = request('crosswalk', 'plan-get', {
  request: z.object({ party: z.string(), framework: z.string(), only: list.optional().describe('ids of requirements; without them the whole framework'), ...asked }),
  reply: z.object({
    catalog: z.string(), at: date, party, framework,
    requirements: z.int(), metBefore: z.int(), metAfter: z.int(),
    readyAfter: z.int().describe('not met then, but every mapped control is: what is left is an opinion or what no control holds'),
    atLeast: z.int().describe('no choice of controls closes the same with fewer steps'), isExact: z.boolean().describe('the steps are as few as can be'),
    steps: z.array(z.object({
      control: z.string(), name: z.string(), title: z.string(), statement: z.string(), kind: z.enum(['add', 'tighten', 'mend', 'renew']), test: z.string().nullable(),
      unlocks: z.array(z.object({ framework: z.string(), name: z.string(), ids: z.array(z.string()) })).describe('met after this step and not before'),
      readies: z.array(z.object({ framework: z.string(), name: z.string(), ids: z.array(z.string()) })).describe('after this step all mapped controls are met'),
    })),
    gains: z.array(z.object({ framework: z.string(), name: z.string(), met: z.int(), ready: z.int() })).describe('what all steps together close in every framework'),
    open: z.array(z.object({ id: z.string(), title: z.string(), says: z.string() })).describe('what no control closes'),
  }),
  timeout: 30_000,
  http: { method: 'GET', path: '/plans/:party/:framework', roles: insiders, summary: 'The ordered work list that adds a framework' },
});

/** What some facts of one party prove everywhere: one fact, or all of one source. */
export const reuseGet = request('crosswalk', 'reuse-get', {
  request: z.object({ party: z.string(), fact: z.string().optional(), source: z.string().optional().describe('as the reply names it; without fact and source only the sources are listed'), ...asked }),
  reply: z.object({
    catalog: z.string(), at: date, party,
    sources: z.array(z.object({ key: z.string(), kind: evidence.shape.source.shape.kind, label: z.string(), facts: z.int() })),
    source: z.string().nullable(),
    facts: z.array(evidence).describe('those that were chosen'),
    items: z.array(z.object({
      framework: z.string(), name: z.string(), id: z.string(), title: z.string(),
      alone: verdict.describe('by the chosen facts and nothing else'), withAll: verdict.describe('by everything known'), without: verdict.describe('by everything else'),
    })),
  }),
  timeout: 10_000,
  http: { method: 'GET', path: '/reuse/:party', roles: insiders, summary: 'What one fact, or all facts of one source, prove in every framework' },
});

const side = z.object({ party, at: date, catalog: z.string(), state: z.string() });

/** What differs between two dates, two parties, or two states of the catalog, and why. */
export const coverageDiff = request('crosswalk', 'coverage-diff', {
  request: z.object({
    party: z.string(), at: date.optional(), state: z.string().default('now').describe('of the catalog: now, shipped, or the id of an own change: as it was right after it'),
    fromParty: z.string().optional(), fromAt: date.optional(), fromState: z.string().optional(),
    frameworks: list.optional(), scope: list.default([]), assurance: assurance.optional(),
  }),
  reply: z.object({
    from: side, to: side, better: z.int(), worse: z.int(), other: z.int(),
    states: z.array(z.object({ state: z.string(), name: z.string().nullable().describe('of the own change; null for now and shipped'), at: instant.nullable() })).describe('states of the catalog that can be compared'),
    items: z.array(z.object({
      framework: z.string(), name: z.string(), id: z.string(), title: z.string(), from: verdict.nullable(), to: verdict.nullable(), direction: z.enum(['better', 'worse', 'other']),
      gained: z.array(z.string()).describe('mapped parts that are met now, in words'), lost: z.array(z.string()),
      because: z.array(z.string()),
    })),
  }),
  timeout: 15_000,
  http: { method: 'GET', path: '/diff/:party', roles: insiders, summary: 'Which verdicts differ between two dates, parties or states of the catalog, and why' },
});

const chain = z.object({
  says: z.string(),
  steps: z.array(z.object({ says: z.string(), row: z.string().nullable().describe('null: the order of two bounds'), own: z.boolean(), reason: z.string(), framework: z.string().nullable(), requirement: z.string().nullable() })),
});
const place = z.object({ framework: z.string().nullable().describe('null: a common control'), id: z.string(), title: z.string() });

/** What contradicts itself: mapping rows that cannot all be true, and facts about a party that prove and disprove the same. */
export const contradictionList = request('crosswalk', 'contradiction-list', {
  request: z.object({ party: z.string().optional(), at: date.optional() }),
  reply: z.object({
    catalog: z.string(), at: date,
    rows: z.array(z.object({ between: z.tuple([z.string(), z.string()]), chains: z.array(chain) })).describe('set aside until one of them is mended'),
    facts: z.array(z.object({
      party, node: place, scope: z.array(z.string()).describe('empty: all that is in scope'),
      for: z.array(reason).describe('the chain that proves it'), against: z.array(reason),
      touches: z.array(z.object({ framework: z.string(), name: z.string(), ids: z.array(z.string()) })).describe('requirements to which the control is mapped'),
    })).describe('nothing rests on these until one side is mended'),
    disagreements: z.array(z.object({ party, node: place, says: z.string() })).describe('a vendor says so, its auditor says otherwise; no contradiction'),
    more: z.boolean().describe('there are more than are listed'),
  }),
  timeout: 15_000,
  http: { method: 'GET', path: '/contradictions', roles: insiders, summary: 'Mapping rows and facts that contradict each other, with both chains' },
});
