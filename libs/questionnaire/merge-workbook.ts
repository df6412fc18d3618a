import { sameValue } from './merge.js';
import type { TakenAnswer } from './read-answers.js';
import type { Answer, Answers } from './template-types.js';

/** What becomes of the answers of an uploaded workbook beside what stands there now. */
export interface MergedWorkbook {
  /** Taken as they are, each over the revision that stands there now (0: nothing). */
  readonly take: readonly { readonly answer: TakenAnswer; readonly revision: number }[];
  /** Changed on both sides to different things: somebody has to choose. */
  readonly conflicts: readonly { readonly mine: TakenAnswer; readonly theirs: Answer }[];
  /** How many say what stands there already. */
  readonly same: number;
  /** How many rows were not touched in the workbook, while the answer was changed elsewhere since: what stands there stays. */
  readonly older: number;
}

/**
 * Merges a filled workbook with what was saved meanwhile. What only the workbook changed is taken, what only somebody
 * else changed stays, and where both changed it is a conflict. A workbook of another origin does not say what it began
 * with: there every difference to a saved answer is a conflict. Cells that were emptied take nothing away.
 */
export function mergeWorkbook(taken: readonly TakenAnswer[], now: Answers): MergedWorkbook {
  const fates = taken.map((answer) => ({ answer, fate: fateOf(answer, now[answer.key]), theirs: now[answer.key] }));
  const of = (wanted: ReturnType<typeof fateOf>) => fates.filter(({ fate }) => fate === wanted);
  return {
    take: of('take').map(({ answer, theirs }) => ({ answer, revision: theirs?.revision ?? 0 })),
    conflicts: of('conflict').flatMap(({ answer, theirs }) => (theirs ? [{ mine: answer, theirs }] : [])),
    same: of('same').length, older: of('older').length,
  };
}

function fateOf(mine: TakenAnswer, theirs: Answer | undefined): 'take' | 'conflict' | 'same' | 'older' {
  if (theirs && mine.state === theirs.state && sameValue(mine.value, theirs.value) && plain(mine.explanation) === plain(theirs.explanation)) return 'same';
  if (mine.saved && !mine.saved.touched && mine.saved.revision > 0) return 'older';
  return !theirs || mine.saved?.revision === theirs.revision ? 'take' : 'conflict';
}

const plain = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();
