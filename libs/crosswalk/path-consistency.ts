import { ALL, COMPOSE, CONVERSE, EQ } from './relation.js';

/** A statement of one node to another, by index, as a mask. */
export interface Arc {
  readonly from: number;
  readonly to: number;
  readonly mask: number;
}

/** The masks that the arcs themselves state, as a full matrix of `size` × `size`; both directions, intersected. */
export function statedMasks(size: number, arcs: Iterable<Arc>): Uint8Array {
  const masks = new Uint8Array(size * size).fill(ALL);
  for (let node = 0; node < size; node++) masks[node * size + node] = EQ;
  for (const { from, to, mask } of arcs) {
    masks[from * size + to]! &= mask;
    masks[to * size + from]! &= CONVERSE[mask]!;
  }
  return masks;
}

/** The stated masks, tightened once by every path over one node between. Order of arcs cannot matter. */
export function twoHopMasks(stated: Uint8Array, size: number): Uint8Array {
  const masks = stated.slice();
  for (let middle = 0; middle < size; middle++) {
    const known = knownFrom(stated, size, middle);
    for (const from of known) {
      const first = stated[from * size + middle]! * 32;
      for (const to of known) masks[from * size + to]! &= COMPOSE[first + stated[middle * size + to]!]!;
    }
  }
  return masks;
}

/**
 * The fixed point of path consistency: every pair is tightened by every path until nothing changes.
 * For the relations that rows can state this also decides whether they can all be true: null where they cannot.
 */
export function closedMasks(stated: Uint8Array, size: number): Uint8Array | null {
  const masks = stated.slice();
  const waiting = new Uint8Array(size * size);
  const queue: number[] = [];
  const put = (pair: number): void => {
    if (waiting[pair]) return;
    waiting[pair] = 1;
    queue.push(pair);
  };
  for (let from = 0; from < size; from++) {
    for (let to = from; to < size; to++) {
      const mask = masks[from * size + to]!;
      if (mask === 0) return null;
      if (from !== to && mask !== ALL) put(from * size + to);
    }
  }
  for (let next = 0; next < queue.length; next++) {
    const pair = queue[next]!;
    waiting[pair] = 0;
    const from = Math.floor(pair / size);
    const to = pair % size;
    for (let other = 0; other < size; other++) {
      if (other === from || other === to) continue;
      if (!tighten(from, other, COMPOSE[masks[pair]! * 32 + masks[to * size + other]!]!)) return null;
      if (!tighten(other, to, COMPOSE[masks[other * size + from]! * 32 + masks[pair]!]!)) return null;
    }
  }
  return masks;

  function tighten(from: number, to: number, mask: number): boolean {
    const before = masks[from * size + to]!;
    const after = before & mask;
    if (after === before) return true;
    masks[from * size + to] = after;
    masks[to * size + from] = CONVERSE[after]!;
    put(from < to ? from * size + to : to * size + from);
    return after !== 0;
  }
}

/** True where the arcs can all be true. */
export function isConsistent(size: number, arcs: Iterable<Arc>): boolean {
  return closedMasks(statedMasks(size, arcs), size) !== null;
}

/**
 * One minimal set of the items that cannot all be true: what is left when items are dropped in the given order, as long as
 * the rest still cannot. Whole stretches are tried at once, which drops the same items in fewer tries. `consistent` decides a
 * list of items; taking items away never makes it false. Empty where they can all be true.
 */
export function minimalConflict<Item>(items: readonly Item[], consistent: (items: readonly Item[]) => boolean): readonly Item[] {
  if (consistent(items)) return [];
  let core = items;
  const shrink = (stretch: readonly Item[]): void => {
    const dropped = new Set(stretch);
    const rest = core.filter((item) => !dropped.has(item));
    if (!consistent(rest)) {
      core = rest;
      return;
    }
    if (stretch.length === 1) return;
    const half = Math.ceil(stretch.length / 2);
    shrink(stretch.slice(0, half));
    shrink(stretch.slice(half));
  };
  shrink(items);
  return core;
}

function knownFrom(masks: Uint8Array, size: number, node: number): number[] {
  const known: number[] = [];
  for (let other = 0; other < size; other++) if (masks[node * size + other] !== ALL) known.push(other);
  return known;
}
