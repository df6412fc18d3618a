import { requirementName } from './compiled.js';
import type { AnyRow, Compiled } from './compiled.js';
import { chainOf, stepOf } from './explain.js';
import type { ChainStep } from './explain.js';
import { controlNode } from './number-nodes.js';
import { CONVERSE } from './relation.js';
import { shortName } from './say-node.js';
import { boundMask, maskOfRow } from './state-arcs.js';

/** One side of a contradiction: what some rows, one after the other, prove. */
export interface ConflictChain {
  readonly says: string;
  readonly steps: readonly ChainStep[];
}

export interface ExplainedConflict {
  /** What the chains speak of, in words. */
  readonly between: readonly [string, string];
  readonly chains: readonly ConflictChain[];
}

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly mask: number;
  readonly row: AnyRow | null;
}

/**
 * Rows that cannot all be true as chains between the two ends of one of them: that row, what the others prove of the same
 * ends, and where there are rows on neither chain, those one by one.
 */
export function explainConflict(compiled: Compiled, rows: readonly AnyRow[]): ExplainedConflict | null {
  const edges = rows.map((row) => edgeOf(compiled, row));
  const ends = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
  const bounds = ends.flatMap((from) => ends.filter((to) => from < to && compiled.nodes.group[from]!.includes(to)).map((to): Edge => ({ from, to, mask: boundMask(compiled.nodes, from, to), row: null })));
  const all = [...edges, ...bounds];
  // the row whose ends the longest way around joins leaves the fewest rows over
  const ways = edges.map((edge) => ({ edge, way: wayAround(all, edge) })).filter(({ way }) => way !== null) as { edge: Edge; way: Edge[] }[];
  const best = ways.reduce<(typeof ways)[number] | null>((known, one) => (known === null || one.way.length > known.way.length ? one : known), null);
  if (best === null) return null;
  const { edge, way } = best;
  const rest = edges.filter((one) => one !== edge && !way.some(({ row }) => row === one.row));
  const name = (node: number): string => shortName(compiled, node);
  return { between: [name(edge.from), name(edge.to)], chains: [[edge], way, ...rest.map((one) => [one])].map((steps) => sayChain(compiled, steps)) };
}

/** The shortest way from one end of an edge to the other that does not use it; edges are turned into its direction. */
function wayAround(edges: readonly Edge[], edge: Edge): Edge[] | null {
  const cameBy = new Map<number, Edge | null>([[edge.from, null]]);
  const queue = [edge.from];
  for (let at = 0; at < queue.length && !cameBy.has(edge.to); at++) {
    for (const next of edges.filter((one) => one !== edge).flatMap((one) => [one, turned(one)]).filter(({ from }) => from === queue[at])) {
      if (cameBy.has(next.to)) continue;
      cameBy.set(next.to, next);
      queue.push(next.to);
    }
  }
  if (!cameBy.has(edge.to)) return null;
  const way: Edge[] = [];
  for (let step = cameBy.get(edge.to) ?? null; step !== null; step = cameBy.get(step.from) ?? null) way.unshift(step);
  return way;
}

const turned = ({ from, to, mask, row }: Edge): Edge => ({ from: to, to: from, mask: CONVERSE[mask]!, row });

function sayChain(compiled: Compiled, edges: readonly Edge[]): ConflictChain {
  const { says, steps } = chainOf(compiled, [edges[0]!.from, ...edges.map(({ to }) => to)], edges.map(({ from, to, row, mask }) => stepOf(compiled, from, to, row, mask)));
  return { says, steps };
}

function edgeOf({ nodes }: Compiled, row: AnyRow): Edge {
  const requirement = (framework: string, id: string): number => nodes.ofRequirement.get(requirementName(framework, id))!;
  if (!('control' in row)) return { from: requirement(row.from.framework, row.from.id), to: requirement(row.to.framework, row.to.id), mask: maskOfRow(row), row };
  return { from: requirement(row.framework, row.requirement), to: controlNode(nodes, row.control), mask: maskOfRow(row), row };
}
