import type { Links } from './compiled.js';
import { ALL, COMPOSE, EQ } from './relation.js';

/**
 * Everything that one arc or two arcs prove about a node: per other node the intersection of the stated mask and of the
 * composition over every node between. Cost is linear in the arcs visited. A mask may be empty: the rows contradict.
 *
 * @returns a function of a node; it keeps one scratch row of `size` bytes between calls
 */
export function pairReader(arcs: readonly Links[]): (node: number) => Links {
  const size = arcs.length;
  const scratch = new Uint8Array(size).fill(ALL);
  const touched = new Int32Array(size);
  let room = new Int32Array(4096);
  let roomMask = new Uint8Array(4096);
  let used = 0;
  return (node) => {
    let count = 0;
    const { to: middles, mask: firsts } = arcs[node]!;
    for (let i = 0; i < middles.length; i++) {
      const middle = middles[i]!;
      const first = firsts[i]!;
      const before = scratch[middle]!;
      if (before === ALL) touched[count++] = middle;
      scratch[middle] = before & first;
      const { to: ends, mask: seconds } = arcs[middle]!;
      const base = first * 32;
      for (let j = 0; j < ends.length; j++) {
        const mask = COMPOSE[base + seconds[j]!]!;
        if (mask === ALL) continue;
        const end = ends[j]!;
        const known = scratch[end]!;
        if (known === ALL) touched[count++] = end;
        scratch[end] = known & mask;
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
