import { BoundFault, canonicalControl, formatBoundedControl, parseBoundedControl } from './bound.js';
import type { Bound, BoundedControl } from './bound.js';
import type { Catalog, MappingRow } from './catalog-types.js';
import { CatalogFault } from './catalog-fault.js';
import { maskOfBounds } from './parameter.js';
import { requirementName } from './compiled.js';
import { EQ } from './relation.js';
import type { Nodes } from './compiled.js';

const NO_MEMBERS: number[] = [];
const NO_BOUNDS: readonly Bound[] = [];
const NO_MASKS = new Uint8Array(0);
const ITSELF = Uint8Array.of(EQ);

/**
 * Gives every requirement, common control and bounded control of a catalog a number. The order of mapping rows does not
 * matter.
 *
 * @throws CatalogFault on an id that occurs twice, a control that is not there, or a bound that it cannot have
 */
export function numberNodes(catalog: Catalog): Nodes {
  const names: string[] = [];
  const ofRequirement = new Map<string, number>();
  for (const framework of catalog.frameworks) for (const requirement of framework.requirements) {
    put(ofRequirement, names, requirementName(framework.id, requirement.id), 'requirement');
  }
  const judgement = new Uint8Array(names.length);
  for (const framework of catalog.frameworks) for (const requirement of framework.requirements) {
    if (requirement.exhausted === 'judgement') judgement[ofRequirement.get(requirementName(framework.id, requirement.id))!] = 1;
  }
  const requirements = names.length;
  const ofControl = new Map<string, number>();
  const group: number[][] = names.map(() => NO_MEMBERS);
  const bounds: (readonly Bound[])[] = names.map(() => NO_BOUNDS);
  for (const control of catalog.controls) {
    const node = put(ofControl, names, control.id, 'common control');
    group.push([node]);
    bounds.push(NO_BOUNDS);
  }
  for (const { control, bounds: asked } of boundedControls(catalog.rows, ofControl)) {
    const node = put(ofControl, names, formatBoundedControl({ control, bounds: asked }), 'bounded control');
    const members = group[ofControl.get(control)!]!;
    members.push(node);
    group.push(members);
    bounds.push(asked);
  }
  const boundMasks = group.map((members, node) => (members.length === 0 ? NO_MASKS : members.length === 1 ? ITSELF : Uint8Array.from(members, (other) => maskOfBounds(bounds[node]!, bounds[other]!))));
  return { size: names.length, requirements, names, ofRequirement, ofControl, group, bounds, boundMasks, judgement };
}

/** The control of a mapping row, read and known, or a fault that names the row. */
export function readRowControl(row: MappingRow, isControl: (id: string) => boolean): BoundedControl {
  const read = readControl(row);
  if (!isControl(read.control)) {
    throw new CatalogFault('catalog.unknown', `there is no common control ${read.control}; correct the id or add the control`, row.source);
  }
  return read;
}

function readControl(row: MappingRow): BoundedControl {
  if (!row.control.includes('[')) return { control: row.control.trim(), bounds: [] };
  try {
    return parseBoundedControl(row.control);
  } catch (fault) {
    if (fault instanceof BoundFault) throw new CatalogFault('catalog.bound', fault.message, row.source);
    throw fault;
  }
}

function boundedControls(rows: readonly MappingRow[], controls: ReadonlyMap<string, number>): BoundedControl[] {
  const found = new Map<string, BoundedControl>();
  const seen = new Set<string>();
  for (const row of rows) {
    if (seen.has(row.control)) continue;
    seen.add(row.control);
    const read = readRowControl(row, (id) => controls.has(id));
    if (read.bounds.length > 0) found.set(formatBoundedControl(read), read);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, read]) => read);
}

function put(index: Map<string, number>, names: string[], name: string, what: string): number {
  if (index.has(name)) throw new CatalogFault('catalog.duplicate', `the ${what} ${name} occurs twice; keep one`);
  index.set(name, names.length);
  return names.push(name) - 1;
}

/** The node of a control that a row names, however its bounds are written. The control has to be in the catalog. @throws BoundFault */
export function controlNode({ ofControl }: Pick<Nodes, 'ofControl'>, text: string): number {
  return ofControl.get(text) ?? ofControl.get(canonicalControl(text))!;
}
