import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { threadReply } from '#libs/contracts/threads.contract.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import type { Answer } from '#libs/questionnaire/template-types.js';
import { validateAnswer } from '#libs/questionnaire/validate-answer.js';
import { filled } from './answers.js';
import { AnswerRow, RequestRow } from './entities.js';
import { demandOwner, linkedRequest } from './link.js';
import { addEntry, threadsOf } from './threads.js';

type Input = RequestOf<typeof threadReply>;

/**
 * The vendor's reply to what was asked back, perhaps with the answer changed; a changed answer has no verdict any more.
 * @throws Fault `questionnaires.thread-unknown`, `questionnaires.thread-settled`, `questionnaires.answer-wrong`, `questionnaires.changed-meanwhile`
 */
export async function replyThread(database: TenantDatabase, input: Input, context: Context) {
  return database.command(context, threadReply, input, async (tx) => {
    const { request, link } = await linkedRequest(tx, context, true);
    demandOwner(link);
    const before = (await threadsOf(tx, request)).find(({ key }) => key === input.key);
    if (!before) throw new Fault('missing', 'questionnaires.thread-unknown', 'Nothing was asked back about that question');
    if (before.state === 'settled') throw new Fault('conflict', 'questionnaires.thread-settled', 'This was settled meanwhile: nothing more is needed');
    if (input.answer) await amend(tx, request, link.email, input.answer, input.key);
    await addEntry(tx, request, input.key, 'vendor', { text: input.text, name: link.email, author: link.email });
    await tx.manager.update(RequestRow, { tenantId: request.tenantId, id: request.id }, { activeAt: new Date() });
    await tx.audit('thread.replied', request.id, { key: input.key, amended: input.answer !== undefined, link: link.id });
    return (await threadsOf(tx, request)).find(({ key }) => key === input.key)!;
  });
}

async function amend(tx: Transaction, request: RequestRow, email: string, answer: NonNullable<Input['answer']>, key: string): Promise<void> {
  const wrong = (code: string, message: string) => new Fault('invalid', `questionnaires.${code}`, message, { fields: [{ field: 'answer', message }] });
  if (answer.key !== key) throw wrong('answer-wrong', 'Change the answer that was asked about');
  const { index } = await filled(tx, request);
  const { revision, ...said } = answer;
  const [problem] = validateAnswer(index.questions.get(key)!, said as Answer);
  if (problem) throw wrong('answer-wrong', problem.message);
  const { affected } = await tx.manager.update(AnswerRow, { tenantId: request.tenantId, request: request.id, key, revision }, {
    state: answer.state, value: (answer.state === 'given' ? answer.value ?? null : null) as never, explanation: answer.explanation || null, revision: revision + 1, byEmail: email, origin: null as never, at: new Date(),
  });
  if (!affected) throw new Fault('conflict', 'questionnaires.changed-meanwhile', 'Somebody changed this answer meanwhile. Load the page again');
}
