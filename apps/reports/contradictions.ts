import type { EvidenceFact } from '#libs/contracts/evidence.contract.js';
import { bareControl } from '#libs/crosswalk/bound.js';

/** What a report says of one common control or criterion. */
export interface AuditorWord {
  readonly control: string;
  readonly verdict: 'met' | 'excepted' | 'not-met';
  readonly certain: boolean;
  readonly says: string;
  readonly page: number | null;
  readonly criteria: readonly string[];
}

/** Two statements about one control that cannot both be the whole truth. */
export interface Contradiction {
  readonly control: string;
  readonly kind: 'exception' | 'not-met' | 'answer-no';
  readonly word: AuditorWord;
  readonly answer: EvidenceFact;
}

/**
 * Where a vendor answered that it does what its auditor found not done, or that it does not what its auditor saw done.
 * Only words about the same common control are set against each other; an answer to a bounded question speaks of its control.
 * A match by words alone is too weak to hold a clean test against a "no".
 */
export function contradictionsOf(words: readonly AuditorWord[], facts: readonly EvidenceFact[]): Contradiction[] {
  const answers = facts.filter(({ source, target, withdrawn }) => source.kind === 'answer' && target.kind === 'control' && !withdrawn);
  return words.flatMap((word) => answers.filter(({ target }) => bareControl(target.id) === word.control).flatMap((answer): Contradiction[] => {
    if (answer.verdict === 'met' && word.verdict === 'excepted') return [{ control: word.control, kind: 'exception', word, answer }];
    if (answer.verdict === 'met' && word.verdict === 'not-met') return [{ control: word.control, kind: 'not-met', word, answer }];
    if (answer.verdict === 'not-met' && word.verdict === 'met' && word.certain) return [{ control: word.control, kind: 'answer-no', word, answer }];
    return [];
  }));
}
