import { requirementName } from './compiled.js';
import type { Compiled } from './compiled.js';
import { maskIn } from './find-contradictions.js';
import { DR, provenWord } from './relation.js';
import { pairSide } from './pair-side.js';
import type { PairSide } from './pair-side.js';
import { strengthOf, weighControl } from './pair-strength.js';

/** Two requirements that an assessor of one should look at, and what is proven of them. */
export interface Pair {
  readonly from: string;
  readonly to: string;
  readonly relation: ReturnType<typeof provenWord>;
  /** In [0,10], one decimal; from 5 on it is a claim, below it is related. */
  readonly strength: number;
  /** Common controls that both map to, the weightiest first. */
  readonly shared: readonly string[];
}

/**
 * All pairs of assessable requirements of two frameworks with strength above 0, in the order of the frameworks.
 * Strength says how much they have to do with each other, whatever is provable: what a row straight between them says,
 * and without one, by the controls that both map to and by what better counterparts either has. Pairs that are proven
 * disjoint are left out.
 *
 * @returns null where one of the frameworks is not in the catalog
 */
export function pairsBetween(compiled: Compiled, fromFramework: string, toFramework: string): Pair[] | null {
  const [left, right] = [pairSide(compiled, fromFramework), pairSide(compiled, toFramework)];
  if (!left || !right) return null;
  const all = evidenceBetween(compiled, left, right)
    .map((evidence) => ({ ...evidence, mask: maskOfPair(compiled, evidence.from, evidence.to) }))
    .filter(({ mask }) => mask !== DR);
  const bestFrom = bestOf(all, 'from');
  const bestTo = bestOf(all, 'to');
  return all
    .sort((a, b) => a.from - b.from || a.to - b.to)
    .map(({ from, to, weight, said, shared, mask }) => ({
      from: idOf(compiled, from, fromFramework), to: idOf(compiled, to, toFramework), relation: provenWord(mask),
      strength: said ?? strengthOf(weight, bestFrom.get(from)!, bestTo.get(to)!),
      shared: shared.sort((a, b) => b[0] - a[0] || (a[1] < b[1] ? -1 : 1)).map(([, name]) => name),
    }))
    .filter(({ strength }) => strength > 0);
}

/** What is proven of two nodes, by arcs and by containment. */
export function maskOfPair({ pairs, up }: Compiled, from: number, to: number): number {
  const inside = up[from]!.mask[up[from]!.to.indexOf(to)];
  const around = up[to]!.mask[up[to]!.to.indexOf(from)];
  const flipped = around === undefined ? 31 : (around & 1) | (around & 2 ? 4 : 0);
  return maskIn(pairs, from, to) & (inside ?? 31) & flipped;
}

/** What speaks for looking at two requirements together. */
interface Evidence {
  readonly from: number;
  readonly to: number;
  weight: number;
  /** Strength of the strongest row straight between the two; null without one. It is a judgement of this very pair. */
  said: number | null;
  /** Each shared control with its part of the weight. */
  readonly shared: [number, string][];
}

function evidenceBetween(compiled: Compiled, left: PairSide, right: PairSide): Evidence[] {
  const all = new Map<number, Evidence>();
  const at = (from: number, to: number): Evidence => {
    const key = from * compiled.nodes.size + to;
    let known = all.get(key);
    if (!known) all.set(key, (known = { from, to, weight: 0, said: null, shared: [] }));
    return known;
  };
  const add = (from: number, to: number, weight: number, control: string): void => {
    if (from === to) return;
    const known = at(from, to);
    known.weight += weight;
    known.shared.push([weight, control]);
  };
  for (const [control, holders] of left.holders) {
    const others = right.holders.get(control);
    if (others) weighControl(holders, others, (from, to, weight) => add(from, to, weight, control));
  }
  for (const from of left.requirements) {
    for (const { to, strength } of directNeighbours(compiled, from)) {
      if (!right.requirements.has(to) || from === to) continue;
      const known = at(from, to);
      known.said = Math.max(strength, known.said ?? 0);
    }
  }
  return [...all.values()];
}

/** Per requirement of one side: the most evidence that it has with any of the other. */
function bestOf(all: readonly Readonly<Evidence>[], side: 'from' | 'to'): Map<number, number> {
  const best = new Map<number, number>();
  for (const pair of all) best.set(pair[side], Math.max(pair.weight, best.get(pair[side]) ?? 0));
  return best;
}

function directNeighbours({ nodes, directRowsOf }: Compiled, node: number): { to: number; strength: number }[] {
  return directRowsOf[node]!.filter((row) => row.relationship !== 'disjoint').map((row) => {
    const from = nodes.ofRequirement.get(requirementName(row.from.framework, row.from.id))!;
    const to = nodes.ofRequirement.get(requirementName(row.to.framework, row.to.id))!;
    return { to: from === node ? to : from, strength: row.strength };
  });
}

function idOf({ nodes }: Compiled, node: number, framework: string): string {
  return nodes.names[node]!.slice(framework.length + 1);
}
