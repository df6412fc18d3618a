import type { Transaction } from '#libs/platform/transaction.js';
import { filled } from './answers.js';
import type { TemplateIndex } from '#libs/questionnaire/template-index.js';
import { changeStatus } from './change-status.js';
import { AnswerRow, type RequestRow } from './entities.js';

/**
 * The question that a document answers by its kind, where the vendor named none: the one question for files that asks
 * for this kind. Where several do, nobody can tell which is meant.
 */
export function questionsByKind(index: TemplateIndex, kind: string): readonly string[] {
  const asking = [...index.questions.values()].filter((question) => question.kind === 'file' && question.wants?.kinds.includes(kind));
  return asking.length === 1 ? asking.map(({ key }) => key) : [];
}

/**
 * A question that asks for documents is answered by those that name it: brings these answers in step with the
 * documents, in the transaction that changed them. The request must be locked by the caller.
 */
export async function answerFiles(tx: Transaction, request: RequestRow, email: string): Promise<void> {
  const { index, rows, attachments } = await filled(tx, request);
  const { tenantId } = request;
  let changed = false;
  for (const { key } of [...index.questions.values()].filter(({ kind }) => kind === 'file')) {
    const ids = attachments.filter(({ questions }) => questions.includes(key)).map(({ id }) => id);
    const stored = rows.find((row) => row.key === key);
    const saved = Array.isArray(stored?.value) ? (stored.value as readonly string[]) : [];
    if ([...ids].sort().join() === [...saved].sort().join()) continue;
    changed = true;
    if (!ids.length) await tx.manager.delete(AnswerRow, { tenantId, request: request.id, key });
    else await tx.manager.save(AnswerRow, { tenantId, request: request.id, key, state: 'given', value: ids, explanation: stored?.explanation ?? null, revision: (stored?.revision ?? 0) + 1, byEmail: email, at: new Date() });
  }
  if (changed && request.status !== 'started') await changeStatus(tx, request, 'started', { activeAt: new Date() });
}
