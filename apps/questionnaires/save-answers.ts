import type { RequestOf } from '#libs/contracts/contract.js';
import type { answersSave } from '#libs/contracts/vendor-form.contract.js';
import type { Context } from '#libs/platform/context.js';
import { Later } from '#libs/platform/later.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { progressOf } from '#libs/questionnaire/progress.js';
import type { Answer, AnswerValue, Question } from '#libs/questionnaire/template-types.js';
import { validateAnswer } from '#libs/questionnaire/validate-answer.js';
import { answersOf, saidIn, shownProgress } from './answers.js';
import { changeStatus } from './change-status.js';
import { AnswerRow, RequestRow, type AnswerOrigin } from './entities.js';
import { demandOpen } from './form.js';
import { frozenTemplate } from './frozen-template.js';
import { inScope, linkedRequest, ofLink } from './link.js';
import { shownAnswer } from './shown-answer.js';

type Input = RequestOf<typeof answersSave>['answers'][number];

/**
 * Saves what is right of a batch of answers, each against the revision that was on screen. A conflict gives
 * back both texts; a wrong value gives back how to mend it and leaves what stood there.
 */
export async function saveAnswers(database: TenantDatabase, input: RequestOf<typeof answersSave>, context: Context) {
  return database.run(context, async (tx) => {
    const [{ request, link }, { rows: before, attachments }] = await Promise.all([linkedRequest(tx, context, true), saidIn(tx, context.actor, ofLink)]);
    demandOpen(request);
    const index = await frozenTemplate(tx, request);
    const judged = input.answers.map((answer) => ({ answer, question: inScope(link, index, answer.key) ? index.questions.get(answer.key) : undefined })).map(({ answer, question }) => ({
      answer, problem: question ? problemOf(question, answer) : 'This question is not part of the form', keeps: question !== undefined && keepable(question, answer),
    }));
    const right = judged.filter(({ problem, keeps }) => problem === null || keeps).map(({ answer }) => answer);
    const kept = [...new Map(right.map((answer) => [answer.key, answer])).values()];
    const sent = Promise.all([
      write(tx, request, link.email, kept), clear(tx, request, input.clear.filter(({ key }) => inScope(link, index, key))), touch(tx, request, kept.length + input.clear.length > 0),
    ]);
    return Later.of(sent, ([written, cleared]) => {
      const rows = [...before.filter(({ key }) => !written.some((row) => row.key === key) && !cleared.includes(key)), ...written];
      const byKey = new Map(rows.map((row) => [row.key, row]));
      const lost = kept.filter(({ key }) => !written.some((row) => row.key === key));
      // the same words twice (a form sent again, two windows that agree) are no conflict
      const agreed = lost.filter((answer) => isSame(answer, byKey.get(answer.key)));
      const conflicts = lost.filter((answer) => !agreed.includes(answer)).map((yours) => ({ key: yours.key, yours, theirs: byKey.has(yours.key) ? shown(byKey.get(yours.key)!) : null }));
      const saved = kept.filter((answer) => !conflicts.some(({ key }) => key === answer.key)).flatMap(({ key }) => byKey.get(key) ?? []);
      return {
        saved: saved.map(shown), conflicts,
        wrong: judged.flatMap(({ answer, problem }) => (problem === null ? [] : [{ key: answer.key, message: problem, yours: answer }])),
        progress: shownProgress(progressOf(index, answersOf(rows, attachments)), link.sections),
      };
    });
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

/** Writes a batch in one statement, each answer only over the revision that was on screen. @returns the rows that were written */
async function write(tx: Transaction, request: RequestRow, email: string, answers: readonly Input[]): Promise<AnswerRow[]> {
  if (!answers.length) return [];
  const batch = answers.map(({ key, state, value, explanation, revision, cell }) => ({ key, state, value: state === 'given' ? value ?? null : null, explanation: explanation || null, revision, origin: cell ? { kind: 'imported', cell } : null }));
  return writeRows(tx, request, email, batch);
}

/** Writes answers with where they come from, in one statement; see above. */
export async function writeRows(tx: Transaction, request: RequestRow, email: string, batch: readonly object[]): Promise<AnswerRow[]> {
  const rows = await tx.query<{ key: string; state: AnswerRow['state']; value: AnswerValue | null; explanation: string | null; revision: number; by_email: string; at: Date; origin: AnswerOrigin | null }>(
    `insert into questionnaires.answer as kept (tenant_id, request, key, state, value, explanation, revision, by_email, origin)
     select $1, $2, a.key, a.state, nullif(a.value, 'null'::jsonb), a.explanation, a.revision + 1, $4, nullif(a.origin, 'null'::jsonb)
     from jsonb_to_recordset($3::jsonb) as a (key text, state text, value jsonb, explanation text, revision integer, origin jsonb)
     where a.revision = 0 or exists (select 1 from questionnaires.answer b where b.tenant_id = $1 and b.request = $2 and b.key = a.key)
     on conflict (tenant_id, request, key) do update
     set state = excluded.state, value = excluded.value, explanation = excluded.explanation, revision = excluded.revision, by_email = excluded.by_email, origin = excluded.origin, at = now()
     where kept.revision = excluded.revision - 1
     returning key, state, value, explanation, revision, by_email, at, origin`,
    [request.tenantId, request.id, JSON.stringify(batch), email],
  );
  return rows.map(({ by_email: byEmail, ...row }) => ({ tenantId: request.tenantId, request: request.id, byEmail, ...row }));
}

/** Forgets answers that still stand as they were on screen. @returns the keys that were forgotten */
async function clear(tx: Transaction, request: RequestRow, keys: readonly { key: string; revision: number }[]): Promise<string[]> {
  if (!keys.length) return [];
  const rows = await tx.query<{ key: string }>(
    `delete from questionnaires.answer b using jsonb_to_recordset($3::jsonb) as a (key text, revision integer)
     where b.tenant_id = $1 and b.request = $2 and b.key = a.key and b.revision = a.revision returning b.key`,
    [request.tenantId, request.id, JSON.stringify(keys)],
  );
  return rows.map(({ key }) => key);
}

function isSame(answer: Input, row: AnswerRow | undefined): boolean {
  const value = answer.state === 'given' ? answer.value ?? null : null;
  return row !== undefined && row.state === answer.state && JSON.stringify(row.value) === JSON.stringify(value) && (row.explanation ?? '') === (answer.explanation ?? '');
}

/** Notes that somebody works on the form. */
export async function touch(tx: Transaction, request: RequestRow, changed: boolean): Promise<void> {
  if (!changed) return;
  if (request.status !== 'started') return changeStatus(tx, request, 'started', { activeAt: new Date() });
  tx.change(RequestRow, { tenantId: request.tenantId, id: request.id }, { activeAt: new Date() });
}

/** What was saved; the documents behind an answer are not part of it. */
const shown = (row: AnswerRow) => shownAnswer(row, [], null);
