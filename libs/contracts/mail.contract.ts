import { z } from 'zod';
import { event, request } from './contract.js';
import { email, id, instant, pageOf, cursor } from './words.js';

/** A mail that is due: who owns its text, which kind, and what it is about. Its text and its links never travel in events. */
export const mailDue = z.object({ mail: id, kind: z.string(), subject: id, slot: z.string() });

/** The text of one mail, made at the moment of sending. Null when it is no longer wanted. */
const composed = z.object({
  mail: z.object({ to: email, subject: z.string(), text: z.string(), replyTo: email.optional() }).nullable(),
});
const compose = z.object({ mail: id, kind: z.string(), subject: id });
const byNotifier = { issuers: ['system'], callers: ['notifier'] } as const;

export const questionnaireMailDue = event('questionnaires', 'mail-due', mailDue, ['notifier']);
export const webMailDue = event('web', 'mail-due', mailDue, ['notifier']);

export const questionnaireMailCompose = request('questionnaires', 'mail-compose', { request: compose, reply: composed, ...byNotifier });
export const webMailCompose = request('web', 'mail-compose', { request: compose, reply: composed, ...byNotifier });

/** What became of a mail: handed over, refused for good, unknown after a crash while sending, no longer wanted, or closed by a person. */
export const mailSettled = event(
  'notifier',
  'mail-settled',
  z.object({ mail: id, owner: z.enum(['questionnaires', 'web']), outcome: z.enum(['sent', 'refused', 'unknown', 'unwanted', 'closed']), at: instant, note: z.string().nullable() }),
  ['questionnaires', 'web'],
);

const mailRow = z.object({
  id, owner: z.string(), kind: z.string(), state: z.enum(['due', 'sending', 'sent', 'refused', 'unknown', 'unwanted', 'closed']),
  attempts: z.int(), note: z.string().nullable(), created: instant, settled: instant.nullable(),
});

export const mailList = request('notifier', 'mail-list', {
  request: z.object({ state: mailRow.shape.state.optional(), limit: z.coerce.number().int().min(1).max(200).default(50), cursor }),
  reply: pageOf(mailRow),
  http: { method: 'GET', path: '/mails', roles: ['administrator'], summary: 'Mails and what became of them' },
});

export const mailRetry = request('notifier', 'mail-retry', {
  request: z.object({ id }),
  reply: mailRow,
  http: { method: 'POST', path: '/mails/:id/retry', roles: ['administrator'], summary: 'Send a refused or unknown mail again' },
});

/** A person saw to a refused or unknown mail in another way, and nothing more is sent. */
export const mailClose = request('notifier', 'mail-close', {
  request: z.object({ id }),
  reply: mailRow,
  http: { method: 'POST', path: '/mails/:id/close', roles: ['administrator'], summary: 'Close a refused or unknown mail without sending it again' },
});
