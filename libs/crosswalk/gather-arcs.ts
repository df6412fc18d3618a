import type { Links } from './compiled.js';
import { CONVERSE } from './relation.js';

/** Collects arcs and hands them out per node, both ways. */
export function arcGatherer(size: number): { put: (from: number, to: number, mask: number) => void; lists: () => Links[] } {
  let count = 0;
  let ends = new Int32Array(8192);
  let masks = new Uint8Array(4096);
  const put = (from: number, to: number, mask: number): void => {
    if (count === masks.length) {
      ends = grown(ends);
      masks = grown(masks);
    }
    ends[2 * count] = from;
    ends[2 * count + 1] = to;
    masks[count++] = mask;
  };
  const lists = (): Links[] => {
    const next = new Int32Array(size + 1);
    for (let end = 0; end < 2 * count; end++) next[ends[end]! + 1]!++;
    for (let node = 0; node < size; node++) next[node + 1]! += next[node]!;
    const starts = next.slice();
    const to = new Int32Array(2 * count);
    const mask = new Uint8Array(2 * count);
    for (let arc = 0; arc < count; arc++) {
      const a = ends[2 * arc]!;
      const b = ends[2 * arc + 1]!;
      const there = next[a]!++;
      to[there] = b;
      mask[there] = masks[arc]!;
      const back = next[b]!++;
      to[back] = a;
      mask[back] = CONVERSE[masks[arc]!]!;
    }
    return Array.from({ length: size }, (_, node) => ({ to: to.subarray(starts[node], starts[node + 1]), mask: mask.subarray(starts[node], starts[node + 1]) }));
  };
  return { put, lists };
}

function grown<Numbers extends Int32Array | Uint8Array>(numbers: Numbers): Numbers {
  const larger = new (numbers.constructor as new (length: number) => Numbers)(2 * numbers.length);
  larger.set(numbers);
  return larger;
}
