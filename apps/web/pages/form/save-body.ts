import { answersSave, formGet } from '#libs/contracts/vendor-form.contract.js';
import type { Bus } from '#libs/platform/bus.js';
import type { FormBody } from '../../http/form.js';
import { answersFromBody } from './answer-fields.js';
import { mapForm, type FormMap } from './form-map.js';
import { planSave } from './plan-save.js';
import type { Outcome } from './section.view.js';
import type { Opened } from './session.js';

/**
 * Saves what a page sent, or one answer of it: what is right is kept, what is wrong and what somebody else changed
 * comes back with the form as it stands now.
 */
export async function saveBody(bus: Bus, { context, map }: Opened, body: FormBody): Promise<{ readonly map: FormMap; readonly outcome: Outcome }> {
  const read = answersFromBody([...map.index.questions.values()], body);
  const { batch, wrong, conflicts } = planSave(read, map.answers);
  if (batch.answers.length + batch.clear.length === 0) return { map, outcome: { read, wrong, conflicts } };
  const saved = await bus.request(answersSave, batch, context);
  return {
    map: mapForm(await bus.request(formGet, {}, context), map.at),
    outcome: {
      read,
      wrong: { ...wrong, ...Object.fromEntries(saved.wrong.map(({ key, message }) => [key, message])) },
      conflicts: [...conflicts, ...saved.conflicts.map(({ key }) => key)],
    },
  };
}
