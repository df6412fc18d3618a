import type { Bound } from './bound.js';
import type { Catalog, DirectRow, MappingRow } from './catalog-types.js';

/** The nodes of a catalog by number: requirements first, then common controls, then bounded controls. */
export interface Nodes {
  readonly size: number;
  readonly requirements: number;
  /** `framework:id` of a requirement, or the canonical text of a control. */
  readonly names: readonly string[];
  /** By `framework:id`. */
  readonly ofRequirement: ReadonlyMap<string, number>;
  /** By canonical text. */
  readonly ofControl: ReadonlyMap<string, number>;
  /** Of a control node: the nodes of the same control, the bare one first. Of a requirement: none. */
  readonly group: readonly (readonly number[])[];
  /** Of a control node: its bounds. */
  readonly bounds: readonly (readonly Bound[])[];
  /** Of a control node: the mask from it to each node of its group, in the order of the group. */
  readonly boundMasks: readonly Uint8Array[];
  /** 1 where a requirement is principle-based: controls alone never prove it. */
  readonly judgement: Uint8Array;
}

/** Some nodes, and the mask from the owner of the list to each. */
export interface Links {
  readonly to: Int32Array;
  readonly mask: Uint8Array;
}

/** A requirement that lies inside the union of other nodes. */
export interface Cover {
  readonly node: number;
  readonly links: Int32Array;
}

/** Rows that cannot all be true. They are set aside until one of them is mended. */
export interface Contradiction {
  /** Ids of mapping and direct rows, sorted; without any one of them the others can all be true. */
  readonly rows: readonly string[];
}

export type AnyRow = MappingRow | DirectRow;

/** A catalog made ready for questions. Values of it are never changed; a change makes a new one that shares most of it. */
export interface Compiled {
  readonly catalog: Catalog;
  readonly nodes: Nodes;
  /** What the rows state, with the order of bounds closed beforehand: per node, its neighbours. */
  readonly arcs: readonly Links[];
  /** What two arcs or one prove: per node, every node of which anything is known. */
  readonly pairs: readonly Links[];
  /** Per node: the nodes that it lies inside, closed transitively. */
  readonly up: readonly Links[];
  /** Per node: the nodes inside it; the converse of `up`. */
  readonly down: readonly Int32Array[];
  readonly covers: readonly Cover[];
  /** Per requirement: the rows that count. */
  readonly rowsOf: readonly (readonly MappingRow[])[];
  readonly directRowsOf: readonly (readonly DirectRow[])[];
  readonly contradictions: readonly Contradiction[];
}

export const requirementName = (framework: string, id: string): string => `${framework}:${id}`;
