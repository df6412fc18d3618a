import { shippedQuestionnaires } from '#libs/catalog/questionnaires.js';
import { bareControl } from '#libs/crosswalk/bound.js';
import type { CommonControl } from '#libs/crosswalk/catalog-types.js';
import type { Compiled } from '#libs/crosswalk/compiled.js';
import { sayControl } from '#libs/crosswalk/say-bound.js';
import type { Closing } from '#libs/crosswalk/why-not.js';

/** What would close a gap, with the question that a questionnaire asks about it and how it can be shown. */
export function howToClose(compiled: Compiled, closings: readonly Closing[]) {
  return closings.map(({ control, says }) => {
    const found = control === null ? null : controlOf(compiled, control);
    return {
      control, says, name: found && control ? sayControl(control) : null, title: found?.title ?? null,
      bound: found && control?.includes('[') ? sayControl(control).slice(bareControl(control).length + 1) : null,
      question: control && found ? questionAbout(control) : null, collect: found?.test || null,
    };
  });
}

/** The common control behind a part; null where the part is a requirement. */
export function controlOf({ catalog }: Compiled, part: string): CommonControl | null {
  return catalog.controls.find(({ id }) => id === bareControl(part)) ?? null;
}

/** How a shipped questionnaire asks about a control: about this very bound first, else about the control. */
export function questionAbout(control: string): string | null {
  const asked = (questions ??= readQuestions());
  return asked.get(control) ?? asked.get(bareControl(control)) ?? null;
}

let questions: ReadonlyMap<string, string> | undefined;

function readQuestions(): Map<string, string> {
  const found = new Map<string, string>();
  for (const template of shippedQuestionnaires()) for (const section of template.sections) for (const question of section.questions) {
    const asked = [
      ...(question.controls ?? []).map(({ id }) => ({ id, text: question.text })),
      ...(question.options ?? []).flatMap(({ label, controls }) => (controls ?? []).map(({ id }) => ({ id, text: `${question.text} – ${label}` }))),
    ];
    for (const { id, text } of asked) for (const key of [id, bareControl(id)]) if (!found.has(key)) found.set(key, text);
  }
  return found;
}
