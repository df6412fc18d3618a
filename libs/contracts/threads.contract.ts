import { z } from 'zod';
import { request } from './contract.js';
import { answer } from './questionnaires.contract.js';
import { answerInput } from './vendor-form.contract.js';
import { id, instant, paragraph } from './words.js';

/** One turn of a conversation about an answer. `name` is the person who wrote, null where only the organization is known. */
const threadEntry = z.object({ id, side: z.enum(['asker', 'vendor']), name: z.string().nullable(), at: instant, text: z.string() });

/**
 * What was asked back about one answer, oldest first. It waits for the vendor until somebody there replied, for the
 * asker until a verdict follows, and is settled by a verdict other than asking back.
 */
export const thread = z.object({
  key: z.string(),
  question: z.string().describe('the question in its own words'),
  section: z.string().describe('key of the section it stands in'),
  state: z.enum(['waits-for-vendor', 'waits-for-asker', 'settled']),
  answer: answer.nullable().describe('as it stands now'),
  entries: z.array(threadEntry).min(1),
});

const threads = z.object({ items: z.array(thread), waiting: z.int().describe('how many wait for whoever asks for this list') });

/** The conversations of a vendor session, those that wait first. Asking back begins one: see `answersReview`. */
export const formThreads = request('questionnaires', 'form-threads', {
  request: z.object({}),
  reply: threads,
  issuers: ['vendor'],
  http: { method: 'GET', path: '/form/threads', roles: [], summary: 'What was asked back, for the vendor' },
});

/**
 * Replies to what was asked back. With `answer` the answer itself is changed too, the only way to change one after
 * it was handed in; its `key` is that of the thread, its `revision` the one on screen.
 */
export const threadReply = request('questionnaires', 'thread-reply', {
  request: z.object({ key: z.string(), text: paragraph.min(1, 'Write your reply'), answer: answerInput.optional() }),
  reply: thread,
  issuers: ['vendor'],
  http: { method: 'POST', path: '/form/threads/:key', roles: [], summary: 'Reply to what was asked back', idempotent: true },
});

/** The conversations of a request, those that wait for the asker first. */
export const requestThreads = request('questionnaires', 'request-threads', {
  request: z.object({ request: id }),
  reply: threads,
  http: { method: 'GET', path: '/requests/:request/threads', roles: ['administrator', 'procurement', 'compliance', 'reader', 'auditor'], summary: 'What was asked back, for the asker' },
});
