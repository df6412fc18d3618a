import type { Compiled } from './compiled.js';
import type { Proof } from './prove.js';
import { isOverlapping } from './relation.js';

const ready = new WeakMap<Compiled, readonly Uint32Array[]>();

/** Per node one bit for each requirement that certainly shares something with it. Made once for a compiled catalog. */
function bitsOf(compiled: Compiled): readonly Uint32Array[] {
  let bits = ready.get(compiled);
  if (!bits) {
    const { nodes, pairs, up, down } = compiled;
    const words = Math.ceil(nodes.requirements / 32);
    const room = new Uint32Array(words * nodes.size);
    bits = pairs.map(({ to, mask }, node) => {
      const own = room.subarray(node * words, (node + 1) * words);
      const set = (other: number): void => {
        if (other < nodes.requirements) own[other >> 5]! |= 1 << (other & 31);
      };
      for (let i = 0; i < to.length; i++) if (isOverlapping(mask[i]!)) set(to[i]!);
      up[node]!.to.forEach(set);
      down[node]!.forEach(set);
      return own;
    });
    ready.set(compiled, bits);
  }
  return bits;
}

/** Rule 3 for all requirements at once, without the quality of chains: a bit is set where something met overlaps. */
export function overlapBits(compiled: Compiled, proof: Proof): Uint32Array {
  const bits = bitsOf(compiled);
  const found = new Uint32Array(Math.ceil(compiled.nodes.requirements / 32));
  for (let node = 0; node < compiled.nodes.size; node++) {
    if (proof.any[node] === 0 || proof.silent[node]) continue;
    const own = bits[node]!;
    for (let word = 0; word < found.length; word++) found[word]! |= own[word]!;
  }
  return found;
}
