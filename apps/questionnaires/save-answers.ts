import type { RequestOf } from '#libs/contracts/contract.js';
import type { answersSave } from '#libs/contracts/vendor-form.contract.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import type { Answer, AnswerValue, Question } from '#libs/questionnaire/template-types.js';
import { validateAnswer } from '#libs/questionnaire/validate-answer.js';
import { filled, shownProgress } from './answers.js';
import { changeStatus } from './change-status.js';
import { AnswerRow, RequestRow } from './entities.js';
import { demandOpen } from './form.js';
import { linkedRequest } from './link.js';

type Input = RequestOf<typeof answersSave>['answers'][number];

/**
 * Saves what is right of a batch of answers, each against the revision that was on screen. A conflict gives
 * back both texts; a wrong value gives back how to mend it and leaves what stood there.
 */
export async function saveAnswers(database: TenantDatabase, input: RequestOf<typeof answersSave>, context: Context) {
  return database.run(context, async (tx) => {
    const { request, link } = await linkedRequest(tx, context, true);
    demandOpen(request);
    const { index } = await filled(tx, request);
    const saved: AnswerRow[] = [];
    const conflicts: { key: string; yours: Input; theirs: ReturnType<typeof shown> | null }[] = [];
    const wrong: { key: string; message: string; yours: Input }[] = [];
    for (const answer of input.answers) {
      const question = index.questions.get(answer.key);
      const problem = question ? problemOf(question, answer) : 'This question is not part of the form';
      if (problem) wrong.push({ key: answer.key, message: problem, yours: answer });
      if (!question || (problem && !keepable(question, answer))) continue;
      const row = await write(tx, request, link.email, answer);
      if (row) saved.push(row);
      else conflicts.push({ key: answer.key, yours: answer, theirs: await theirs(tx, request, answer.key) });
    }
    for (const { key, revision } of input.clear) {
      await tx.query('delete from questionnaires.answer where tenant_id = $1 and request = $2 and key = $3 and revision = $4', [request.tenantId, request.id, key, revision]);
    }
    await touch(tx, request, saved.length + input.clear.length > 0);
    const { progress } = await filled(tx, request);
    return { saved: saved.map(shown), conflicts, wrong, progress: shownProgress(progress) };
  });
}

function asAnswer(answer: Input): Answer {
  return { key: answer.key, state: answer.state, ...(answer.value !== undefined && { value: answer.value as AnswerValue }), ...(answer.explanation && { explanation: answer.explanation }) };
}

function problemOf(question: Question, answer: Input): string | null {
  return validateAnswer(question, asAnswer(answer))[0]?.message ?? null;
}

/** An answer that only lacks its explanation is kept: the value is right, and what was typed is not lost. */
function keepable(question: Question, answer: Input): boolean {
  return validateAnswer(question, asAnswer(answer)).every((problem) => problem.path === 'explanation') && answer.value !== undefined;
}

async function write(tx: Transaction, request: RequestRow, email: string, answer: Input): Promise<AnswerRow | null> {
  const value = answer.state === 'given' && answer.value !== undefined ? JSON.stringify(answer.value) : null;
  const parameters = [request.tenantId, request.id, answer.key, answer.state, value, answer.explanation || null, answer.revision, email];
  const rows = await tx.query<{ key: string }>(
    answer.revision === 0
      ? `insert into questionnaires.answer (tenant_id, request, key, state, value, explanation, revision, by_email) values ($1, $2, $3, $4, $5::jsonb, $6, $7::int + 1, $8)
         on conflict (tenant_id, request, key) do nothing returning key`
      : `update questionnaires.answer set state = $4, value = $5::jsonb, explanation = $6, revision = $7::int + 1, by_email = $8, at = now()
         where tenant_id = $1 and request = $2 and key = $3 and revision = $7::int returning key`,
    parameters,
  );
  const now = await tx.manager.findOneBy(AnswerRow, { tenantId: request.tenantId, request: request.id, key: answer.key });
  if (rows.length) return now;
  // the same words twice (a form sent again, two windows that agree) are no conflict
  const same = now && now.state === answer.state && JSON.stringify(now.value) === JSON.stringify(answer.value ?? null) && (now.explanation ?? '') === (answer.explanation ?? '');
  return same ? now : null;
}

async function theirs(tx: Transaction, request: RequestRow, key: string) {
  const row = await tx.manager.findOneBy(AnswerRow, { tenantId: request.tenantId, request: request.id, key });
  return row ? shown(row) : null;
}

async function touch(tx: Transaction, request: RequestRow, changed: boolean): Promise<void> {
  if (!changed) return;
  if (request.status === 'started') await tx.manager.update(RequestRow, { tenantId: request.tenantId, id: request.id }, { activeAt: new Date() });
  else await changeStatus(tx, request, 'started', { activeAt: new Date() });
}

function shown(row: AnswerRow) {
  return {
    key: row.key, state: row.state, revision: row.revision, by: row.byEmail, at: row.at.toISOString(), evidence: [], review: null,
    ...(row.value !== null && { value: row.value as never }), ...(row.explanation !== null && { explanation: row.explanation }),
  };
}
