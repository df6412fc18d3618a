import { compareMeasured } from './durations.js';
import type { Answer, Condition, Measured } from './template-types.js';

/** What a condition can see. All three count hidden things as absent. */
export interface ConditionView {
  readonly isVisible: (key: string) => boolean;
  readonly isChosen: (option: string) => boolean;
  /** The answer of a visible question, if it has one. */
  readonly answerOf: (question: string) => Answer | undefined;
}

/** What a condition reads: option keys, and keys of questions or sections. */
export interface ConditionReads {
  readonly options: readonly string[];
  readonly keys: readonly string[];
}

/** Tells a number with a unit from the other values of an answer. */
export function isMeasured(value: unknown): value is Measured {
  return typeof value === 'object' && value !== null && 'n' in value && 'unit' in value
    && typeof value.n === 'number' && typeof value.unit === 'string';
}

/** Whether an answer holds a value that says something: given, and neither blank nor empty. */
export function isAnswered(answer: Answer | undefined): boolean {
  if (answer === undefined || answer.state !== 'given') return false;
  const { value } = answer;
  if (value === undefined || value === false) return false;
  if (typeof value === 'string') return value.trim() !== '';
  return Array.isArray(value) ? value.length > 0 : true;
}

/** Option keys that a value of a `yes-no`, `single` or `multi` question chooses. */
export function chosenOptions(answer: Answer | undefined): readonly string[] {
  if (answer === undefined || answer.state !== 'given') return [];
  const { value } = answer;
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

/** Orders an answer's value against the one of a condition, or null where no order is certain. */
function order(value: Answer['value'], bound: number | string | Measured): number | null {
  if (isMeasured(value)) return isMeasured(bound) ? compareMeasured(value, bound) : null;
  if (typeof value === 'number' && typeof bound === 'number') return value - bound;
  if (typeof value === 'string' && typeof bound === 'string') return value < bound ? -1 : value > bound ? 1 : 0;
  return null;
}

/** Whether an answer contains a text (without regard to case) or an option. */
function contains(value: Answer['value'], part: string): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(part.toLowerCase());
  return Array.isArray(value) && value.includes(part);
}

/**
 * Whether a condition holds. Comparisons with an unanswered or hidden question, and orders that are not certain
 * (is 90 days less than 3 months?), do not hold.
 */
export function holds(condition: Condition, view: ConditionView): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, view));
  if ('any' in condition) return condition.any.some((part) => holds(part, view));
  if ('not' in condition) return !holds(condition.not, view);
  if ('chosen' in condition) return view.isChosen(condition.chosen);
  if ('visible' in condition) return view.isVisible(condition.visible);
  if ('answered' in condition) return isAnswered(view.answerOf(condition.answered));
  const comparison = 'equals' in condition ? condition.equals
    : 'contains' in condition ? condition.contains
    : 'greater' in condition ? condition.greater : condition.less;
  const answer = view.answerOf(comparison.question);
  if (answer === undefined || !isAnswered(answer)) return false;
  if ('equals' in condition) return answer.value === condition.equals.value;
  if ('contains' in condition) return contains(answer.value, condition.contains.value);
  const found = order(answer.value, comparison.value);
  return found !== null && ('greater' in condition ? found > 0 : found < 0);
}

/** Every key that a condition reads, in the order in which it stands there. */
export function reads(condition: Condition): ConditionReads {
  if ('all' in condition || 'any' in condition) {
    const parts = ('all' in condition ? condition.all : condition.any).map(reads);
    return { options: parts.flatMap((part) => part.options), keys: parts.flatMap((part) => part.keys) };
  }
  if ('not' in condition) return reads(condition.not);
  if ('chosen' in condition) return { options: [condition.chosen], keys: [] };
  if ('visible' in condition) return { options: [], keys: [condition.visible] };
  if ('answered' in condition) return { options: [], keys: [condition.answered] };
  if ('equals' in condition) return { options: [], keys: [condition.equals.question] };
  if ('contains' in condition) return { options: [], keys: [condition.contains.question] };
  return { options: [], keys: ['greater' in condition ? condition.greater.question : condition.less.question] };
}
