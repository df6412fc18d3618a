import { z } from 'zod';
import { request } from './contract.js';
import { documentDetail } from './reports.contract.js';
import { id } from './words.js';

const reviewers = ['administrator', 'compliance'] as const;
const insiders = ['administrator', 'procurement', 'compliance', 'reader', 'auditor'] as const;
const version = z.coerce.number().int();

const box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });

/** Where what was read stands on one page: in points from the top left corner of the page as it is drawn. */
export const pageMarks = request('reports', 'page-marks', {
  request: z.object({ id, page: z.coerce.number().int().min(1).max(1_000) }),
  reply: z.object({
    page: z.object({ width: z.number(), height: z.number() }).nullable().describe('null: the document was read before positions were kept'),
    marks: z.array(z.object({ path: z.string(), boxes: z.array(box) })),
  }),
  http: { method: 'GET', path: '/reports/:id/pages/:page/marks', roles: insiders, summary: 'Where what was read stands on a page' },
});

/** Accepts values as they were read: those that are certain, or those that are named. Each is kept with who and when. */
export const valuesAccept = request('reports', 'values-accept', {
  request: z.object({ id, version, paths: z.union([z.literal('certain'), z.array(z.string().max(200)).min(1).max(50)]) }),
  reply: documentDetail,
  http: { method: 'POST', path: '/reports/:id/values', roles: reviewers, summary: 'Accept values as they were read', idempotent: true },
});

/** Takes a correction back: what was read holds again, and evidence follows. */
export const correctionTakeBack = request('reports', 'correction-take-back', {
  request: z.object({ id, version, path: z.string().max(400) }),
  reply: documentDetail,
  http: { method: 'DELETE', path: '/reports/:id/corrections', roles: reviewers, summary: 'Take a correction back' },
});

/** Reads the document again with the reader of today. What changed waits beside the first reading until somebody takes or leaves it. */
export const documentReread = request('reports', 'document-reread', {
  request: z.object({ id, version }),
  reply: documentDetail,
  timeout: 60_000,
  http: { method: 'POST', path: '/reports/:id/reread', roles: reviewers, summary: 'Read a document again and see what changed' },
});

/** Takes the other reading in place of the first, or leaves it. Corrections stay; evidence of an accepted report follows. */
export const readingDecide = request('reports', 'reading-decide', {
  request: z.object({ id, version, take: z.stringbool().or(z.boolean()) }),
  reply: documentDetail,
  timeout: 15_000,
  http: { method: 'POST', path: '/reports/:id/reading', roles: reviewers, summary: 'Take or leave another reading', idempotent: true },
});

const suggestion = z.object({ control: z.string(), title: z.string(), score: z.number(), matched: z.array(z.string()), criteria: z.array(z.string()) });

/** Every tested control with the common controls that its words speak of, and the one that a person confirmed. */
export const suggestionList = request('reports', 'suggestion-list', {
  request: z.object({ id, open: z.stringbool().or(z.boolean()).default(false).describe('only controls that nobody matched yet'), limit: z.coerce.number().int().min(1).max(500).default(500), from: z.coerce.number().int().min(0).default(0) }),
  reply: z.object({
    version: z.int(), total: z.int(), matched: z.int(), threshold: z.number().describe('a score from which suggestions were right nearly always'),
    items: z.array(z.object({
      ref: z.string().describe('which control of the report, unique in it'), id: z.string().nullable(), text: z.string(), criteria: z.array(z.string()), page: z.int(),
      result: z.enum(['met', 'excepted', 'none']).describe('what it would prove of the common control'),
      suggestions: z.array(suggestion), confirmed: z.object({ control: z.string(), title: z.string(), by: z.string(), at: z.string() }).nullable(),
    })),
  }),
  http: { method: 'GET', path: '/reports/:id/controls', roles: insiders, summary: 'Tested controls with suggested common controls' },
});

/** Confirms common controls, named ones or every first suggestion that scores at least so much. An empty control takes a match back. */
export const matchesConfirm = request('reports', 'matches-confirm', {
  request: z.object({
    id, version, matches: z.array(z.object({ ref: z.string().max(300), control: z.string().max(40) })).max(2_000).default([]),
    atLeast: z.coerce.number().min(0).optional(),
  }),
  reply: z.object({ version: z.int(), matched: z.int(), changed: z.int() }),
  timeout: 15_000,
  http: { method: 'POST', path: '/reports/:id/controls', roles: reviewers, summary: 'Confirm common controls of tested controls', idempotent: true },
});
