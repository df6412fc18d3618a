import { chosenOptions, holds, type ConditionView } from './conditions.js';
import type { TemplateIndex } from './template-index.js';
import type { Answers, Condition } from './template-types.js';

/** What is shown for a set of answers. */
export interface Visibility {
  /** Keys of the sections and questions that are shown. */
  readonly keys: ReadonlySet<string>;
  /** Whether a condition holds, for `requiredWhen`. */
  readonly holds: (condition: Condition) => boolean;
}

/**
 * Which sections and questions are shown. A question is shown when its section is and its own condition holds; a
 * section when its parent is and its own condition holds. Options and answers of hidden questions count as absent.
 * Expects a checked template: a key in a cycle of conditions counts as hidden.
 */
export function seeVisible(index: TemplateIndex, answers: Answers): Visibility {
  const known = new Map<string, boolean>();
  const view: ConditionView = {
    isVisible,
    isChosen: (option) => {
      const owner = index.ownerOf.get(option);
      return owner !== undefined && chosenOptions(answers[owner]).includes(option) && isVisible(owner);
    },
    answerOf: (question) => (answers[question] !== undefined && isVisible(question) ? answers[question] : undefined),
  };
  function isVisible(key: string): boolean {
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, false);
    const question = index.questions.get(key);
    const section = index.sections.get(key);
    const above = question !== undefined ? index.sectionOf.get(key) : section?.parent;
    const condition = (question ?? section)?.visibleWhen;
    const shown = (question ?? section) !== undefined
      && (above === undefined || isVisible(above))
      && (condition === undefined || holds(condition, view));
    known.set(key, shown);
    return shown;
  }
  const keys = new Set([...index.sections.keys(), ...index.questions.keys()].filter(isVisible));
  return { keys, holds: (condition) => holds(condition, view) };
}

/** Answers that are scored and sent: those of shown questions. Hidden ones are kept where they were. */
export function visibleAnswers(index: TemplateIndex, answers: Answers): Answers {
  const { keys } = seeVisible(index, answers);
  return Object.fromEntries(Object.entries(answers).filter(([key]) => keys.has(key) && index.questions.has(key)));
}
