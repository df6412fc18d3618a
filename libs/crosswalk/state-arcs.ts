import { canonicalControl } from './bound.js';
import type { DirectRow, MappingRow } from './catalog-types.js';
import { CatalogFault } from './catalog-fault.js';
import { requirementName } from './compiled.js';
import type { AnyRow, Links, Nodes } from './compiled.js';
import { arcGatherer } from './gather-arcs.js';
import { readRowControl } from './number-nodes.js';
import { ALL, COMPOSE, CONVERSE, EQ, MASK_OF_WORD, NOT_DISJOINT } from './relation.js';

/** Looks up the control node of a row; remembers each text, since rows share them. */
export function controlFinder(nodes: Nodes): (row: MappingRow) => number {
  const known = new Map<string, number>(nodes.ofControl);
  return (row) => {
    let node = known.get(row.control);
    if (node === undefined) {
      readRowControl(row, (id) => nodes.ofControl.has(id));
      node = nodes.ofControl.get(canonicalControl(row.control)) ?? -1;
      known.set(row.control, node);
    }
    return node;
  };
}

/** The node of a requirement that a row names. @throws CatalogFault */
export function requirementNode(nodes: Nodes, framework: string, id: string, row: AnyRow): number {
  const node = nodes.ofRequirement.get(requirementName(framework, id));
  if (node === undefined) {
    throw new CatalogFault('catalog.unknown', `there is no requirement ${id} in ${framework}; correct the id`, row.source);
  }
  return node;
}

/** What a row states. `intersects` is strict only once it was reviewed: most authors use the word loosely. */
export function maskOfRow(row: AnyRow): number {
  return row.relationship === 'intersects' && !row.reviewed ? NOT_DISJOINT : MASK_OF_WORD[row.relationship];
}

/** Mask from one node of a control to another of the same control. */
export function boundMask(nodes: Nodes, from: number, to: number): number {
  return nodes.boundMasks[from]![nodes.group[from]!.indexOf(to)]!;
}

/**
 * The arcs of one requirement to controls: its rows, intersected per control, and what they say of the other bounds of
 * that control, so that a step between bounds never counts as a hop. A mask may be empty: then the rows contradict.
 *
 * @returns a function of a requirement's rows; it keeps one scratch row of `size` bytes between calls
 */
export function controlArcReader(nodes: Nodes): (rows: readonly MappingRow[], emit: (to: number, mask: number) => void) => void {
  const controlOf = controlFinder(nodes);
  const stated = new Uint8Array(nodes.size).fill(ALL);
  const named: number[] = [];
  const emitGroup = (members: readonly number[], emit: (to: number, mask: number) => void): void => {
    const tight: number[] = members.map(() => ALL);
    for (const over of members) {
      const first = stated[over]!;
      if (first === ALL) continue;
      const steps = nodes.boundMasks[over]!;
      for (let at = 0; at < tight.length; at++) tight[at]! &= COMPOSE[first * 32 + steps[at]!]!;
    }
    for (let at = 0; at < tight.length; at++) {
      stated[members[at]!] = ALL;
      if (tight[at] !== ALL) emit(members[at]!, tight[at]!);
    }
  };
  return (rows, emit) => {
    named.length = 0;
    for (const row of rows) {
      const node = controlOf(row);
      if (stated[node] === ALL) named.push(node);
      stated[node]! &= maskOfRow(row);
    }
    for (const node of named) {
      const mask = stated[node]!;
      if (mask === ALL) continue; // told with another bound of its control
      const members = nodes.group[node]!;
      if (members.length > 1) emitGroup(members, emit);
      else {
        stated[node] = ALL;
        emit(node, mask);
      }
    }
  };
}

/** Every stated arc of the catalog, both ways, per node. */
export function stateArcs(nodes: Nodes, rowsOf: readonly (readonly MappingRow[])[], directRows: readonly DirectRow[]): Links[] {
  const { put, lists } = arcGatherer(nodes.size);
  const read = controlArcReader(nodes);
  let requirement = 0;
  const putControl = (control: number, mask: number): void => put(requirement, control, mask);
  for (; requirement < nodes.requirements; requirement++) if (rowsOf[requirement]!.length > 0) read(rowsOf[requirement]!, putControl);
  for (let node = nodes.requirements; node < nodes.size; node++) {
    const members = nodes.group[node]!;
    if (members.length > 1) for (const other of members) if (other > node) put(node, other, boundMask(nodes, node, other));
  }
  for (const [a, b, mask] of directArcs(nodes, directRows)) put(a, b, mask);
  return lists();
}

/** The direct rows between requirements, intersected per pair, the lower node first. */
export function directArcs(nodes: Nodes, rows: readonly DirectRow[]): [number, number, number][] {
  const pairs = new Map<number, number>();
  for (const row of rows) {
    const a = requirementNode(nodes, row.from.framework, row.from.id, row);
    const b = requirementNode(nodes, row.to.framework, row.to.id, row);
    const key = Math.min(a, b) * nodes.size + Math.max(a, b);
    const mask = a === b ? EQ & maskOfRow(row) : a < b ? maskOfRow(row) : CONVERSE[maskOfRow(row)]!;
    pairs.set(key, (pairs.get(key) ?? ALL) & mask);
  }
  return [...pairs].map(([key, mask]) => [Math.floor(key / nodes.size), key % nodes.size, mask]);
}
