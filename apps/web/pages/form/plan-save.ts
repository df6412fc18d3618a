import type { z } from 'zod';
import type { answersSave } from '#libs/contracts/vendor-form.contract.js';
import type { Answers } from '#libs/questionnaire/template-types.js';
import { message } from '../../render.js';
import type { ReadAnswer } from './answer-fields.js';

type Batch = Required<z.input<typeof answersSave.request>>;

/** What of a page goes to be saved, and what cannot. */
export interface SavePlan {
  readonly batch: Batch;
  /** by question key: what must be mended before it can be saved */
  readonly wrong: Readonly<Record<string, string>>;
  /** keys of answers that somebody else changed, where emptied fields were sent */
  readonly conflicts: readonly string[];
}

/**
 * Decides what a submitted page saves: changed answers with the revision that was on screen; emptied ones are
 * forgotten. Answers that were not touched stay as they are, whatever happened to them meanwhile.
 */
export function planSave(read: readonly ReadAnswer[], now: Answers): SavePlan {
  const touched = read.filter((one) => !one.untouched && one.keep !== 'theirs');
  const wrong = Object.fromEntries([
    ...read.filter((one) => one.keep === 'open' && !one.untouched).map((one) => [one.question.key, message('form.page.chooseText')] as const),
    ...touched.filter((one) => one.contradictory).map((one) => [one.question.key, message('form.page.contradictory')] as const),
  ]);
  const sendable = touched.filter((one) => !(one.question.key in wrong));
  const emptied = sendable.filter((one) => one.answer === null);
  const there = (one: ReadAnswer) => now[one.question.key]?.revision ?? 0;
  return {
    batch: {
      answers: sendable.flatMap(({ answer, revision }) => (answer === null ? [] : [{
        key: answer.key, state: answer.state, revision,
        ...(answer.value !== undefined && { value: answer.value as never }), ...(answer.explanation !== undefined && { explanation: answer.explanation }),
      }])),
      clear: emptied.filter((one) => one.revision > 0 && one.revision === there(one)).map((one) => ({ key: one.question.key, revision: one.revision })),
    },
    wrong,
    conflicts: emptied.filter((one) => there(one) !== 0 && one.revision !== there(one)).map((one) => one.question.key),
  };
}
