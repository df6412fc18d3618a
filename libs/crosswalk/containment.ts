import type { Links } from './compiled.js';
import { COMPOSE, EQ, INSIDE } from './relation.js';

const NONE: Links = { to: new Int32Array(0), mask: new Uint8Array(0) };

/** The nodes that a node lies inside by its own pair masks. */
export function insideOf(pairs: Links): Links {
  const { to, mask } = pairs;
  let count = 0;
  for (let i = 0; i < mask.length; i++) if (mask[i] !== 0 && (mask[i]! & ~INSIDE) === 0) count++;
  if (count === 0) return NONE;
  const found = { to: new Int32Array(count), mask: new Uint8Array(count) };
  for (let i = 0, at = 0; i < mask.length; i++) {
    if (mask[i] === 0 || (mask[i]! & ~INSIDE) !== 0) continue;
    found.to[at] = to[i]!;
    found.mask[at++] = mask[i]!;
  }
  return found;
}

/**
 * Closes containment transitively: what lies inside a part lies inside the whole. Each mask is the intersection over all
 * chains, so order cannot matter. An empty one is a contradiction (equal by one chain, a proper part by another), and so
 * is a node in its own list (a proper part of itself).
 *
 * @returns a function of a node that answers all nodes it lies inside
 */
export function containmentReader(inside: (node: number) => Links, size: number): (node: number) => Links {
  const seen = new Int8Array(size).fill(-1);
  return (node) => {
    const first = inside(node);
    if (first.to.length === 0) return NONE;
    const reached: number[] = [];
    const queue: number[] = [];
    const visit = (to: number, mask: number): void => {
      const before = seen[to]!;
      if (before === -1) reached.push(to);
      const after = before === -1 ? mask : before & mask;
      if (after === before) return;
      seen[to] = after;
      queue.push(to);
    };
    for (let i = 0; i < first.to.length; i++) visit(first.to[i]!, first.mask[i]!);
    for (let next = 0; next < queue.length; next++) {
      const middle = queue[next]!;
      const { to, mask } = inside(middle);
      for (let i = 0; i < to.length; i++) visit(to[i]!, COMPOSE[seen[middle]! * 32 + mask[i]!]!);
    }
    const kept = reached.filter((to) => to !== node || !(seen[to]! & EQ));
    const closed = { to: Int32Array.from(kept), mask: Uint8Array.from(kept, (to) => seen[to]!) };
    for (const to of reached) seen[to] = -1;
    return closed;
  };
}

/** Per node, the nodes whose closed list names it. */
export function converseLists(up: readonly Links[]): Int32Array[] {
  const counts = new Int32Array(up.length);
  for (const { to } of up) for (let i = 0; i < to.length; i++) counts[to[i]!]!++;
  const lists = Array.from(counts, (count) => (count === 0 ? NONE.to : new Int32Array(count)));
  counts.fill(0);
  up.forEach(({ to }, node) => {
    for (let i = 0; i < to.length; i++) lists[to[i]!]![counts[to[i]!]!++] = node;
  });
  return lists;
}
