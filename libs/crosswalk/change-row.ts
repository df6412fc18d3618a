import type { Catalog, MappingRow } from './catalog-types.js';
import { compile, coverOf } from './compile.js';
import { requirementName } from './compiled.js';
import type { Compiled, Links } from './compiled.js';
import { containmentReader, insideOf } from './containment.js';
import { pairReader } from './pair-masks.js';
import { ALL, CONVERSE } from './relation.js';
import { controlArcReader } from './state-arcs.js';
import { maskIn } from './find-contradictions.js';

/**
 * The same catalog with one mapping row more, or with the row of the same id replaced. `hash` names the new catalog.
 *
 * @throws CatalogFault as `compile` does
 */
export function withRow(compiled: Compiled, row: MappingRow, hash: string): Compiled {
  const old = compiled.catalog.rows.find(({ id }) => id === row.id);
  const rows = [...compiled.catalog.rows.filter(({ id }) => id !== row.id), row];
  return change(compiled, { ...compiled.catalog, hash, rows }, old ? [old, row] : [row]);
}

/** The same catalog without one mapping row; without a row of that id, only the hash is another. */
export function withoutRow(compiled: Compiled, rowId: string, hash: string): Compiled {
  const old = compiled.catalog.rows.find(({ id }) => id === rowId);
  return change(compiled, { ...compiled.catalog, hash, rows: compiled.catalog.rows.filter(({ id }) => id !== rowId) }, old ? [old] : []);
}

/** Anew from the start where the nodes or the rows set aside could be others; else only what the rows touch. */
function change(compiled: Compiled, catalog: Catalog, changed: readonly MappingRow[]): Compiled {
  const { nodes } = compiled;
  const nodesOf = (row: MappingRow): number | undefined => nodes.ofControl.get(row.control);
  const isNewNode = changed.some((row) => nodesOf(row) === undefined || !nodes.ofRequirement.has(requirementName(row.framework, row.requirement)));
  const leavesBound = changed.some((row) => row.control.includes('[') && !catalog.rows.some((other) => other.control === row.control));
  if (isNewNode || leavesBound || compiled.contradictions.length > 0) return compile(catalog);
  const rowsOf = [...compiled.rowsOf];
  const touched = new Set<number>();
  for (const row of changed) {
    const requirement = nodes.ofRequirement.get(requirementName(row.framework, row.requirement))!;
    rowsOf[requirement] = rowsOf[requirement]!.filter(({ id }) => id !== row.id);
    touched.add(requirement);
  }
  const added = changed[changed.length - 1];
  if (added && catalog.rows[catalog.rows.length - 1] === added) {
    const requirement = nodes.ofRequirement.get(requirementName(added.framework, added.requirement))!;
    rowsOf[requirement] = [...rowsOf[requirement]!, added];
  }
  for (const row of changed) for (const member of nodes.group[nodesOf(row)!]!) touched.add(member);
  const next = relink({ ...compiled, catalog, rowsOf, covers: changeCovers(compiled, catalog, rowsOf, touched) }, touched);
  return next ?? compile(catalog);
}

/** Null where a mask became empty: rows contradict now, and which to set aside is found by a full build. */
function relink(compiled: Compiled, touched: ReadonlySet<number>): Compiled | null {
  const { nodes } = compiled;
  const arcs = [...compiled.arcs];
  const readRows = controlArcReader(nodes);
  for (const requirement of touched) {
    if (requirement >= nodes.requirements) continue;
    const kept = arcs[requirement]!;
    const fresh = new Map<number, number>();
    for (let i = 0; i < kept.to.length; i++) if (kept.to[i]! < nodes.requirements) fresh.set(kept.to[i]!, kept.mask[i]!);
    readRows(compiled.rowsOf[requirement]!, (control, mask) => fresh.set(control, mask));
    arcs[requirement] = linksOf(fresh);
    for (const node of touched) {
      if (node >= nodes.requirements) arcs[node] = withLink(arcs[node]!, requirement, CONVERSE[fresh.get(node) ?? ALL]!);
    }
  }
  const read = pairReader(arcs);
  const pairs = [...compiled.pairs];
  const moved = new Set<number>(touched);
  for (const node of touched) {
    const before = pairs[node]!;
    const after = read(node);
    if (after.mask.includes(0)) return null;
    pairs[node] = after;
    for (const other of new Set([...before.to, ...after.to])) {
      if (touched.has(other)) continue;
      const mask = linkMask(after, other);
      if (linkMask(before, other) === mask) continue;
      pairs[other] = withLink(pairs[other]!, node, CONVERSE[mask]!);
      moved.add(other);
    }
  }
  return recontain(compiled, arcs, pairs, moved);
}

function recontain(compiled: Compiled, arcs: readonly Links[], pairs: readonly Links[], moved: ReadonlySet<number>): Compiled | null {
  const affected = new Set<number>();
  for (const node of moved) {
    if (sameLinks(insideOf(compiled.pairs[node]!), insideOf(pairs[node]!))) continue;
    affected.add(node);
    for (const part of compiled.down[node]!) affected.add(part);
  }
  if (affected.size === 0) return { ...compiled, arcs, pairs };
  const close = containmentReader((node) => insideOf(pairs[node]!), pairs.length);
  const up = [...compiled.up];
  const down = [...compiled.down];
  for (const node of affected) {
    const before = up[node]!;
    const after = close(node);
    for (let i = 0; i < after.to.length; i++) {
      if (after.to[i] === node || (after.mask[i]! & maskIn(pairs, node, after.to[i]!)) === 0) return null;
    }
    up[node] = after;
    for (const whole of before.to) if (!after.to.includes(whole)) down[whole] = down[whole]!.filter((part) => part !== node);
    for (const whole of after.to) if (!before.to.includes(whole)) down[whole] = Int32Array.from([...down[whole]!, node]);
  }
  return { ...compiled, arcs, pairs, up, down };
}

function changeCovers(compiled: Compiled, catalog: Catalog, rowsOf: Compiled['rowsOf'], touched: ReadonlySet<number>): Compiled['covers'] {
  const covers = compiled.covers.filter(({ node }) => !touched.has(node));
  for (const framework of catalog.frameworks) for (const requirement of framework.requirements) {
    if (requirement.exhausted !== 'yes') continue;
    const node = compiled.nodes.ofRequirement.get(requirementName(framework.id, requirement.id))!;
    const cover = touched.has(node) ? coverOf(compiled.nodes, requirement, node, rowsOf[node]!) : null;
    if (cover) covers.push(cover);
  }
  return covers;
}

function linksOf(masks: ReadonlyMap<number, number>): Links {
  return { to: Int32Array.from(masks.keys()), mask: Uint8Array.from(masks.values()) };
}

function withLink(links: Links, node: number, mask: number): Links {
  const at = links.to.indexOf(node);
  if (at === -1 && mask === ALL) return links;
  if (at !== -1 && mask !== ALL) {
    const masks = links.mask.slice();
    masks[at] = mask;
    return { to: links.to, mask: masks };
  }
  if (at === -1) return { to: Int32Array.from([...links.to, node]), mask: Uint8Array.from([...links.mask, mask]) };
  return { to: links.to.filter((_, i) => i !== at), mask: links.mask.filter((_, i) => i !== at) };
}

function linkMask({ to, mask }: Links, node: number): number {
  const at = to.indexOf(node);
  return at === -1 ? ALL : mask[at]!;
}

function sameLinks(a: Links, b: Links): boolean {
  return a.to.length === b.to.length && a.to.every((to, at) => linkMask(b, to) === a.mask[at]);
}
