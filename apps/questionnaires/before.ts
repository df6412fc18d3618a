import type { z } from 'zod';
import type { requestBefore } from '#libs/contracts/review.contract.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { visibleAnswers } from '#libs/questionnaire/visibility.js';
import { filled } from './answers.js';
import { RequestRow } from './entities.js';
import { knownRequest } from './known-request.js';
import { shownAnswer } from './shown-answer.js';

/** The newest request of the same vendor and questionnaire that was handed in before this one. */
export async function handedInBefore(tx: Transaction, request: RequestRow): Promise<RequestRow | null> {
  const [row] = await tx.rows(RequestRow,
    `where r.tenant_id = $1 and r.vendor = $2 and r.template_key = $3 and r.id <> $4 and r.status in ('submitted', 'reviewed') and r.submitted_at < coalesce($5::timestamptz, now())
     order by r.submitted_at desc limit 1`, [request.tenantId, request.vendor, request.templateKey, request.id, request.submittedAt]);
  return row ?? null;
}

/** What was shown and answered last time. @throws Fault `questionnaires.request-unknown` */
export function getBefore(database: TenantDatabase, id: string, context: Context): Promise<z.input<typeof requestBefore.reply>> {
  return database.run(context, async (tx) => {
    const last = await handedInBefore(tx, await knownRequest(tx, id));
    if (!last?.submittedAt) return { before: null };
    const { index, answers, rows } = await filled(tx, last);
    const shown = visibleAnswers(index, answers);
    return {
      before: {
        request: last.id, submitted: last.submittedAt.toISOString(),
        questions: Object.keys(shown).flatMap((key) => index.questions.get(key) ?? []) as never,
        answers: rows.filter(({ key }) => key in shown).map((row) => shownAnswer(row, [], null)),
      },
    };
  });
}
