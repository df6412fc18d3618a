import type { z } from 'zod';
import type { answer } from '#libs/contracts/questionnaires.contract.js';
import type { AnswerRow, AttachmentRow, ReviewRow } from './entities.js';
import { waitsForSecond } from './second-person.js';

/** An answer as it leaves the service; a verdict counts for the revision that it was given on, and for the asker only. */
export function shownAnswer(row: AnswerRow, attachments: readonly AttachmentRow[], review: ReviewRow | null | undefined): z.input<typeof answer> {
  return {
    key: row.key, state: row.state, revision: row.revision, by: row.byEmail, origin: row.origin ?? null, at: row.at.toISOString(),
    evidence: attachments.filter((attachment) => attachment.questions.includes(row.key)).map((attachment) => attachment.id),
    ...(row.value !== null && { value: row.value as never }), ...(row.explanation !== null && { explanation: row.explanation }),
    review: review && review.revision === row.revision
      ? { verdict: review.verdict, revision: review.revision, by: review.byAccount, at: review.at.toISOString(), comment: review.comment,
        waits: waitsForSecond(review), second: review.secondAccount && review.secondAt ? { by: review.secondAccount, at: review.secondAt.toISOString() } : null } : null,
  };
}
