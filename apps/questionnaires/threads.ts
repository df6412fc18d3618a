import type { z } from 'zod';
import type { thread } from '#libs/contracts/threads.contract.js';
import { newId } from '#libs/platform/ids.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { filled, type Filled } from './answers.js';
import { ReviewRow, type AnswerRow, type RequestRow } from './entities.js';
import { linkedRequest } from './link.js';
import { knownRequest } from './known-request.js';
import { shownAnswer } from './shown-answer.js';

type Thread = z.input<typeof thread>;
type Side = 'asker' | 'vendor';

interface EntryRow {
  readonly id: string;
  readonly key: string;
  readonly side: Side;
  readonly name: string | null;
  readonly at: Date;
  readonly text: string;
}

/** What was asked back in a request, for its asker. @throws Fault `questionnaires.request-unknown` */
export async function threadsForAsker(database: TenantDatabase, request: string, context: Context) {
  return database.run(context, async (tx) => inOrder(await threadsOf(tx, await knownRequest(tx, request)), 'waits-for-asker'));
}

/** What was asked back in the request of a vendor session. */
export async function threadsForVendor(database: TenantDatabase, context: Context) {
  return database.run(context, async (tx) => {
    const { request, link } = await linkedRequest(tx, context);
    return inOrder(link.sections === null ? await threadsOf(tx, request) : [], 'waits-for-vendor');
  });
}

/** Those that wait for whoever asks come first, then by the order of the questions. */
function inOrder(threads: readonly Thread[], mine: Thread['state']): { items: Thread[]; waiting: number } {
  const waiting = threads.filter(({ state }) => state === mine);
  return { items: [...waiting, ...threads.filter(({ state }) => state !== mine)], waiting: waiting.length };
}

/** Every conversation of a request, in the order of its questions. */
export async function threadsOf(tx: Transaction, request: RequestRow): Promise<Thread[]> {
  const entries = await tx.query<EntryRow>(
    'select id, key, side, name, at, text from questionnaires.thread_entry where tenant_id = $1 and request = $2 order by id', [request.tenantId, request.id]);
  if (!entries.length) return [];
  const all = await filled(tx, request);
  const reviews = await tx.manager.find(ReviewRow, { where: { tenantId: request.tenantId, request: request.id } });
  const keys = [...all.index.questions.keys()].filter((key) => entries.some((entry) => entry.key === key));
  return keys.map((key) => threadOf(key, entries.filter((entry) => entry.key === key), all, reviews));
}

function threadOf(key: string, entries: readonly EntryRow[], { index, rows, attachments }: Filled, reviews: readonly ReviewRow[]): Thread {
  const row = rows.find((answer) => answer.key === key);
  return {
    key, question: index.questions.get(key)?.text ?? key, section: index.sectionOf.get(key) ?? '',
    state: stateOf(entries, row, reviews.find((review) => review.key === key)),
    answer: row ? shownAnswer(row, attachments, null) : null,
    entries: entries.map(({ id, side, name, at, text }) => ({ id, side, name, at: at.toISOString(), text })),
  };
}

/** A verdict on the answer as it stands settles, unless it asks back; the last word says who is waited for. */
function stateOf(entries: readonly EntryRow[], row: AnswerRow | undefined, review: ReviewRow | undefined): Thread['state'] {
  if (row && review && review.revision === row.revision && review.verdict !== 'clarify') return 'settled';
  return entries.at(-1)?.side === 'vendor' ? 'waits-for-asker' : 'waits-for-vendor';
}

/** Adds a turn to a conversation. */
export async function addEntry(tx: Transaction, request: RequestRow, key: string, side: Side, words: { readonly text: string; readonly name: string | null; readonly author: string }): Promise<void> {
  await tx.query(
    'insert into questionnaires.thread_entry (tenant_id, id, request, key, side, author, name, text) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [request.tenantId, newId(), request.id, key, side, words.author, words.name, words.text]);
}
