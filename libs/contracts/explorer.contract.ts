import { z } from 'zod';
import { request } from './contract.js';

const insiders = ['administrator', 'procurement', 'compliance', 'reader', 'auditor'] as const;

/** What is proven of two nodes, in words of set theory; `unknown` where nothing follows. */
export const relation = z.enum(['equal', 'subset', 'superset', 'intersects', 'overlaps', 'disjoint', 'unknown']);

/** A look at two frameworks: which pairs are wanted. An empty field of a form narrows nothing. */
const blank = <T extends z.ZodType>(type: T) => z.preprocess((value) => (value === '' ? undefined : value), type.optional());
const look = {
  from: z.string(), to: z.string(),
  atLeast: z.coerce.number().min(0).max(10).default(5),
  relation: blank(relation), text: blank(z.string().max(200)),
  left: blank(z.string()).describe('a branch or requirement of the first framework'), right: blank(z.string()).describe('a branch or requirement of the second framework'),
};

const end = z.object({ framework: z.string(), name: z.string(), id: z.string(), title: z.string() });
const named = z.object({ control: z.string(), name: z.string().describe('with its bound in words'), title: z.string() });
const side = z.object({ id: z.string(), title: z.string(), kind: z.string(), isRequirement: z.boolean(), of: z.int().describe('assessable requirements in it') });
const framework = z.object({ id: z.string(), name: z.string(), assessable: z.int().describe('requirements in the branch that is looked at'), path: z.array(z.object({ id: z.string(), title: z.string() })).describe('from the top down to the branch that is looked at') });

/** Pairs of two frameworks: in the order of the first framework, the strongest counterpart first. */
export const pairList = request('crosswalk', 'pair-list', {
  request: z.object({ ...look, after: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(2_000).default(500) }),
  reply: z.object({
    from: framework, to: framework,
    items: z.array(z.object({ from: z.string(), fromTitle: z.string(), to: z.string(), toTitle: z.string(), relation, strength: z.number(), shared: z.array(named) })),
    total: z.int(), claimed: z.int(), matched: z.int().describe('requirements of the first framework with a pair'), next: z.int().nullable(),
    alone: z.array(z.object({ id: z.string(), title: z.string() })).describe('requirements of the first framework without a pair of that strength'),
  }),
  http: { method: 'GET', path: '/crosswalk', roles: insiders, summary: 'Related requirements of two frameworks' },
});

/** The same as a matrix of branches, down to requirements. */
export const pairMatrix = request('crosswalk', 'pair-matrix', {
  request: z.object(look),
  reply: z.object({
    from: framework, to: framework, rows: z.array(side), columns: z.array(side),
    cells: z.array(z.object({ row: z.int(), column: z.int(), claimed: z.int(), related: z.int(), apart: z.int(), reached: z.int(), strongest: z.number(), relation: relation.nullable() })),
    total: z.int(), claimed: z.int(), matched: z.int(),
  }),
  http: { method: 'GET', path: '/crosswalk/matrix', roles: insiders, summary: 'How many related requirements stand between the sections of two frameworks' },
});

/** A mapping row as it is shown: what it says, why, and where it comes from. */
const row = z.object({
  relationship: z.string(), strength: z.int(), rationale: z.string(), reason: z.string(), origin: z.string(), reviewed: z.boolean(),
  own: z.boolean().describe('of the tenant, over the shipped catalog'), file: z.string(), line: z.int(),
  ends: z.object({ framework: z.string(), requirement: z.string(), control: z.string().optional(), toFramework: z.string().optional(), to: z.string().optional() }).describe('as an edit of the row takes them'),
});

/** One pair in full: every chain of rows behind what is proven of it. */
export const pairExplain = request('crosswalk', 'pair-explain', {
  request: z.object({ from: z.string(), id: z.string(), to: z.string(), toId: z.string() }),
  reply: z.object({
    from: end, to: end, relation, possible: z.array(relation).describe('what the rows leave open'), strength: z.number(),
    chains: z.array(z.object({
      over: z.array(z.object({ kind: z.enum(['control', 'requirement']), framework: z.string().nullable(), id: z.string(), name: z.string(), title: z.string() })).describe('what stands between the two'),
      proves: relation, says: z.string(),
      steps: z.array(z.object({ from: z.string(), to: z.string(), relation, row: row.nullable().describe('null: by the order of two bounds') })),
    })),
  }),
  http: { method: 'GET', path: '/crosswalk/:from/:id/:to/:toId', roles: insiders, summary: 'What is proven of two requirements, with every chain of rows' },
});

/** One common control: everything that says of it, and every requirement that maps to it. */
export const controlReach = request('crosswalk', 'control-reach', {
  request: z.object({ id: z.string() }),
  reply: z.object({
    control: z.object({
      id: z.string(), domain: z.string(), domainTitle: z.string(), title: z.string(), statement: z.string(), test: z.string(), searchTerms: z.array(z.string()),
      parameters: z.array(z.object({ name: z.string(), measures: z.string() })), references: z.array(z.object({ framework: z.string(), ids: z.array(z.string()) })),
    }),
    frameworks: z.array(z.object({
      id: z.string(), name: z.string(),
      rows: z.array(row.extend({ requirement: z.string(), title: z.string(), bound: z.string().nullable().describe('in words') })),
    })),
  }),
  http: { method: 'GET', path: '/controls/:id', roles: insiders, summary: 'One common control and every requirement that maps to it' },
});

/** A search over everything that the catalog holds in words. */
export const catalogSearch = request('crosswalk', 'catalog-search', {
  request: z.object({ q: z.string().max(300), in: blank(z.string()).describe('"controls", or a framework'), after: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(100).default(25) }),
  reply: z.object({
    items: z.array(z.object({
      kind: z.enum(['control', 'requirement']), framework: z.string().nullable(), frameworkName: z.string().nullable(), id: z.string(), title: z.string(),
      excerpt: z.object({ field: z.enum(['title', 'terms', 'statement', 'residue', 'text', 'test']), pieces: z.array(z.object({ text: z.string(), hit: z.boolean() })) }).nullable(),
    })),
    counts: z.array(z.object({ id: z.string(), name: z.string().nullable(), count: z.int() })).describe('by where it was found; "controls" first'), total: z.int(), next: z.int().nullable(),
  }),
  http: { method: 'GET', path: '/search', roles: insiders, summary: 'Search controls, requirements, search terms and legal text' },
});
