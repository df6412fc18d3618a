import { bareControl } from './bound.js';
import { requirementName } from './compiled.js';
import type { AnyRow, Compiled, Contradiction, Links, Nodes } from './compiled.js';
import { isConsistent, minimalConflict } from './path-consistency.js';
import type { Arc } from './path-consistency.js';
import { ALL, CONVERSE } from './relation.js';
import { boundMask, controlFinder, maskOfRow, requirementNode } from './state-arcs.js';
import { insideOf } from './containment.js';

type Graph = Pick<Compiled, 'nodes' | 'arcs' | 'pairs' | 'up' | 'rowsOf' | 'directRowsOf'>;

/**
 * Disjoint minimal sets of rows that cannot all be true, one for each pair of nodes whose mask came out empty, unless a
 * set that was found before explains it. Each is found by dropping rows in the order of their ids.
 */
export function findContradictions(graph: Graph): Contradiction[] {
  const aside = new Set<string>();
  const found: Contradiction[] = [];
  for (const [from, to] of emptyPairs(graph)) {
    const rows = [...rowsBehind(graph, from, to)].filter((row) => !aside.has(row.id));
    const core = minimalRows(graph.nodes, rows);
    if (core.length === 0) continue;
    for (const row of core) aside.add(row.id);
    found.push({ rows: core.map((row) => row.id) });
  }
  return found;
}

/** One minimal set among these rows, sorted by id; empty where they can all be true. */
export function minimalRows(nodes: Nodes, rows: readonly AnyRow[]): readonly AnyRow[] {
  const sorted = [...new Set(rows)].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const controlOf = controlFinder(nodes);
  const ends = new Map(sorted.map((row) => [row, endsOf(nodes, row, controlOf)]));
  return minimalConflict(sorted, (some) => {
    const local = new Map<number, number>();
    const at = (node: number): number => {
      if (!local.has(node)) local.set(node, local.size);
      return local.get(node)!;
    };
    const arcs: Arc[] = some.map((row) => ({ from: at(ends.get(row)![0]), to: at(ends.get(row)![1]), mask: maskOfRow(row) }));
    const named = [...local.keys()];
    for (const a of named) for (const b of nodes.group[a]!) {
      if (a < b && local.has(b)) arcs.push({ from: at(a), to: at(b), mask: boundMask(nodes, a, b) });
    }
    return isConsistent(local.size, arcs);
  });
}

function endsOf(nodes: Nodes, row: AnyRow, controlOf: ReturnType<typeof controlFinder>): [number, number] {
  if ('control' in row) return [requirementNode(nodes, row.framework, row.requirement, row), controlOf(row)];
  return [requirementNode(nodes, row.from.framework, row.from.id, row), requirementNode(nodes, row.to.framework, row.to.id, row)];
}

/** Pairs that cannot stand in any relation: stated ones first, then by two arcs, then by containment. In the order of the nodes, which the order of rows does not touch. */
function emptyPairs({ arcs, pairs, up }: Graph): [number, number][] {
  const found: [number, number][] = [];
  const gather = (lists: readonly Links[], holds: (node: number, links: Links, at: number) => boolean): void => {
    const here: [number, number][] = [];
    for (let node = 0; node < lists.length; node++) {
      const links = lists[node]!;
      for (let at = 0; at < links.to.length; at++) if (holds(node, links, at)) here.push([node, links.to[at]!]);
    }
    found.push(...here.sort((a, b) => a[0] - b[0] || a[1] - b[1]));
  };
  for (const lists of [arcs, pairs]) if (lists.some(({ mask }) => mask.includes(0))) gather(lists, (_, { mask }, at) => mask[at] === 0);
  gather(up, (node, { to, mask }, at) => mask[at] === 0 || to[at] === node || (mask[at]! & maskIn(pairs, node, to[at]!)) === 0);
  return found;
}

/** Every row that lies on a path by which the mask of a pair came about. */
function rowsBehind(graph: Graph, from: number, to: number): Set<AnyRow> {
  const rows = new Set<AnyRow>();
  rowsOfTwoArcs(graph, from, to, rows);
  const above = from === to ? [...graph.up[from]!.to] : [...graph.up[from]!.to].filter((middle) => middle === to || contains(graph.up[middle]!, to));
  const chain = [from, ...above];
  for (const node of chain) {
    const inside = insideOf(graph.pairs[node]!).to;
    for (const next of chain) if (inside.includes(next)) rowsOfTwoArcs(graph, node, next, rows);
  }
  return rows;
}

function rowsOfTwoArcs(graph: Graph, from: number, to: number, rows: Set<AnyRow>): void {
  for (const row of rowsOfArc(graph, from, to)) rows.add(row);
  for (const middle of graph.arcs[from]!.to) {
    if (middle !== to && !contains(graph.arcs[to]!, middle)) continue;
    for (const row of rowsOfArc(graph, from, middle)) rows.add(row);
    for (const row of rowsOfArc(graph, middle, to)) rows.add(row);
  }
}

/** The rows that state an arc, or that state it of another bound of the same control. */
export function rowsOfArc({ nodes, rowsOf, directRowsOf }: Pick<Compiled, 'nodes' | 'rowsOf' | 'directRowsOf'>, from: number, to: number): AnyRow[] {
  if (from < nodes.requirements && to < nodes.requirements) {
    const [one, two] = [nodes.names[from], nodes.names[to]];
    return directRowsOf[from]!.filter((row) => {
      const ends = [requirementName(row.from.framework, row.from.id), requirementName(row.to.framework, row.to.id)];
      return (ends[0] === one && ends[1] === two) || (ends[0] === two && ends[1] === one);
    });
  }
  const [requirement, control] = from < nodes.requirements ? [from, to] : [to, from];
  if (requirement >= nodes.requirements) return [];
  const bare = nodes.names[nodes.group[control]![0]!]!;
  return rowsOf[requirement]!.filter((row) => row.control === bare || bareControl(row.control) === bare);
}

function contains({ to }: Links, node: number): boolean {
  return to.includes(node);
}

/** The mask of a pair in a list of pairs, read from either end; all five where nothing is known. */
export function maskIn(pairs: readonly Links[], from: number, to: number): number {
  const flip = pairs[from]!.to.length > pairs[to]!.to.length;
  const { to: ends, mask } = pairs[flip ? to : from]!;
  const at = ends.indexOf(flip ? from : to);
  if (at === -1) return ALL;
  return flip ? CONVERSE[mask[at]!]! : mask[at]!;
}
