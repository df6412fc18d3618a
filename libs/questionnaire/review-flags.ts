import { controlClaims } from './evidence.js';
import { sameValue } from './merge.js';
import { scoreAnswers } from './score.js';
import type { TemplateIndex } from './template-index.js';
import type { Answer, Answers, Question } from './template-types.js';
import { seeVisible } from './visibility.js';

/** Why an answer is looked at first; the earlier in the list, the more it weighs. */
export const flagKinds = ['knock-out', 'contradicts-report', 'negative', 'changed', 'stale-document', 'no-document'] as const;
export type FlagKind = (typeof flagKinds)[number];

/** What an assurance report says of one common control. */
export interface Tested {
  readonly control: string;
  readonly result: 'met' | 'excepted';
}

/** What stands beside the answers under review. */
export interface Beside {
  /** What was answered last time; null where nobody asked before. */
  readonly before: Answers | null;
  readonly tested: readonly Tested[];
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/**
 * Flags of the answers that are shown, by question, heaviest first: a knock-out, an answer that the report contradicts,
 * a negative one, one that was another last time, one whose documents have all run out, and a good one that should have
 * a document behind it and has none.
 */
export function reviewFlags(index: TemplateIndex, answers: Answers, { before, tested, today }: Beside): ReadonlyMap<string, readonly FlagKind[]> {
  const score = scoreAnswers(index, answers);
  const knockOuts = new Set(score.knockOuts.map(({ key }) => key));
  const { keys } = seeVisible(index, answers);
  const flagged = [...index.questions.values()].flatMap((question) => {
    const answer = answers[question.key];
    if (answer === undefined || !keys.has(question.key)) return [];
    const negative = score.negative.includes(question.key);
    const documents = answer.evidence ?? [];
    const has: Readonly<Record<FlagKind, boolean>> = {
      'knock-out': knockOuts.has(question.key),
      'contradicts-report': contradicts(question, answer, tested),
      negative,
      changed: isChanged(answer, before?.[question.key]),
      'stale-document': documents.length > 0 && documents.every(({ validUntil }) => validUntil !== undefined && validUntil < today),
      'no-document': question.wants !== undefined && question.kind !== 'file' && answer.state === 'given' && !negative && documents.length === 0,
    };
    const kinds = flagKinds.filter((kind) => has[kind]);
    return kinds.length > 0 ? [[question.key, kinds] as const] : [];
  });
  return new Map(flagged);
}

/** Whether something else is said than last time; words of explanation may differ. */
function isChanged(now: Answer, before: Answer | undefined): boolean {
  return before !== undefined && (now.state !== before.state || !sameValue(sorted(now.value), sorted(before.value)));
}

const sorted = (value: Answer['value']): Answer['value'] => (Array.isArray(value) && value.every((one) => typeof one === 'string') ? [...(value as string[])].sort() : value);

/**
 * A yes to a control in which the auditor found an exception, or a no to one that was tested without any. A no to a
 * bound ("every 3 months") is no contradiction: the report shows the control, not how often.
 */
export function contradicts(question: Question, answer: Answer, tested: readonly Tested[]): boolean {
  return controlClaims(question, answer).some(({ control, verdict, bounded }) => {
    const results = tested.filter((one) => one.control === control).map(({ result }) => result);
    if (results.length === 0) return false;
    return verdict === 'met' ? results.includes('excepted') : verdict === 'not-met' && !bounded && !results.includes('excepted');
  });
}
