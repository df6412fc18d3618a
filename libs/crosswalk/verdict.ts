import type { Quality } from './chain-quality.js';
import type { Compiled } from './compiled.js';
import type { Proof } from './prove.js';
import { DR } from './relation.js';

export const VERDICTS = ['met', 'met-with-exceptions', 'partly', 'not-met', 'contradiction', 'not-applicable', 'unknown'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The verdict of one node by rules 1 to 6, from what is proven; `overlap` is above 0 where something met certainly overlaps it. */
export function verdictOf(proof: Proof, overlap: number, node: number): Verdict {
  if (proof.silent[node]) return 'contradiction';
  if (proof.notMet[node]! > 0) return 'not-met';
  if (proof.clean[node]! > 0) return 'met';
  if (proof.any[node]! > 0) return 'met-with-exceptions';
  if (proof.notApplicable[node]! > 0) return 'not-applicable';
  return overlap > 0 ? 'partly' : 'unknown';
}

/**
 * Rule 3: per node the best chain of something met that certainly overlaps it; 0 where nothing does.
 * Walks only the pairs of met nodes.
 */
export function findOverlaps({ nodes, pairs, up, down }: Compiled, proof: Proof): Int32Array {
  const overlaps = new Int32Array(nodes.size);
  for (let node = 0; node < nodes.size; node++) {
    const quality: Quality = proof.any[node]!;
    if (quality === 0 || proof.silent[node]) continue;
    const { to, mask } = pairs[node]!;
    for (let i = 0; i < to.length; i++) {
      const other = to[i]!;
      if (!(mask[i]! & DR) && mask[i] !== 0 && overlaps[other]! < quality) overlaps[other] = quality;
    }
    for (const contained of [up[node]!.to, down[node]!]) {
      for (let i = 0; i < contained.length; i++) if (overlaps[contained[i]!]! < quality) overlaps[contained[i]!] = quality;
    }
  }
  return overlaps;
}

/**
 * Joins the verdicts of children, or of parts of a scope: those that are not applicable leave; then the first that occurs
 * of contradiction, not met, partly (or met beside unknown), met with exceptions, met. Null where nothing is left.
 */
export function joinVerdicts(verdicts: Iterable<Verdict>): Verdict | null {
  const seen = new Set(verdicts);
  seen.delete('not-applicable');
  if (seen.size === 0) return null;
  if (seen.has('contradiction')) return 'contradiction';
  if (seen.has('not-met')) return 'not-met';
  if (seen.has('partly')) return 'partly';
  const isMet = seen.has('met') || seen.has('met-with-exceptions');
  if (seen.has('unknown')) return isMet ? 'partly' : 'unknown';
  return seen.has('met-with-exceptions') ? 'met-with-exceptions' : 'met';
}
