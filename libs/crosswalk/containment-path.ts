import type { Compiled } from './compiled.js';
import { EQ } from './relation.js';
import { insideOf } from './containment.js';
import { maskIn, rowsOfArc } from './find-contradictions.js';
import { shortName } from './say-node.js';

export interface Held {
  readonly isEqual: boolean;
  /** The one row behind it; absent where several are, or only the order of bounds. */
  readonly row?: string;
  /** `, by way of A and B`, or nothing where it is direct. */
  readonly through: string;
}

/** How a node comes to lie inside another: by which row, or by way of which nodes. */
export function rowThatHolds(compiled: Compiled, part: number, whole: number): Held {
  const isEqual = (compiled.up[part]!.mask[compiled.up[part]!.to.indexOf(whole)] ?? 0) === EQ;
  const direct = rowsOfArc(compiled, part, whole);
  if (compiled.arcs[part]!.to.includes(whole) && direct.length > 0) return { isEqual, ...(direct.length === 1 ? { row: direct[0]!.id } : {}), through: '' };
  const between = shortestWay(compiled, part, whole).map((node) => shortName(compiled, node));
  return { isEqual, through: between.length === 0 ? '' : `, by way of ${between.join(' and ')}` };
}

/** The nodes between a part and a whole, each inside the next; none where the step is a single one. */
function shortestWay(compiled: Compiled, part: number, whole: number): number[] {
  const cameFrom = new Map<number, number>([[part, -1]]);
  const queue = [part];
  for (let next = 0; next < queue.length; next++) {
    const node = queue[next]!;
    if (node === whole) break;
    for (const to of insideOf(compiled.pairs[node]!).to) {
      if (cameFrom.has(to)) continue;
      cameFrom.set(to, node);
      queue.push(to);
    }
  }
  const way: number[] = [];
  for (let node = cameFrom.get(whole) ?? -1; node !== -1 && node !== part; node = cameFrom.get(node) ?? -1) way.unshift(node);
  return way.length > 0 ? way : middleOf(compiled, part, whole);
}

/** The node by which two arcs prove a containment that no single row states. */
function middleOf({ arcs }: Compiled, part: number, whole: number): number[] {
  if (maskIn(arcs, part, whole) !== 31) return [];
  const middle = [...arcs[part]!.to].find((node) => arcs[whole]!.to.includes(node));
  return middle === undefined ? [] : [middle];
}
