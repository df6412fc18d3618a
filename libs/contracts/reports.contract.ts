import { z } from 'zod';
import { byHand } from './by-hand.js';
import { evidenceBatch } from './evidence.contract.js';
import { event, request } from './contract.js';
import { cursor, id, instant, line, pageOf, paragraph, sha256 } from './words.js';

const reviewers = ['administrator', 'compliance'] as const;
const insiders = ['administrator', 'procurement', 'compliance', 'reader', 'auditor'] as const;

export const documentStatus = z.enum(['queued', 'reading', 'read', 'refused', 'accepted', 'rejected', 'replaced']);

const documentRow = z.object({
  id, vendor: id, vendorName: z.string(), name: z.string(), size: z.int(), sha256, status: documentStatus,
  says: z.string().describe('one sentence: what it is, or why it was refused'),
  refusal: z.object({ code: z.string(), message: z.string(), page: z.int().optional() }).nullable(),
  kind: z.string().nullable(), reportType: z.string().nullable(), opinion: z.string().nullable(), auditor: z.string().nullable(),
  period: z.object({ from: z.string().nullable(), to: z.string() }).nullable(),
  countsUntil: z.string().nullable(),
  exceptions: z.int(), controls: z.int(), doubtful: z.int(),
  restricted: z.boolean().describe('under a non-disclosure agreement'), readable: z.boolean().describe('whether the asking person may read it'),
  byHand: byHand.shape.kind.nullable().describe('what a person entered it as'),
  origin: z.enum(['vendor', 'compliance']), uploaded: instant, read: instant.nullable(),
});

/** One difference between two readings, or between two reports. */
export const extractionChange = z.object({
  what: z.enum(['value', 'control-added', 'control-dropped', 'result', 'exception-added', 'exception-dropped', 'subservice-added', 'subservice-dropped', 'cuec-added', 'cuec-dropped', 'csoc-added', 'csoc-dropped']),
  path: z.string().describe('the value, or the identifier of the control'), was: z.unknown(), is: z.unknown(), page: z.int().nullable(), pageBefore: z.int().nullable(),
});

/** A value, a result of the matrix or a line of a list that a person put beside what was read; null where the report does not have it. */
export const correction = z.object({ path: z.string().max(400), value: z.unknown(), by: z.string(), at: instant });

export const documentDetail = documentRow.extend({
  version: z.int(),
  /** What reading yielded, in the shape of the extraction schema; null until it was read. */
  extraction: z.looseObject({ schemaVersion: z.literal(1), documentKind: z.string(), pages: z.int() }).nullable(),
  reader: z.string().nullable().describe('version of the reader that read it'),
  readerNow: z.string().describe('version of the reader of today'),
  newReading: z.object({ reader: z.string(), at: instant, changes: z.array(extractionChange) }).nullable().describe('another reading that waits to be taken or left'),
  corrections: z.array(correction),
  values: z.array(z.object({
    path: z.string(), value: z.unknown().describe('what holds: what a person put beside it, or what was read'), read: z.unknown(), page: z.int().nullable(), quote: z.string().nullable(),
    confidence: z.enum(['certain', 'likely', 'weak']).nullable(), decides: z.boolean().describe('evidence rests on it'), doubtful: z.boolean(),
    checked: z.object({ by: z.string(), at: instant, asRead: z.boolean() }).nullable(),
  })).describe('single values in the order of the document'),
  byHandSays: byHand.nullable(),
  readers: z.array(id), replaces: z.array(z.object({ id, says: z.string() })), replacedBy: z.object({ id, says: z.string() }).nullable(),
  bridge: z.object({ report: id.nullable(), from: z.string().nullable(), to: z.string().nullable(), because: z.array(z.string()) }).nullable().describe('which days a bridge letter covers, and why not more'),
  verdict: z.object({ outcome: z.enum(['accepted', 'rejected', 'replaced']), note: z.string().nullable(), by: z.string(), at: instant }).nullable(),
  evidence: z.int().describe('facts that the accepted report became'),
  progress: z.object({ page: z.int(), of: z.int() }).nullable(),
  history: z.array(z.object({ at: instant, actor: z.string(), action: z.string(), detail: z.record(z.string(), z.unknown()) })),
});

export const documentAdd = request('reports', 'document-add', {
  request: z.object({ vendor: id, sha256, name: z.string().max(255), size: z.coerce.number().int() }),
  reply: documentDetail,
});

export const documentList = request('reports', 'document-list', {
  request: z.object({ vendor: id.optional(), status: documentStatus.optional(), open: z.stringbool().or(z.boolean()).optional().describe('those that wait to be read or are being read'), sort: z.enum(['uploaded', 'vendor', 'end']).default('uploaded'), limit: z.coerce.number().int().min(1).max(200).default(50), cursor }),
  reply: pageOf(documentRow),
  http: { method: 'GET', path: '/reports', roles: insiders, summary: 'Documents and how far their reading is' },
});

export const documentGet = request('reports', 'document-get', {
  request: z.object({ id }),
  reply: documentDetail,
  http: { method: 'GET', path: '/reports/:id', roles: insiders, summary: 'One document and what was read from it' },
});

export const valueCorrect = request('reports', 'value-correct', {
  request: z.object({ id, version: z.coerce.number().int(), path: z.string().max(400).describe('a value, a result (row/<control>/<criterion>) or a line (cuec/…, csoc/…, exception/…; + begins one that was missed)'), value: z.unknown() }),
  reply: documentDetail,
  http: { method: 'POST', path: '/reports/:id/corrections', roles: reviewers, summary: 'Put a value beside what was read', idempotent: true },
});

export const documentAccept = request('reports', 'document-accept', {
  request: z.object({ id, version: z.coerce.number().int(), note: paragraph.optional() }),
  reply: documentDetail,
  timeout: 15_000,
  http: { method: 'POST', path: '/reports/:id/accept', roles: reviewers, summary: 'Accept a report; it becomes evidence', idempotent: true },
});

export const documentReject = request('reports', 'document-reject', {
  request: z.object({ id, version: z.coerce.number().int(), note: line }),
  reply: documentDetail,
  http: { method: 'POST', path: '/reports/:id/reject', roles: reviewers, summary: 'Reject a report with a reason', idempotent: true },
});

/** The picture of one page, kept in the object store under the hash that is answered. */
export const pageImage = request('reports', 'page-image', {
  request: z.object({ id, page: z.coerce.number().int().min(1).max(1_000), width: z.coerce.number().int().min(200).max(2_000).default(900) }),
  reply: z.object({ sha256 }),
  timeout: 35_000,
});

/** The page that the reader is at, of documents that are being read. */
export const documentProgress = request('reports', 'document-progress', {
  request: z.object({ documents: z.array(id).max(100) }),
  reply: z.object({ items: z.array(z.object({ document: id, page: z.int(), of: z.int() })) }),
  issuers: ['system'],
  callers: ['questionnaires'],
});

/** Tested controls of documents as common controls: what a person matched, or a suggestion as good as certain. Of documents that were read and not rejected. */
export const documentTested = request('reports', 'document-tested', {
  request: z.object({ documents: z.array(id).max(20) }),
  reply: z.object({ items: z.array(z.object({ document: id, control: z.string(), result: z.enum(['met', 'excepted']), page: z.int(), text: z.string() })) }),
  issuers: ['system'],
  callers: ['questionnaires'],
});

/** An accepted report became evidence on criteria and controls. */
export const reportEvidence = event('reports', 'evidence-recorded', evidenceBatch, ['crosswalk']);

/** How far a document is: for the vendor's page and for the vendor who uploaded it. */
export const documentChanged = event(
  'reports',
  'document-changed',
  z.object({ document: id, vendor: id, sha256, status: documentStatus, says: z.string(), countsUntil: z.string().nullable(), sequence: z.int() }),
  ['vendors', 'questionnaires'],
);
