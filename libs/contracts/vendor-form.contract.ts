import { z } from 'zod';
import { request } from './contract.js';
import { answer, answerValue, attachment, readingStatus, sectionProgress } from './questionnaires.contract.js';
import { date, email, id, instant, sha256 } from './words.js';

/**
 * What a vendor can do from an emailed link. The request that is meant never stands in a message:
 * it follows from the actor, which is the link of the session.
 */
const vendor = { issuers: ['vendor'], callers: ['web'] } as const;
const beforeSession = { issuers: ['system'], callers: ['web'], tenantless: true } as const;

/** What can be said of a link before a code was entered: nothing about vendor or answers. */
export const linkOpen = request('questionnaires', 'link-open', {
  request: z.object({ token: z.string().min(20).max(200) }),
  reply: z.object({
    state: z.enum(['open', 'submitted', 'closed', 'expired', 'unknown']),
    asker: z.string().nullable().describe('who asks'),
    hint: z.string().nullable().describe('the invited address, mostly hidden'),
  }),
  http: { method: 'POST', path: '/links/open', roles: [], summary: 'What can be said of an emailed link' },
  ...beforeSession,
});

/** Sends a six-digit code to the invited address; rate-limited per link. */
export const codeSend = request('questionnaires', 'code-send', {
  request: z.object({ token: z.string().min(20).max(200) }),
  reply: z.object({ hint: z.string(), minutes: z.int(), again: z.int().describe('seconds until another may be asked for') }),
  http: { method: 'POST', path: '/links/code', roles: [], summary: 'Send a code to the invited address' },
  ...beforeSession,
});

/** Exchanges link and code for a session secret, which is told once. */
export const codeEnter = request('questionnaires', 'code-enter', {
  request: z.object({ token: z.string().min(20).max(200), code: z.string().trim().regex(/^\d{6}$/, 'Enter the six digits of the code') }),
  reply: z.object({ session: z.string(), link: id, expires: instant }),
  http: { method: 'POST', path: '/links/session', roles: [], summary: 'Exchange link and code for a session' },
  ...beforeSession,
});

/** The session behind a cookie, by the exact secret; with the secret of a mailed link only where the session is that link's. */
export const vendorSession = request('questionnaires', 'vendor-session', {
  request: z.object({ session: z.string().min(20).max(200), token: z.string().min(20).max(200).optional() }),
  reply: z.object({ tenant: id, link: id, email }).nullable(),
  ...beforeSession,
});

export const vendorSignOut = request('questionnaires', 'vendor-sign-out', {
  request: z.object({ session: z.string().min(20).max(200) }),
  reply: z.object({ done: z.literal(true) }),
  ...beforeSession,
});

export const form = z.object({
  request: id,
  asker: z.object({ organization: z.string(), person: z.string().nullable() }),
  vendorName: z.string(),
  service: z.string().nullable(),
  title: z.string(),
  message: z.string().nullable(),
  due: z.object({ date, zone: z.string() }),
  minutes: z.int(),
  status: z.enum(['open', 'submitted', 'closed']),
  questionnaire: z.looseObject({ key: z.string(), title: z.string(), sections: z.array(z.looseObject({ key: z.string(), title: z.string() })) }),
  answers: z.array(answer),
  attachments: z.array(attachment),
  progress: z.array(sectionProgress),
  unanswered: z.array(z.object({ section: z.string(), page: z.int(), key: z.string(), text: z.string() })),
  receipt: z.object({ number: z.string(), at: instant, by: email, answers: z.int(), sha256 }).nullable(),
  /** a colleague's form: the person who was invited first, who hands in, and what they wrote */
  helps: z.object({ owner: z.string(), note: z.string().nullable() }).nullable().default(null),
});

/** The whole form with what has been answered so far. */
export const formGet = request('questionnaires', 'form-get', { request: z.object({}), reply: form, http: { method: 'GET', path: '/form', roles: [], summary: 'The form of a vendor session' }, ...vendor });

export const answerInput = z.object({
  key: z.string(),
  state: z.enum(['given', 'not-applicable', 'unknown']),
  value: answerValue.optional(),
  explanation: z.string().max(10_000).optional(),
  /** the cell that it was read from, where a workbook was uploaded */
  cell: z.string().max(200).optional(),
  /** The revision that was on screen; 0 where nothing was. */
  revision: z.coerce.number().int().min(0),
});

/**
 * Saves answers. Each is saved or not on its own: a conflict returns what stands there now beside what was typed,
 * a wrong value returns how to mend it; what is right is kept in any case. `clear` forgets an answer.
 */
export const answersSave = request('questionnaires', 'answers-save', {
  request: z.object({ answers: z.array(answerInput).max(500), clear: z.array(z.object({ key: z.string(), revision: z.coerce.number().int() })).max(100).default([]) }),
  reply: z.object({
    saved: z.array(answer),
    conflicts: z.array(z.object({ key: z.string(), yours: answerInput, theirs: answer.nullable() })),
    wrong: z.array(z.object({ key: z.string(), message: z.string(), yours: answerInput })),
    progress: z.array(sectionProgress),
  }),
  http: { method: 'PUT', path: '/form/answers', roles: [], summary: 'Save answers' },
  ...vendor,
});

/** Notes a document that web has stored. A PDF is read as an assurance report. */
export const documentAttach = request('questionnaires', 'document-attach', {
  request: z.object({ sha256, name: z.string().max(255), size: z.int(), kind: z.string().max(40), questions: z.array(z.string()).default([]), validUntil: date.optional() }),
  reply: attachment,
  ...vendor,
});

export const documentDetach = request('questionnaires', 'document-detach', { request: z.object({ attachment: id }), reply: z.object({ done: z.literal(true) }), http: { method: 'DELETE', path: '/form/documents/:attachment', roles: [], summary: 'Take a document back' }, ...vendor });

/** How far the documents are that are read as assurance reports; much lighter than the whole form. */
export const readingsGet = request('questionnaires', 'readings-get', {
  request: z.object({}),
  reply: z.object({ items: z.array(z.object({ attachment: id, name: z.string(), status: readingStatus, says: z.string(), page: z.int().nullable(), of: z.int().nullable() })) }),
  http: { method: 'GET', path: '/form/readings', roles: [], summary: 'How far the reading of documents is' },
  ...vendor,
});

/** Hands the answers in. Unanswered required questions are named unless `anyway` says why. */
export const formSubmit = request('questionnaires', 'form-submit', {
  request: z.object({ name: z.string().trim().min(1, 'Enter your name').max(200), anyway: z.string().trim().max(2_000).optional() }),
  reply: form,
  http: { method: 'POST', path: '/form/submit', roles: [], summary: 'Hand the answers in', idempotent: true },
  ...vendor,
});
