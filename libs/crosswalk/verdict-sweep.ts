import type { Compiled } from './compiled.js';
import type { Ask, Evidence } from './evidence-types.js';
import { overlapBits } from './overlap-bits.js';
import { placeEvidence } from './place-evidence.js';
import { prove } from './prove.js';
import { partScope, selectEvidence } from './select-evidence.js';
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
  const current = selectEvidence(evidence, ask).filter(({ expired }) => !expired);
  const swept = partScope(current, ask.scope ?? []).map(({ facts }) => sweepPart(compiled, facts));
  return swept.length === 1 ? swept[0]! : swept[0]!.map((_, node) => CODE[joinVerdicts(swept.map((verdicts) => VERDICTS[verdicts[node]!]!)) ?? 'not-applicable']);
}

function sweepPart(compiled: Compiled, facts: Parameters<typeof placeEvidence>[1]): Uint8Array {
  const proof = prove(compiled, placeEvidence(compiled, facts).marks);
  const overlaps = overlapBits(compiled, proof);
  const verdicts = new Uint8Array(compiled.nodes.requirements);
  for (let node = 0; node < verdicts.length; node++) verdicts[node] = CODE[verdictOf(proof, (overlaps[node >> 5]! >> (node & 31)) & 1, node)];
  return verdicts;
}
