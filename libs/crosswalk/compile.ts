import { canonicalControl, parseBoundedControl } from './bound.js';
import { isAsStrict } from './parameter.js';
import type { Catalog, DirectRow, MappingRow, Requirement } from './catalog-types.js';
import { requirementName } from './compiled.js';
import type { Compiled, Contradiction, Cover, Nodes } from './compiled.js';
import { containmentReader, converseLists, insideOf } from './containment.js';
import { findContradictions } from './find-contradictions.js';
import { numberNodes } from './number-nodes.js';
import { pairReader } from './pair-masks.js';
import { requirementNode, stateArcs } from './state-arcs.js';

/**
 * Makes a catalog ready for questions: the masks of all pairs over two arcs, containment closed transitively, and the
 * joint covers that hold. Rows that cannot all be true are set aside, minimal sets of them reported, and the rest goes on.
 * The order of rows does not matter.
 *
 * @throws CatalogFault on ids that occur twice or are not there, and on bounds that cannot be read
 */
export function compile(catalog: Catalog): Compiled {
  const nodes = numberNodes(catalog);
  const contradictions: Contradiction[] = [];
  const aside = new Set<string>();
  for (;;) {
    const compiled = link(catalog, nodes, aside, contradictions);
    const found = findContradictions(compiled);
    if (found.length === 0) return compiled;
    for (const { rows } of found) for (const row of rows) aside.add(row);
    contradictions.push(...found);
  }
}

function link(catalog: Catalog, nodes: Nodes, aside: ReadonlySet<string>, contradictions: readonly Contradiction[]): Compiled {
  const rows = aside.size === 0 ? catalog.rows : catalog.rows.filter((row) => !aside.has(row.id));
  const directRows = aside.size === 0 ? catalog.directRows : catalog.directRows.filter((row) => !aside.has(row.id));
  const rowsOf = rowsByRequirement(nodes, rows);
  const arcs = stateArcs(nodes, rowsOf, directRows);
  const read = pairReader(arcs);
  const pairs = arcs.map((_, node) => read(node));
  const inside = pairs.map(insideOf);
  const close = containmentReader((node) => inside[node]!, nodes.size);
  const up = inside.map((_, node) => close(node));
  return {
    catalog, nodes, arcs, pairs, up, down: converseLists(up), covers: findCovers(catalog, nodes, rowsOf), rowsOf,
    directRowsOf: directRowsByRequirement(nodes, directRows), contradictions: [...contradictions],
  };
}

function rowsByRequirement(nodes: Nodes, rows: readonly MappingRow[]): MappingRow[][] {
  const lists: MappingRow[][] = Array.from({ length: nodes.requirements }, () => []);
  // rows of one requirement mostly stand together
  let node = -1;
  let last: MappingRow | undefined;
  for (const row of rows) {
    if (row.requirement !== last?.requirement || row.framework !== last.framework) node = requirementNode(nodes, row.framework, row.requirement, row);
    last = row;
    lists[node]!.push(row);
  }
  return lists;
}

function directRowsByRequirement(nodes: Nodes, rows: readonly DirectRow[]): DirectRow[][] {
  const lists: DirectRow[][] = Array.from({ length: nodes.requirements }, () => []);
  for (const row of rows) {
    const from = requirementNode(nodes, row.from.framework, row.from.id, row);
    const to = requirementNode(nodes, row.to.framework, row.to.id, row);
    lists[from]!.push(row);
    if (to !== from) lists[to]!.push(row);
  }
  return lists;
}

function findCovers(catalog: Catalog, nodes: Nodes, rowsOf: readonly (readonly MappingRow[])[]): Cover[] {
  const covers: Cover[] = [];
  for (const framework of catalog.frameworks) for (const requirement of framework.requirements) {
    if (requirement.exhausted !== 'yes') continue;
    const node = nodes.ofRequirement.get(requirementName(framework.id, requirement.id))!;
    const cover = coverOf(nodes, requirement, node, rowsOf[node]!);
    if (cover) covers.push(cover);
  }
  return covers;
}

/**
 * The joint cover of an exhausted requirement: its named controls, each with a reviewed row behind it that asks at least
 * what was named. Null where a row was removed or loosened since, and where none is named: then nobody has said that it is
 * exhausted.
 */
export function coverOf(nodes: Nodes, requirement: Requirement, node: number, rows: readonly MappingRow[]): Cover | null {
  if (requirement.exhausted !== 'yes' || requirement.union.length === 0) return null;
  const mapped = new Set(rows.filter((row) => row.reviewed && row.relationship !== 'disjoint').map((row) => canonicalControl(row.control)));
  const links: number[] = [];
  for (const text of requirement.union) {
    const named = canonicalControl(text);
    const link = mapped.has(named) ? named : [...mapped].filter((control) => isNoLooser(control, named)).sort()[0];
    if (link === undefined) return null;
    links.push(nodes.ofControl.get(link)!);
  }
  return { node, links: Int32Array.from(links) };
}

function isNoLooser(text: string, named: string): boolean {
  const [row, need] = [parseBoundedControl(text), parseBoundedControl(named)];
  return row.control === need.control && need.bounds.every((bound) => row.bounds.some((own) => isAsStrict(own, bound)));
}
