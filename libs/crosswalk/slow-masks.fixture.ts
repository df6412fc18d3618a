import type { Catalog } from './catalog-types.js';
import { ALL, MASK_OF_WORD, NOT_DISJOINT, compose, converse } from './relation.js';
import { holds, nodeOf, writeNode } from './slow-bounds.fixture.js';

export type Masks = (a: string, b: string) => number;

/** Two hops over what rows state, steps between bounds of one control free of charge; then containment through any number of nodes. */
export function slowMasks(catalog: Catalog, names: readonly string[]): Masks {
  const at = new Map(names.map((name, i) => [name, i]));
  const nodes = names.map((name) => (name.includes(':') ? null : nodeOf(name)));
  const stated = nodes.map((a, i) => nodes.map((b, j) => {
    if (i === j) return 1;
    if (!a || !b || a.control !== b.control) return ALL;
    return holds(a, b) ? 4 : holds(b, a) ? 2 : NOT_DISJOINT;
  }));
  const state = (a: string, b: string, { relationship, reviewed }: { relationship: keyof typeof MASK_OF_WORD; reviewed: boolean }): void => {
    const mask = relationship === 'intersects' && !reviewed ? NOT_DISJOINT : MASK_OF_WORD[relationship];
    const [i, j] = [at.get(a)!, at.get(b)!];
    stated[i]![j]! &= mask;
    stated[j]![i]! &= converse(mask);
  };
  for (const row of catalog.rows) state(`${row.framework}:${row.requirement}`, writeNode(nodeOf(row.control)), row);
  for (const row of catalog.directRows) state(`${row.from.framework}:${row.from.id}`, `${row.to.framework}:${row.to.id}`, row);
  const arcs = stated.map((row) => [...row]);
  nodes.forEach((a, i) => nodes.forEach((b, j) => nodes.forEach((c, k) => {
    if (a || !b || !c || b.control !== c.control) return;
    arcs[i]![k]! &= compose(stated[i]![j]!, stated[j]![k]!);
    arcs[k]![i] = converse(arcs[i]![k]!);
  })));
  const masks = arcs.map((row) => [...row]);
  for (let i = 0; i < names.length; i++) for (let j = 0; j < names.length; j++) for (let k = 0; k < names.length; k++) masks[i]![k]! &= compose(arcs[i]![j]!, arcs[j]![k]!);
  for (let isMoving = true; isMoving;) {
    isMoving = false;
    for (let i = 0; i < names.length; i++) for (let j = 0; j < names.length; j++) for (let k = 0; k < names.length; k++) {
      if (!isIn(masks[i]![j]!) || !isIn(masks[j]![k]!)) continue;
      const tight = masks[i]![k]! & compose(masks[i]![j]!, masks[j]![k]!);
      if (tight === masks[i]![k]) continue;
      masks[i]![k] = tight;
      masks[k]![i] = converse(tight);
      isMoving = true;
    }
  }
  return (a, b) => masks[at.get(a)!]![at.get(b)!]!;
}

export const isIn = (mask: number): boolean => mask === 1 || mask === 2 || mask === 3;
