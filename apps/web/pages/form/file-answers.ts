import { formGet } from '#libs/contracts/vendor-form.contract.js';
import type { Bus } from '#libs/platform/bus.js';
import type { Context } from '#libs/platform/context.js';
import { mapForm, type FormMap } from './form-map.js';

/** Answers that follow from which documents name which question, where they differ from what is saved. */
export async function fileAnswers(bus: Bus, context: Context) {
  return changedFileAnswers(mapForm(await bus.request(formGet, {}, context)));
}

/** What to save and what to forget so that every question for documents is answered by those that name it. */
export function changedFileAnswers(map: FormMap) {
  const asked = [...map.index.questions.values()].filter(({ kind }) => kind === 'file').map(({ key }) => {
    const stored = map.answers[key];
    const ids = map.form.attachments.filter(({ questions }) => questions.includes(key)).map(({ id }) => id);
    const saved = Array.isArray(stored?.value) ? (stored.value as readonly string[]) : [];
    return { key, ids, revision: stored?.revision ?? 0, explanation: stored?.explanation, changed: [...ids].sort().join() !== [...saved].sort().join() };
  }).filter(({ changed }) => changed);
  return {
    answers: asked.filter(({ ids }) => ids.length > 0).map(({ key, ids, revision, explanation }) => ({ key, state: 'given' as const, value: ids, revision, ...(explanation !== undefined && { explanation }) })),
    clear: asked.filter(({ ids, revision }) => ids.length === 0 && revision > 0).map(({ key, revision }) => ({ key, revision })),
  };
}
