import { reads } from './conditions.js';
import type { TemplateIndex } from './template-index.js';
import type { Answers, Condition, Template } from './template-types.js';
import { seeVisible } from './visibility.js';

const always: Condition = { all: [] };
const never: Condition = { any: [] };

/**
 * The part of a questionnaire that somebody who answers some sections sees. Conditions on questions elsewhere are
 * settled by the answers as they are now, so that nothing is said of those questions, not even their keys.
 * @param sections keys of the sections to keep
 */
export function scopeTemplate(index: TemplateIndex, answers: Answers, sections: readonly string[]): Template {
  const { keys: shown, holds } = seeVisible(index, answers);
  const kept = index.template.sections.filter((section) => sections.includes(section.key));
  const keys = new Set(kept.flatMap((section) => [section.key, ...section.questions.map((question) => question.key)]));
  const isInside = (condition: Condition): boolean => {
    const { options, keys: read } = reads(condition);
    return read.every((key) => keys.has(key)) && options.every((option) => keys.has(index.ownerOf.get(option) ?? ''));
  };
  const settle = (condition: Condition): Condition => {
    if (isInside(condition)) return condition;
    if ('all' in condition) return { all: condition.all.map(settle) };
    if ('any' in condition) return { any: condition.any.map(settle) };
    if ('not' in condition) return { not: settle(condition.not) };
    return holds(condition) ? always : never;
  };
  const settled = <T extends { readonly visibleWhen?: Condition; readonly requiredWhen?: Condition }>(one: T): T => ({
    ...one, ...(one.visibleWhen && { visibleWhen: settle(one.visibleWhen) }), ...(one.requiredWhen && { requiredWhen: settle(one.requiredWhen) }),
  });
  return {
    ...index.template,
    sections: kept.map(({ parent, ...section }) => {
      const isOutside = parent !== undefined && !keys.has(parent);
      const alone = { ...section, ...(isOutside ? shown.has(parent) ? {} : { visibleWhen: never } : parent !== undefined && { parent }) };
      return { ...settled(alone), questions: section.questions.map(settled) };
    }),
  };
}
