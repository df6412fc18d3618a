import { requirementName } from './compiled.js';
import type { Compiled } from './compiled.js';
import { maskIn } from './find-contradictions.js';
import { DR, provenWord } from './relation.js';
import { PAIR_STRENGTH } from './pair-strength.js';

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
 * Strength says how much they have to do with each other, whatever is provable: each shared control weighs by both rows'
 * strengths and by how few requirements of each framework map to it. Pairs that are proven disjoint are left out.
 *
 * @returns null where one of the frameworks is not in the catalog
 */
export function pairsBetween(compiled: Compiled, fromFramework: string, toFramework: string): Pair[] | null {
  const [left, right] = [sideOf(compiled, fromFramework), sideOf(compiled, toFramework)];
  if (!left || !right) return null;
  const pairs: Pair[] = [];
  for (const [from, fromControls] of left.controls) {
    const weights = new Map<number, { weight: number; shared: [number, string][] }>();
    for (const [control, strength] of fromControls) {
      for (const [to, other] of right.requirements.get(control) ?? []) {
        const breadth = Math.sqrt(left.requirements.get(control)!.length * right.requirements.get(control)!.length);
        add(weights, to, PAIR_STRENGTH.ofShared(strength, other, breadth), compiled.nodes.names[control]!);
      }
    }
    for (const { to, strength } of directNeighbours(compiled, from)) {
      if (right.controls.has(to)) add(weights, to, PAIR_STRENGTH.ofDirect(strength), null);
    }
    for (const [to, { weight, shared }] of weights) {
      if (to === from) continue;
      const mask = maskOfPair(compiled, from, to);
      const strength = PAIR_STRENGTH.ofWeight(weight);
      if (mask === DR || strength === 0) continue;
      pairs.push({
        from: idOf(compiled, from, fromFramework), to: idOf(compiled, to, toFramework), relation: provenWord(mask), strength,
        shared: shared.sort((a, b) => b[0] - a[0] || (a[1] < b[1] ? -1 : 1)).map(([, name]) => name),
      });
    }
  }
  const order = orderOf(compiled, fromFramework, toFramework);
  return pairs.sort((a, b) => order(a.from, b.from, 0) || order(a.to, b.to, 1));
}

/** What is proven of two nodes, by arcs and by containment. */
export function maskOfPair({ pairs, up }: Compiled, from: number, to: number): number {
  const inside = up[from]!.mask[up[from]!.to.indexOf(to)];
  const around = up[to]!.mask[up[to]!.to.indexOf(from)];
  const flipped = around === undefined ? 31 : (around & 1) | (around & 2 ? 4 : 0);
  return maskIn(pairs, from, to) & (inside ?? 31) & flipped;
}

interface Side {
  /** Per assessable requirement: bare control node and the strength of its strongest row. */
  readonly controls: ReadonlyMap<number, ReadonlyMap<number, number>>;
  /** Per bare control node: the requirements that map to it. */
  readonly requirements: ReadonlyMap<number, readonly (readonly [number, number])[]>;
}

function sideOf(compiled: Compiled, frameworkId: string): Side | null {
  const framework = compiled.catalog.frameworks.find(({ id }) => id === frameworkId);
  if (!framework) return null;
  const { nodes, rowsOf } = compiled;
  const controls = new Map<number, Map<number, number>>();
  const requirements = new Map<number, [number, number][]>();
  for (const requirement of framework.requirements) {
    if (!requirement.assessable) continue;
    const node = nodes.ofRequirement.get(requirementName(frameworkId, requirement.id))!;
    const own = new Map<number, number>();
    for (const row of rowsOf[node]!) {
      const control = nodes.ofControl.get(row.control.split('[')[0]!.trim());
      if (control === undefined || row.relationship === 'disjoint') continue;
      own.set(control, Math.max(row.strength, own.get(control) ?? 0));
    }
    controls.set(node, own);
    for (const [control, strength] of own) requirements.set(control, [...(requirements.get(control) ?? []), [node, strength]]);
  }
  return { controls, requirements };
}

function directNeighbours({ nodes, directRowsOf }: Compiled, node: number): { to: number; strength: number }[] {
  return directRowsOf[node]!.filter((row) => row.relationship !== 'disjoint').map((row) => {
    const from = nodes.ofRequirement.get(requirementName(row.from.framework, row.from.id))!;
    const to = nodes.ofRequirement.get(requirementName(row.to.framework, row.to.id))!;
    return { to: from === node ? to : from, strength: row.strength };
  });
}

function add(weights: Map<number, { weight: number; shared: [number, string][] }>, to: number, weight: number, shared: string | null): void {
  const known = weights.get(to) ?? { weight: 0, shared: [] };
  known.weight += weight;
  if (shared !== null) known.shared.push([weight, shared]);
  weights.set(to, known);
}

function idOf({ nodes }: Compiled, node: number, framework: string): string {
  return nodes.names[node]!.slice(framework.length + 1);
}

function orderOf({ nodes }: Compiled, from: string, to: string): (a: string, b: string, side: 0 | 1) => number {
  const frameworks = [from, to] as const;
  return (a, b, side) => nodes.ofRequirement.get(requirementName(frameworks[side], a))! - nodes.ofRequirement.get(requirementName(frameworks[side], b))!;
}
