import { controlClaims } from './evidence.js';
import type { TemplateIndex } from './template-index.js';
import type { Answer, Question } from './template-types.js';

/** A control of an assurance report that was tested, as a common control, and where it stands. */
export interface TestedControl {
  readonly control: string;
  readonly result: 'met' | 'excepted';
  readonly page: number;
  readonly text: string;
}

/** An answer that a report speaks for, with the test that it rests on. */
export interface Suggested {
  readonly key: string;
  readonly value: string | readonly string[];
  readonly page: number;
  readonly quote: string;
}

/**
 * Answers that tested controls speak for: the good option of a question when every control that it would claim was
 * tested without exception, and of several options those of which that is true. An exception, a bound ("every 3
 * months") or a control that the report does not test suggests nothing: the vendor knows better.
 */
export function suggestAnswers(index: TemplateIndex, tested: readonly TestedControl[]): readonly Suggested[] {
  const excepted = new Set(tested.filter(({ result }) => result === 'excepted').map(({ control }) => control));
  const met = new Map(tested.filter(({ control, result }) => result === 'met' && !excepted.has(control)).map((one) => [one.control, one]));
  return [...index.questions.values()].flatMap((question): readonly Suggested[] => {
    if (question.kind === 'multi') {
      const options = (question.options ?? []).filter(({ compliant, exclusive }) => compliant !== false && !exclusive).flatMap(({ key }) => {
        const rests = restsOn(question, [key], met);
        return rests ? [{ key, rests }] : [];
      });
      return options[0] ? [{ key: question.key, value: options.map(({ key }) => key), page: options[0].rests.page, quote: options[0].rests.text }] : [];
    }
    if (question.kind !== 'yes-no' && question.kind !== 'single') return [];
    const good = (question.options ?? []).filter(({ compliant }) => compliant === true);
    const rests = good.length === 1 && good[0] ? restsOn(question, good[0].key, met) : undefined;
    return rests && good[0] ? [{ key: question.key, value: good[0].key, page: rests.page, quote: rests.text }] : [];
  });
}

/** The test that an answer rests on, where all its claims were tested; none where it claims nothing. */
function restsOn(question: Question, value: string | readonly string[], met: ReadonlyMap<string, TestedControl>): TestedControl | undefined {
  const answer: Answer = { key: question.key, state: 'given', value };
  const claims = controlClaims(question, answer).filter(({ verdict }) => verdict === 'met');
  return claims.length > 0 && claims.every(({ control, bounded }) => !bounded && met.has(control)) ? met.get(claims[0]!.control) : undefined;
}
