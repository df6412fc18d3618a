import { z } from 'zod';
import { byHand } from './by-hand.js';
import { request } from './contract.js';
import { documentDetail, extractionChange } from './reports.contract.js';
import { cursor, date, id, instant, line, paragraph, sha256 } from './words.js';

const reviewers = ['administrator', 'compliance'] as const;
const insiders = ['administrator', 'procurement', 'compliance', 'reader', 'auditor'] as const;
const version = z.coerce.number().int();
const storedFile = z.object({ sha256, name: z.string().max(255), size: z.coerce.number().int() });

/** Enters a document by hand: a stored file that is new, or one that is here and was not read. It is evidence at once, because a person says so. */
export const documentByHand = request('reports', 'document-by-hand', {
  request: byHand.extend({ vendor: id.optional(), document: id.optional().describe('a document that is here already'), version: version.optional(), file: storedFile.optional() }),
  reply: documentDetail,
  timeout: 15_000,
  http: { method: 'POST', path: '/reports/:document/by-hand', roles: reviewers, summary: 'Enter a document by hand that is here and was not read', idempotent: true },
});

/** Has another document take the place of one: a stored file that is new, or one that is here. The evidence goes over when the other is accepted. */
export const documentReplace = request('reports', 'document-replace', {
  request: z.object({ id, version, document: id.optional(), file: storedFile.optional() }),
  reply: documentDetail,
  http: { method: 'POST', path: '/reports/:id/replacement', roles: reviewers, summary: 'Name the newer version of a report', idempotent: true },
});

/** Puts a document under a non-disclosure agreement: only those who review and the named readers see it. */
export const accessSet = request('reports', 'access-set', {
  request: z.object({ id, version, restricted: z.stringbool().or(z.boolean()), readers: z.array(id).max(200).default([]) }),
  reply: documentDetail,
  http: { method: 'PUT', path: '/reports/:id/access', roles: reviewers, summary: 'Who may read a document' },
});

/** Every look at a document under a non-disclosure agreement, and every download of any document, newest first. */
export const accessLog = request('reports', 'access-log', {
  request: z.object({ id, cursor }),
  reply: z.object({ items: z.array(z.object({ at: instant, actor: z.string(), act: z.enum(['viewed', 'page-viewed', 'downloaded', 'exported']), detail: z.record(z.string(), z.unknown()) })), next: z.string().nullable() }),
  http: { method: 'GET', path: '/reports/:id/log', roles: reviewers, summary: 'Who looked at a document and who took it away' },
});

/** The document itself, kept in the object store under the hash that is answered; with the reader's name on its pages where the tenant wants that. */
export const documentFile = request('reports', 'document-file', {
  request: z.object({ id, reader: z.string().max(200).optional().describe('the name that stands on the pages') }),
  reply: z.object({ sha256, name: z.string(), type: z.string(), marked: z.boolean() }),
  timeout: 35_000,
});

/** What was read from a document, with what people put right, as a file in the object store. */
export const reportExport = request('reports', 'report-export', {
  request: z.object({ id, format: z.enum(['json', 'csv', 'xlsx', 'memo']) }),
  reply: z.object({ sha256, name: z.string(), type: z.string() }),
  timeout: 30_000,
});

export const settingGet = request('reports', 'setting-get', {
  request: z.object({}),
  reply: z.object({ watermark: z.boolean() }),
  http: { method: 'GET', path: '/reports/settings', roles: insiders, summary: 'How documents are handed out' },
});

export const settingSet = request('reports', 'setting-set', {
  request: z.object({ watermark: z.stringbool().or(z.boolean()) }),
  reply: z.object({ watermark: z.boolean() }),
  http: { method: 'PUT', path: '/reports/settings', roles: ['administrator'], summary: 'Set how documents are handed out' },
});

/** This report against another of the same vendor, the one before it when none is named. */
export const reportDiff = request('reports', 'report-diff', {
  request: z.object({ id, with: id.optional() }),
  reply: z.object({
    before: z.object({ id, says: z.string() }).nullable().describe('null: there is none to compare with'),
    others: z.array(z.object({ id, says: z.string() })), changes: z.array(extractionChange),
  }),
  http: { method: 'GET', path: '/reports/:id/diff', roles: insiders, summary: 'What changed since last year’s report' },
});

/** What the quality of a report can be judged by, each with the words it rests on. */
export const qualitySignals = request('reports', 'quality-signals', {
  request: z.object({ id }),
  reply: z.object({ items: z.array(z.object({ code: z.string(), weight: z.enum(['good', 'watch', 'ask']), says: z.string(), quote: z.string().nullable(), page: z.int().nullable() })) }),
  http: { method: 'GET', path: '/reports/:id/signals', roles: insiders, summary: 'How much a report can be relied on' },
});

/** Where the auditor and the vendor's own answers say different things. */
export const contradictionList = request('reports', 'contradiction-list', {
  request: z.object({ id }),
  reply: z.object({
    items: z.array(z.object({
      control: z.string(), title: z.string(), kind: z.enum(['exception', 'not-met', 'answer-no']), certain: z.boolean().describe('a person matched the control; false: by its words'),
      report: z.object({ says: z.string(), page: z.int().nullable(), criteria: z.array(z.string()) }), answer: z.object({ id: z.string(), says: z.string(), verdict: z.string(), source: z.string(), question: z.string().nullable() }),
    })),
  }),
  http: { method: 'GET', path: '/reports/:id/contradictions', roles: insiders, summary: 'Where a report and the vendor’s answers differ' },
});

const span = z.object({ kind: z.enum(['report', 'point', 'bridge', 'document']), document: id, from: date, to: date, text: z.string() });
const subservice = z.object({ depth: z.int(), name: z.string(), service: z.string().nullable(), method: z.enum(['carve-out', 'inclusive', 'unknown']), through: z.string(), report: z.object({ document: id, vendor: z.string(), says: z.string(), until: date.nullable() }).nullable() });

/** Which days the accepted reports and bridge letters of each vendor speak of, and which none does. */
export const coverageCalendar = request('reports', 'coverage-calendar', {
  request: z.object({ vendor: id.optional(), from: date.optional(), limit: z.coerce.number().int().min(1).max(100).default(25), cursor }),
  reply: z.object({
    from: date, to: date, today: date,
    items: z.array(z.object({
      vendor: id, name: z.string(), spans: z.array(span), gaps: z.array(z.object({ from: date, to: date, days: z.int() })), uncovered: z.int(),
      notCredited: z.array(z.object({ document: id, name: z.string(), because: z.array(z.string()) })).describe('bridge letters that cover no day'), chain: z.array(subservice),
    })),
    without: z.array(z.object({ vendor: id, name: z.string() })).describe('vendors of which nothing is accepted'),
    next: z.string().nullable(),
  }),
  http: { method: 'GET', path: '/reports/calendar', roles: insiders, summary: 'Days that reports and bridge letters cover, per vendor' },
});

const dutyState = z.enum(['open', 'in-place', 'not-needed']);

/** What a report expects of the own organization. */
export const duty = z.object({
  vendor: id, vendorName: z.string(), document: id, key: z.string(), version: z.int(), text: z.string(), criteria: z.array(z.string()), page: z.int(),
  owner: z.string().nullable(), control: z.object({ id: z.string(), title: z.string(), state: z.string().nullable().describe('of the own control; null: it is not set'), ownControl: id.nullable() }).nullable(),
  state: z.enum(['open', 'met', 'in-place', 'not-needed']).describe('met: an own control that is in place meets it'), note: z.string().nullable(), by: z.string().nullable(), at: instant.nullable(),
  suggestions: z.array(z.object({ control: z.string(), title: z.string() })),
});

export const dutyList = request('reports', 'duty-list', {
  request: z.object({ vendor: id.optional(), document: id.optional(), state: duty.shape.state.optional(), limit: z.coerce.number().int().min(1).max(200).default(50), from: z.coerce.number().int().min(0).default(0) }),
  reply: z.object({ items: z.array(duty), total: z.int(), open: z.int() }),
  http: { method: 'GET', path: '/reports/duties', roles: insiders, summary: 'Complementary user entity controls, and who answers for them' },
});

/** Says who owns a duty and what meets it; it holds for the next report that says the same. A new one has version 0. */
export const dutySet = request('reports', 'duty-set', {
  request: z.object({ vendor: id, key: z.string().max(40), version: version.min(0), owner: line.optional(), control: z.string().max(40).optional(), state: dutyState, note: paragraph.optional() }),
  reply: z.object({ version: z.int() }),
  http: { method: 'PUT', path: '/reports/duties/:vendor/:key', roles: reviewers, summary: 'Say who owns a complementary user entity control and what meets it' },
});
