import type { Compiled } from './compiled.js';
import { askedFrameworks } from './coverage.js';
import { requirementName } from './compiled.js';
import type { Ask, Evidence } from './evidence-types.js';
import { sweepVerdicts } from './verdict-sweep.js';
import { VERDICTS } from './verdict.js';
import type { Verdict } from './verdict.js';

export interface Reuse {
  readonly framework: string;
  readonly id: string;
  readonly title: string;
  /** What the chosen facts prove by themselves. */
  readonly alone: Verdict;
  /** The verdict with all evidence, and the one that would be left without the chosen facts. */
  readonly withAll: Verdict;
  readonly without: Verdict;
}

/**
 * Everything that some facts (one answer, one page, one test) prove in the asked frameworks: assessable requirements of
 * which they prove something by themselves, or whose verdict rests on them.
 */
export function reuseOf(compiled: Compiled, evidence: readonly Evidence[], ask: Ask, chosen: (fact: Evidence) => boolean): Reuse[] {
  const sweep = (facts: readonly Evidence[]): Uint8Array => sweepVerdicts(compiled, facts, ask);
  const [alone, withAll, without] = [sweep(evidence.filter(chosen)), sweep(evidence), sweep(evidence.filter((fact) => !chosen(fact)))];
  const reuses: Reuse[] = [];
  for (const framework of askedFrameworks(compiled, ask)) for (const { id, title, assessable } of framework.requirements) {
    const node = compiled.nodes.ofRequirement.get(requirementName(framework.id, id))!;
    const [own, all, rest] = [alone, withAll, without].map((verdicts) => VERDICTS[verdicts[node]!]!);
    if (assessable && (own !== 'unknown' || all !== rest)) reuses.push({ framework: framework.id, id, title, alone: own!, withAll: all!, without: rest! });
  }
  return reuses;
}
