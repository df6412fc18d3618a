import type { CoverageAnswer } from './coverage.js';
import type { Verdict } from './verdict.js';

export interface Change {
  readonly framework: string;
  readonly id: string;
  /** Null: it was not there. */
  readonly from: Verdict | null;
  readonly to: Verdict | null;
  readonly direction: 'better' | 'worse' | 'other';
  /** Parts that one answer has as met and the other has not. */
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

/** How good a verdict is for the party; what does not apply is as good as met. */
const RANK: Readonly<Record<Verdict, number>> = { met: 5, 'not-applicable': 5, 'met-with-exceptions': 4, partly: 3, unknown: 2, contradiction: 1, 'not-met': 0 };

/**
 * What is different between two answers: of two dates, two versions of the catalog, or two parties. Requirements whose
 * verdict and met parts are the same are left out.
 */
export function diffCoverage(before: CoverageAnswer, after: CoverageAnswer): Change[] {
  const old = indexAnswers(before);
  const changes: Change[] = [];
  for (const [key, now] of indexAnswers(after)) {
    const then = old.get(key);
    old.delete(key);
    const gained = now.met.filter((part) => !then?.met.includes(part));
    const lost = (then?.met ?? []).filter((part) => !now.met.includes(part));
    if (then?.verdict === now.verdict && gained.length === 0 && lost.length === 0) continue;
    changes.push({ framework: now.framework, id: now.id, from: then?.verdict ?? null, to: now.verdict, direction: directionOf(then?.verdict, now.verdict), gained, lost });
  }
  for (const { framework, id, verdict, met } of old.values()) changes.push({ framework, id, from: verdict, to: null, direction: 'other', gained: [], lost: met });
  return changes;
}

interface Indexed {
  readonly framework: string;
  readonly id: string;
  readonly verdict: Verdict;
  readonly met: readonly string[];
}

function indexAnswers({ frameworks }: CoverageAnswer): Map<string, Indexed> {
  return new Map(frameworks.flatMap(({ id: framework, requirements }) => requirements.map(
    ({ id, verdict, parts }): [string, Indexed] => [`${framework}:${id}`, { framework, id, verdict, met: parts.met }],
  )));
}

function directionOf(from: Verdict | undefined, to: Verdict): Change['direction'] {
  if (from === undefined || RANK[from] === RANK[to]) return 'other';
  return RANK[from] < RANK[to] ? 'better' : 'worse';
}
