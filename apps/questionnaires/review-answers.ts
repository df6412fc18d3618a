import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { answersEvidence, answersReview } from '#libs/contracts/questionnaires.contract.js';
import type { Context } from '#libs/platform/context.js';
import { recordFacts, type NewFact } from '#libs/platform/evidence-ledger.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { evidenceOf, type AnswerFact } from '#libs/questionnaire/evidence.js';
import { filled, type Filled } from './answers.js';
import { changeStatus } from './change-status.js';
import { planQuestions } from './due-slots.js';
import { ReviewRow, type AnswerRow, type RequestRow } from './entities.js';
import { lockRequest } from './known-request.js';
import { wholeRequest } from './request-view.js';
import { acceptanceBy, asksTwo, ownAcceptance, waitsForSecond } from './second-person.js';
import { addEntry } from './threads.js';

/**
 * Gives a verdict on submitted answers. Accepted ones become evidence in the same transaction; a verdict
 * taken back withdraws it. When none is without a verdict, and none is asked about or waits for a second person,
 * the request is reviewed.
 * @throws Fault `questionnaires.not-submitted`, `questionnaires.answer-unknown`, `questionnaires.second-person`
 */
export async function reviewAnswers(database: TenantDatabase, input: RequestOf<typeof answersReview>, context: Context) {
  return database.command(context, answersReview, input, async (tx) => {
    const request = await lockRequest(tx, input.request);
    if (request.status !== 'submitted' && request.status !== 'reviewed') throw new Fault('conflict', 'questionnaires.not-submitted', 'The answers were not handed in yet');
    const all = await filled(tx, request);
    const before = await reviewsOf(tx, request);
    const standing = (row: AnswerRow) => before.find((review) => review.key === row.key && review.revision === row.revision);
    const waitsForMe = (row: AnswerRow) => !standing(row) || (input.verdict === 'accepted' && acceptanceBy(context.actor, standing(row)) === 'second');
    const keys = input.keys === 'all' ? all.rows.filter(waitsForMe).map((row) => row.key) : input.keys;
    const two = await asksTwo(tx, request);
    const own: string[] = [];
    for (const key of keys) {
      const row = all.rows.find((answer) => answer.key === key);
      if (!row) throw new Fault('missing', 'questionnaires.answer-unknown', `There is no answer to “${all.index.questions.get(key)?.text ?? key}”`);
      const at = { tenantId: request.tenantId, request: request.id, key };
      const acceptance = input.verdict === 'accepted' ? acceptanceBy(context.actor, standing(row)) : 'first';
      if (acceptance === 'own') own.push(key);
      if (acceptance === 'second') await tx.manager.update(ReviewRow, at, { secondAccount: context.actor, secondAt: new Date() });
      if (acceptance === 'first') {
        await tx.manager.save(ReviewRow, {
          ...at, verdict: input.verdict, revision: row.revision, byAccount: context.actor, at: new Date(), comment: input.comment ?? null,
          needsSecond: two && input.verdict === 'accepted', secondAccount: null, secondAt: null,
        });
      }
      if (input.verdict === 'clarify' && input.comment) await addEntry(tx, request, key, 'asker', { text: input.comment, name: input.name ?? null, author: context.actor });
    }
    if (own.length && own.length === keys.length) throw ownAcceptance();
    if (input.verdict === 'clarify' && input.comment && keys.length) await planQuestions(tx, request);
    const reviews = await reviewsOf(tx, request);
    const facts = await recordFacts(tx, 'questionnaires', answersEvidence, request.vendor, request.id, factsOf(request, all, reviews.filter((review) => !waitsForSecond(review))));
    const settled = all.rows.every((row) => reviews.some((review) => review.key === row.key && review.revision === row.revision && review.verdict !== 'clarify' && !waitsForSecond(review)));
    const status = settled ? 'reviewed' : 'submitted';
    if (status !== request.status) await changeStatus(tx, request, status, { closedAt: settled ? new Date() : null });
    await tx.audit('answers.reviewed', request.id, { verdict: input.verdict, answers: keys.length, facts });
    return wholeRequest(tx, request.id);
  });
}

const reviewsOf = (tx: Transaction, request: RequestRow) => tx.manager.find(ReviewRow, { where: { tenantId: request.tenantId, request: request.id } });

function factsOf(request: RequestRow, { index, answers }: Filled, reviews: readonly ReviewRow[]): NewFact[] {
  const submitted = (request.submittedAt ?? new Date()).toISOString().slice(0, 10);
  const facts = evidenceOf(index, answers, reviews, { request: request.id, version: 1, party: request.vendor, label: `${index.template.title}, answered by the vendor`, answered: submitted });
  return facts.map(({ version: _version, scope, measured, ...fact }: AnswerFact): NewFact => ({
    ...fact, ...(scope && { scope: [...scope] }), ...(measured && { measured: measured.map((one) => ({ ...one })) as NewFact['measured'] }),
  }) as NewFact);
}
