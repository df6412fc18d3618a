import { z } from 'zod';
import { evidenceBatch } from './evidence.contract.js';
import { event, request } from './contract.js';
import { wording } from './mail-wording.js';
import { cursor, date, done, email, id, instant, line, pageOf, paragraph, sha256, zone } from './words.js';

const buyers = ['administrator', 'procurement'] as const;
const reviewers = ['administrator', 'procurement', 'compliance'] as const;
const insiders = ['administrator', 'procurement', 'compliance', 'reader', 'auditor'] as const;

export const depth = z.enum(['short', 'standard', 'full']);
export const requestStatus = z.enum(['scheduled', 'sent', 'opened', 'started', 'submitted', 'reviewed', 'cancelled']);

/** Whether a request waits for its vendor: it was sent, and the answers are not in. */
export const waitsForVendor = (status: string): boolean => ['sent', 'opened', 'started'].includes(status);

/** Whether the answers of a request are still to come, be it that it was not sent yet. */
export const isUnanswered = (status: string): boolean => status === 'scheduled' || waitsForVendor(status);

/** A time of day in a zone; without it a request is sent at once. */
export const sendAt = z.object({ date, time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter a time such as 09:00'), zone });

/** A shipped or own questionnaire, without its questions. */
const templateRow = z.object({
  key: z.string(), version: z.string(), title: z.string(), publisher: z.string(), licence: z.string(),
  questions: z.object({ short: z.int(), standard: z.int(), full: z.int() }),
  modules: z.array(z.object({ key: z.string(), title: z.string(), questions: z.int() })),
});

/** A template as `libs/questionnaire` knows it; checked there when it is loaded. */
const template = z.looseObject({ key: z.string(), version: z.string(), title: z.string(), sections: z.array(z.looseObject({ key: z.string(), title: z.string(), questions: z.array(z.looseObject({ key: z.string(), text: z.string(), kind: z.string() })) })) });

export const measuredValue = z.object({ n: z.number(), unit: z.string() });
export const answerValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), measuredValue, z.array(z.record(z.string(), z.string()))]);

export const readingStatus = z.enum(['queued', 'reading', 'read', 'refused', 'accepted', 'rejected', 'replaced']);

/** A document that stands behind answers. */
export const attachment = z.object({
  id, sha256, name: z.string(), size: z.int(), kind: z.string(), questions: z.array(z.string()), uploaded: instant,
  validUntil: date.nullable(),
  reading: z.object({ status: readingStatus, says: z.string(), document: id }).nullable(),
});

/** How an answer came about, where it was not typed: read from a cell of a workbook, confirmed from last time, or from what a report shows. */
export const answerOrigin = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('imported'), cell: z.string().max(200).describe('sheet and cell, as `Questions!C12`') }),
  z.object({ kind: z.literal('carried-over'), request: id, at: instant }),
  z.object({ kind: z.literal('suggested'), document: z.string(), page: z.int() }),
]);

/** One answer with its revision and the buyer's word on it. */
export const answer = z.object({
  key: z.string(),
  state: z.enum(['given', 'not-applicable', 'unknown']),
  value: answerValue.optional(),
  explanation: z.string().optional(),
  evidence: z.array(id).default([]),
  origin: answerOrigin.nullable().default(null).describe('null: typed'),
  revision: z.int(),
  by: z.string(),
  at: instant,
  review: z.object({
    verdict: z.enum(['accepted', 'clarify', 'rejected']), revision: z.int(), by: z.string(), at: instant, comment: z.string().nullable(),
    waits: z.boolean().describe('accepted by one person, and counts only once another has accepted it too'),
    second: z.object({ by: z.string(), at: instant }).nullable().describe('the second person, where the tier of the vendor asks for two'),
  }).nullable(),
});

export const sectionProgress = z.object({
  key: z.string(), title: z.string(), state: z.enum(['not-started', 'started', 'complete']),
  done: z.int(), questions: z.int(),
});

const requestRow = z.object({
  id, vendor: id, vendorName: z.string(), template: z.string(), title: z.string(), depth,
  status: requestStatus, to: email, contactName: z.string().nullable(),
  sendAt: instant.nullable().describe('when a scheduled request is sent'), paused: z.boolean().describe('no reminders are sent for now'), batch: id.nullable(),
  due: z.object({ date, zone }), sent: instant, opened: instant.nullable(), submitted: instant.nullable(), lastActivity: instant.nullable(),
  answered: z.int(), asked: z.int(),
  threads: z.object({ vendor: z.int(), asker: z.int() }).describe('what was asked back and waits for the vendor, or for the asker'),
  mail: z.object({ state: z.enum(['due', 'sent', 'refused', 'unknown', 'unwanted', 'closed']), note: z.string().nullable() }),
});

export const requestDetail = requestRow.extend({
  version: z.int(),
  modules: z.array(z.string()),
  message: z.string().nullable(),
  mails: z.array(z.object({ kind: z.string(), state: z.enum(['due', 'sent', 'refused', 'unknown', 'unwanted', 'closed']), note: z.string().nullable(), at: instant })).describe('newest first'),
  next: z.object({ kind: z.enum(['send', 'reminder', 'questions']), at: instant }).nullable().describe('what happens next by itself'),
  handedIn: z.object({ name: z.string(), receipt: z.string(), anyway: z.string().nullable().describe('why answers stay open, in the vendor\'s words') }).nullable(),
  template: z.string(),
  questionnaire: template,
  answers: z.array(answer),
  attachments: z.array(attachment),
  progress: z.array(sectionProgress),
  score: z.object({ value: z.number().nullable(), earned: z.number(), possible: z.number(), knockOuts: z.array(z.object({ key: z.string(), says: z.string() })), negative: z.array(z.string()) }),
  history: z.array(z.object({ at: instant, actor: z.string(), action: z.string(), detail: z.record(z.string(), z.unknown()) })),
});

export const templateList = request('questionnaires', 'template-list', {
  request: z.object({}),
  reply: z.object({ items: z.array(templateRow) }),
  http: { method: 'GET', path: '/questionnaires', roles: insiders, summary: 'Questionnaires that can be sent' },
});

export const templateGet = request('questionnaires', 'template-get', {
  request: z.object({ key: z.string(), depth: depth.default('standard'), modules: z.union([z.array(z.string()), z.string().transform((text) => text.split(',').filter(Boolean))]).default([]) }),
  reply: z.object({ questionnaire: template, minutes: z.int() }),
  http: { method: 'GET', path: '/questionnaires/:key', roles: insiders, summary: 'A questionnaire as the vendor will see it' },
});

export const requestSend = request('questionnaires', 'request-send', {
  request: z.object({
    vendor: id, template: z.string(), depth, modules: z.array(z.string()).default([]),
    to: email, contactName: line.optional(), due: z.object({ date, zone }), message: paragraph.optional(), askerName: line.optional(),
    sendAt: sendAt.optional(), wording: wording.optional(),
  }),
  reply: requestDetail,
  http: { method: 'POST', path: '/requests', roles: buyers, summary: 'Send a questionnaire to an address', idempotent: true },
});

export const requestList = request('questionnaires', 'request-list', {
  request: z.object({
    vendor: id.optional(), q: z.string().trim().max(100).optional().describe('part of the vendor\'s name'), batch: id.optional(),
    status: requestStatus.optional(), open: z.stringbool().optional(), sort: z.enum(['due', 'sent', 'vendor']).default('due'),
    order: z.enum(['asc', 'desc']).default('asc'),
    limit: z.coerce.number().int().min(1).max(200).default(50), cursor,
  }),
  reply: pageOf(requestRow),
  http: { method: 'GET', path: '/requests', roles: insiders, summary: 'Requests to vendors, page by page' },
});

export const requestGet = request('questionnaires', 'request-get', {
  request: z.object({ id }),
  reply: requestDetail,
  http: { method: 'GET', path: '/requests/:id', roles: insiders, summary: 'One request with its answers' },
});

export const requestLink = request('questionnaires', 'request-link', {
  request: z.object({ id, renew: z.boolean().default(false).describe('make a new one; the old one opens nothing any more') }),
  reply: z.object({ url: z.url(), expires: instant.nullable() }),
  http: { method: 'POST', path: '/requests/:id/link', roles: buyers, summary: 'The link of a request, to pass on by hand' },
});

export const requestCancel = request('questionnaires', 'request-cancel', {
  request: z.object({ id, version: z.coerce.number().int(), reason: line }),
  reply: requestDetail,
  http: { method: 'POST', path: '/requests/:id/cancel', roles: buyers, summary: 'Cancel a request', idempotent: true },
});

export const requestResend = request('questionnaires', 'request-resend', {
  request: z.object({ id }),
  reply: done,
  http: { method: 'POST', path: '/requests/:id/resend', roles: buyers, summary: 'Send the mail of a request again', idempotent: true },
});

/**
 * Accepts, asks about or rejects answers; `all` means every submitted answer that still waits for whoever asks. Where
 * the policy names the vendor's tier, an acceptance counts once a second person has accepted the same answer.
 * @throws Fault `questionnaires.second-person` where the same person accepts twice
 */
export const answersReview = request('questionnaires', 'answers-review', {
  request: z.object({
    request: id, keys: z.union([z.literal('all'), z.array(z.string()).min(1)]),
    verdict: z.enum(['accepted', 'clarify', 'rejected']), comment: paragraph.optional().describe('what is asked back goes to the vendor; any other comment stays inside'),
    name: line.optional().describe('who asks back, as the vendor reads it'),
  }),
  reply: requestDetail,
  http: { method: 'POST', path: '/requests/:request/review', roles: reviewers, summary: 'Give a verdict on answers', idempotent: true },
});

/** Accepted answers became evidence. */
export const answersEvidence = event('questionnaires', 'evidence-recorded', evidenceBatch, ['crosswalk']);

/** How far a request is, for the vendor's page. */
export const requestChanged = event(
  'questionnaires',
  'request-changed',
  z.object({ request: id, vendor: id, status: requestStatus, due: z.string(), sequence: z.int() }),
  ['vendors'],
);

/** A vendor uploaded a document that may be an assurance report. */
export const documentAttached = event(
  'questionnaires',
  'document-attached',
  z.object({ attachment: id, request: id, vendor: id, sha256, name: z.string(), size: z.int(), kind: z.string() }),
  ['reports'],
);
