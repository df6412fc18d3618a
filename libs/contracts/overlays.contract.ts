import { z } from 'zod';
import { request } from './contract.js';
import { verdict } from './crosswalk.contract.js';
import { evidence } from './evidence.contract.js';
import { id, instant, sha256 } from './words.js';

const insiders = ['administrator', 'procurement', 'compliance', 'reader', 'auditor'] as const;
const keepers = ['administrator', 'compliance'] as const;

/** Something wrong in an imported file or an edited row: where, in which field, what, and how to mend it. */
export const importProblem = z.object({
  file: z.string(), sheet: z.string().nullable(), line: z.int(), field: z.string(), message: z.string(),
  newIds: z.array(z.object({ id: z.string(), now: z.array(z.string()) })).optional().describe('of a file for an edition that was replaced: where each of its ids went'),
});

const counts = z.object({ frameworks: z.int(), controls: z.int(), rows: z.int(), directRows: z.int(), removed: z.int() });

/** What becomes of the verdicts of all parties, today, in their roles. */
const impact = z.object({
  verdicts: z.int().describe('how many verdicts become others'),
  parties: z.array(z.object({
    party: z.string(), name: z.string(), verdicts: z.int(),
    changes: z.array(z.object({ framework: z.string(), id: z.string(), title: z.string(), from: verdict.nullable(), to: verdict.nullable() })).describe('the first hundred; null: not in the catalog'),
  })),
});

/** What a change came to. While `saved` is null nothing was kept: it was a trial, or something is wrong. */
const outcome = z.object({
  saved: id.nullable(), version: z.int(), counts, problems: z.array(importProblem), problemCount: z.int(), impact,
});

const trial = {
  dryRun: z.stringbool().or(z.boolean()).default(true).describe('true: say what would happen and keep nothing'),
  version: z.coerce.number().int().min(0).optional().describe('the version that was looked at; another one now is a conflict'),
};

export const overlayList = request('crosswalk', 'overlay-list', {
  request: z.object({}),
  reply: z.object({
    catalog: z.string(), version: z.int(),
    changes: z.array(z.object({ id, kind: z.enum(['import', 'edit']), name: z.string(), counts, madeBy: z.string(), madeAt: instant, undoneBy: z.string().nullable(), undoneAt: instant.nullable() })),
    stranded: z.array(z.object({ kind: z.string(), id: z.string(), says: z.string() })).describe('pieces that the catalog has no place for any more; they are kept and count for nothing'),
    contradictions: z.array(z.array(z.object({ row: z.string(), says: z.string() }))).describe('sets of rows that cannot all be true and are set aside until one is mended'),
  }),
  http: { method: 'GET', path: '/overlays', roles: insiders, summary: 'Own frameworks, controls and rows over the catalog: history and state' },
});

/** Takes in a file of the object store. Nothing is taken by halves. */
export const overlayImport = request('crosswalk', 'overlay-import', {
  request: z.object({ sha256, name: z.string().min(1).max(255), framework: z.string().max(200).optional(), to: z.string().max(200).optional(), ...trial }),
  reply: outcome,
  timeout: 120_000,
});

/** Takes back a whole import or edit; the others stand. */
export const overlayUndo = request('crosswalk', 'overlay-undo', {
  request: z.object({ id, ...trial }),
  reply: outcome,
  timeout: 60_000,
  http: { method: 'POST', path: '/overlays/changes/:id/undo', roles: keepers, summary: 'Take back one import or edit; a trial unless dryRun is false', idempotent: true },
});

/** A row as it is edited: from a requirement to a common control, or to another requirement. */
const row = z.object({
  framework: z.string(), requirement: z.string(), control: z.string().optional(), toFramework: z.string().optional(), to: z.string().optional(),
  relationship: z.string(), strength: z.coerce.string(), rationale: z.string().default('semantic'), reason: z.string().default(''), reviewed: z.stringbool().or(z.boolean()).default(false), inUnion: z.stringbool().or(z.boolean()).default(false),
});

export const rowEdit = request('crosswalk', 'overlay-row-edit', {
  request: z.object({ row, remove: z.stringbool().or(z.boolean()).default(false), ...trial }),
  reply: outcome,
  timeout: 60_000,
  http: { method: 'POST', path: '/overlays/rows', roles: keepers, summary: 'Set or remove one row over the catalog; a trial unless dryRun is false', idempotent: true },
});

/** Rows that count, shipped and own. */
export const rowList = request('crosswalk', 'overlay-row-list', {
  request: z.object({ framework: z.string().optional(), search: z.string().max(200).optional(), own: z.stringbool().or(z.boolean()).default(false), after: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(200).default(50) }),
  reply: z.object({
    items: z.array(z.object({
      key: z.string(), framework: z.string(), requirement: z.string(), title: z.string(), control: z.string().nullable(), to: z.object({ framework: z.string(), id: z.string() }).nullable(), toTitle: z.string(),
      relationship: z.string(), strength: z.int(), rationale: z.string(), reason: z.string(), origin: z.string(), reviewed: z.boolean(), inUnion: z.boolean(), own: z.boolean(),
    })),
    total: z.int(), next: z.int().nullable(),
  }),
  http: { method: 'GET', path: '/overlays/rows', roles: insiders, summary: 'Mapping rows that count, shipped and own' },
});

/** Facts from outside, such as another tool's; each replaces lower versions of its id. One that cannot be placed refuses all. */
export const evidencePush = request('crosswalk', 'evidence-push', {
  request: z.object({ facts: z.array(evidence).min(1).max(2_000), dryRun: z.stringbool().or(z.boolean()).default(false) }),
  reply: z.object({ recorded: z.int(), parties: z.array(z.string()) }),
  timeout: 60_000,
  http: { method: 'POST', path: '/evidence', roles: keepers, summary: 'Record facts about parties', idempotent: true },
});
