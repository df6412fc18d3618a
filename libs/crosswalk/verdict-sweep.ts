import type { Compiled } from './compiled.js';
import type { Ask, Evidence } from './evidence-types.js';
import { assess } from './situation.js';
import { joinVerdicts, VERDICTS, verdictOf } from './verdict.js';
import type { Verdict } from './verdict.js';

/** Index of each verdict in `VERDICTS`. */
const CODE = Object.fromEntries(VERDICTS.map((verdict, at) => [verdict, at])) as Record<Verdict, number>;

/**
 * The own verdicts of all requirements at once, without parts, validity or reasons: for heat maps over many parties.
 *
 * @returns per requirement node its index in `VERDICTS`
 */
export function sweepVerdicts(compiled: Compiled, evidence: readonly Evidence[], ask: Ask): Uint8Array {
  const { parts } = assess(compiled, evidence, { ...ask, expiry: false });
  const verdicts = new Uint8Array(compiled.nodes.requirements);
  for (let node = 0; node < verdicts.length; node++) {
    const verdict = parts.length === 1
      ? verdictOf(parts[0]!.proof, parts[0]!.overlaps, node)
      : (joinVerdicts(parts.map(({ proof, overlaps }) => verdictOf(proof, overlaps, node))) ?? 'not-applicable');
    verdicts[node] = CODE[verdict];
  }
  return verdicts;
}
