import type { RequirementReference } from './catalog-types.js';
import { requirementName } from './compiled.js';
import type { AnyRow, Compiled } from './compiled.js';
import { rowsOfArc } from './find-contradictions.js';
import { controlNode } from './number-nodes.js';
import { maskOfPair } from './pairs.js';
import { COMPOSE, CONVERSE, provenWord, relationNames } from './relation.js';
import type { RelationName } from './relation.js';
import { listOf } from './say-bound.js';
import { shortName } from './say-node.js';
import { boundMask, maskOfRow } from './state-arcs.js';

/** One step of a chain: what a row states, read from left to right, or the order of two bounds (no row). */
export interface ChainStep {
  readonly from: string;
  readonly to: string;
  readonly mask: readonly RelationName[];
  readonly row: AnyRow | null;
}

/** A chain of rows from one requirement to the other, and what it proves alone. */
export interface Chain {
  readonly steps: readonly ChainStep[];
  readonly mask: readonly RelationName[];
  readonly says: string;
}

export interface PairExplanation {
  readonly from: RequirementReference;
  readonly to: RequirementReference;
  readonly relation: ReturnType<typeof provenWord>;
  /** The intersection of what all chains prove; all five names: nothing. */
  readonly mask: readonly RelationName[];
  readonly chains: readonly Chain[];
}

/**
 * The relation of two requirements with every chain of rows behind it: direct rows, pairs of rows over one control or one
 * requirement between, and longer chains of containment.
 *
 * @returns null where one of them is not in the catalog
 */
export function explainPair(compiled: Compiled, from: RequirementReference, to: RequirementReference): PairExplanation | null {
  const { nodes, rowsOf } = compiled;
  const a = nodes.ofRequirement.get(requirementName(from.framework, from.id));
  const b = nodes.ofRequirement.get(requirementName(to.framework, to.id));
  if (a === undefined || b === undefined) return null;
  const chains: Chain[] = directSteps(compiled, a, b).map((step) => chainOf(compiled, [a, b], [step]));
  for (const one of rowsOf[a]!) for (const two of rowsOf[b]!) {
    const [left, right] = [controlNode(compiled.nodes, one.control), controlNode(compiled.nodes, two.control)];
    if (!nodes.group[left]!.includes(right)) continue;
    const steps = [stepOf(compiled, a, left, one, maskOfRow(one))];
    if (left !== right) steps.push(stepOf(compiled, left, right, null, boundMask(nodes, left, right)));
    steps.push(stepOf(compiled, right, b, two, CONVERSE[maskOfRow(two)]!));
    chains.push(chainOf(compiled, left === right ? [a, left, b] : [a, left, right, b], steps));
  }
  for (const middle of compiled.arcs[a]!.to) {
    if (middle >= nodes.requirements || middle === b) continue;
    for (const first of directSteps(compiled, a, middle)) for (const second of directSteps(compiled, middle, b)) {
      chains.push(chainOf(compiled, [a, middle, b], [first, second]));
    }
  }
  const mask = a === b ? 1 : maskOfPair(compiled, a, b);
  return { from, to, relation: provenWord(mask), mask: relationNames(mask), chains: [...chains, ...containments(compiled, a, b, chains)] };
}

function directSteps(compiled: Compiled, from: number, to: number): ChainStep[] {
  return rowsOfArc(compiled, from, to).map((row) => {
    const isForward = 'from' in row && compiled.nodes.ofRequirement.get(requirementName(row.from.framework, row.from.id)) === from;
    return stepOf(compiled, from, to, row, isForward ? maskOfRow(row) : CONVERSE[maskOfRow(row)]!);
  });
}

/** Where containment is proven by more than two arcs: the nodes that each lie inside the next. */
function containments(compiled: Compiled, a: number, b: number, known: readonly Chain[]): Chain[] {
  const [part, whole] = compiled.up[a]!.to.includes(b) ? [a, b] : compiled.up[b]!.to.includes(a) ? [b, a] : [-1, -1];
  if (part === -1 || known.some(({ mask }) => mask.length > 0 && mask.every((name) => name === 'EQ' || name === (part === a ? 'PP' : 'PPi')))) return [];
  const way = [part, ...[...compiled.up[part]!.to].filter((node) => compiled.up[node]!.to.includes(whole)).sort((x, y) => compiled.up[y]!.to.length - compiled.up[x]!.to.length), whole];
  const path = part === a ? way : way.reverse();
  const steps = path.slice(1).map((node, at) => stepOf(compiled, path[at]!, node, rowsOfArc(compiled, path[at]!, node)[0] ?? null, maskOfPair(compiled, path[at]!, node)));
  return [chainOf(compiled, path, steps)];
}

/** A step of a chain, whose mask is read from left to right. */
export function stepOf({ nodes }: Compiled, from: number, to: number, row: AnyRow | null, mask: number): ChainStep & { readonly bits: number } {
  return { from: nodes.names[from]!, to: nodes.names[to]!, mask: relationNames(mask), row, bits: mask };
}

/** Steps one after the other along a path of nodes, and what they prove together. */
export function chainOf(compiled: Compiled, path: readonly number[], steps: readonly (ChainStep & { readonly bits?: number })[]): Chain {
  const mask = steps.reduce((known, { bits }) => COMPOSE[known * 32 + (bits ?? 31)]!, 1);
  const names = path.map((node) => shortName(compiled, node));
  const between = names.slice(1, -1);
  const word = provenWord(mask);
  const proves = { equal: 'ask the same', subset: 'the first lies inside the second', superset: 'the first holds the second', intersects: 'share a part, and neither holds the other', overlaps: 'certainly share something', disjoint: 'share nothing', unknown: 'may stand in several relations' }[word];
  return {
    steps: steps.map(({ from, to, mask: own, row }) => ({ from, to, mask: own, row })),
    mask: relationNames(mask),
    says: `${names[0]} and ${names[names.length - 1]}${between.length > 0 ? `, over ${listOf(between)}` : ''}: ${proves}.`,
  };
}
