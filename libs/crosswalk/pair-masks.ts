import type { Links } from './compiled.js';
import { ALL, COMPOSE, EQ } from './relation.js';

/**
 * Everything that one arc or two arcs prove about a node: per other node the intersection of the stated mask and of the
 * composition over every node between. A mask may be empty: the rows contradict. The arcs of a node lie sorted by mask, so
 * that those which prove nothing together with an arc before them are passed over all at once, and the cost is linear in the
 * arcs that prove something.
 *
 * @returns a function of a node; it keeps one scratch row of `size` bytes between calls
 */
export function pairReader(arcs: readonly Links[]): (node: number) => Links {
  const size = arcs.length;
  const { kinds, starts, ends } = sortByMask(arcs);
  const many = kinds.length;
  const composed = Uint8Array.from({ length: many * many }, (_, at) => COMPOSE[kinds[Math.floor(at / many)]! * 32 + kinds[at % many]!]!);
  const scratch = new Uint8Array(size).fill(ALL);
  const touched = new Int32Array(size);
  let room = new Int32Array(4096);
  let roomMask = new Uint8Array(4096);
  let used = 0;
  return (node) => {
    let count = 0;
    for (let first = 0; first < many; first++) {
      const from = starts[node * many + first]!;
      const to = starts[node * many + first + 1]!;
      for (let at = from; at < to; at++) {
        const middle = ends[at]!;
        if (scratch[middle] === ALL) touched[count++] = middle;
        scratch[middle]! &= kinds[first]!;
        for (let second = 0; second < many; second++) {
          const mask = composed[first * many + second]!;
          if (mask === ALL) continue;
          const run = middle * many + second;
          for (let hop = starts[run]!, last = starts[run + 1]!; hop < last; hop++) {
            const end = ends[hop]!;
            const known = scratch[end]!;
            if (known === ALL) touched[count++] = end;
            scratch[end] = known & mask;
          }
        }
      }
    }
    if (used + count > room.length) {
      room = new Int32Array(Math.max(room.length * 2, count));
      roomMask = new Uint8Array(room.length);
      used = 0;
    }
    const start = used;
    for (let i = 0; i < count; i++) {
      const end = touched[i]!;
      const mask = scratch[end]!;
      scratch[end] = ALL;
      if (end === node && mask & EQ) continue;
      room[used] = end;
      roomMask[used++] = mask;
    }
    return { to: room.subarray(start, used), mask: roomMask.subarray(start, used) };
  };
}

/** All arcs in one list: those of a node together, and of them those of one mask. `starts` has one more entry than there are nodes times masks. */
function sortByMask(arcs: readonly Links[]): { kinds: number[]; starts: Int32Array; ends: Int32Array } {
  const isUsed = new Uint8Array(32);
  let count = 0;
  for (const { mask } of arcs) {
    count += mask.length;
    for (let i = 0; i < mask.length; i++) isUsed[mask[i]!] = 1;
  }
  const kinds = Array.from(isUsed.keys()).filter((mask) => isUsed[mask]);
  const place = new Uint8Array(32);
  kinds.forEach((mask, at) => (place[mask] = at));
  const many = kinds.length;
  const starts = new Int32Array(arcs.length * many + 1);
  const ends = new Int32Array(count);
  const next = new Int32Array(many);
  let at = 0;
  for (let node = 0; node < arcs.length; node++) {
    const { to, mask } = arcs[node]!;
    next.fill(0);
    for (let i = 0; i < mask.length; i++) next[place[mask[i]!]!]!++;
    for (let kind = 0; kind < many; kind++) {
      starts[node * many + kind] = at;
      at += next[kind]!;
      next[kind] = starts[node * many + kind]!;
    }
    for (let i = 0; i < to.length; i++) ends[next[place[mask[i]!]!]!++] = to[i]!;
  }
  starts[arcs.length * many] = at;
  return { kinds, starts, ends };
}
