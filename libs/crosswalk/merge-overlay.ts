import type { Catalog, CommonControl, DirectRow, Framework, Requirement } from './catalog-types.js';
import { parseBoundedControl } from './bound.js';
import { requirementName } from './compiled.js';
import type { OverlayChange, OverlayRow, Stranded } from './overlay-types.js';
import { directKey, rowKey } from './row-key.js';

export interface Merged {
  readonly catalog: Catalog;
  /** Pieces of the overlay that the catalog has no place for any more. */
  readonly stranded: readonly Stranded[];
}

/**
 * A tenant's changes laid over a shipped catalog, in their order. What speaks of a requirement or a control that the
 * catalog does not have (any more) is left out and told; the rest goes on.
 *
 * @param hash names the merged catalog
 */
export function mergeOverlay(shipped: Catalog, changes: readonly OverlayChange[], hash: string): Merged {
  const stranded: Stranded[] = [];
  const pieces = gather(changes);
  const frameworks = [...shipped.frameworks, ...ownOf(pieces.frameworks, shipped.frameworks, 'framework', stranded)];
  const controls = [...shipped.controls, ...ownOf(pieces.controls, shipped.controls, 'control', stranded)];
  const requirementNames = new Set(frameworks.flatMap(({ id, requirements }) => requirements.map((one) => requirementName(id, one.id))));
  const controlIds = new Set(controls.map(({ id }) => id));
  const rows = [...pieces.rows.values()].filter((row) => {
    const says = !requirementNames.has(requirementName(row.framework, row.requirement)) ? `There is no requirement ${row.requirement} in ${row.framework} any more.`
      : !controlIds.has(parseBoundedControl(row.control).control) ? `There is no common control ${row.control} any more.` : null;
    if (says) stranded.push({ kind: 'row', id: row.id, says });
    return says === null;
  });
  const directRows = [...pieces.directRows.values()].filter((row) => {
    const gone = [row.from, row.to].find(({ framework, id }) => !requirementNames.has(requirementName(framework, id)));
    if (gone) stranded.push({ kind: 'direct-row', id: row.id, says: `There is no requirement ${gone.id} in ${gone.framework} any more.` });
    return gone === undefined;
  });
  const outweighed = new Set([...rows.map(rowKey), ...directRows.map(directKey), ...pieces.removed]);
  const kept = outweighed.size === 0 ? shipped : {
    rows: shipped.rows.filter((row) => !outweighed.has(rowKey(row))), directRows: shipped.directRows.filter((row) => !outweighed.has(directKey(row))),
  };
  const own = new Set(pieces.frameworks.keys());
  return {
    catalog: {
      hash, controls, frameworks: frameworks.map((framework) => (own.has(framework.id) ? withUnions(framework, rows) : framework)),
      rows: [...kept.rows, ...rows], directRows: [...kept.directRows, ...directRows],
    },
    stranded,
  };
}

interface Pieces {
  readonly frameworks: Map<string, Framework>;
  readonly controls: Map<string, CommonControl>;
  /** By row key. */
  readonly rows: Map<string, OverlayRow>;
  readonly directRows: Map<string, DirectRow>;
  readonly removed: Set<string>;
}

/** The changes one after the other: of the same piece the last one stands, and a row that comes back is no longer removed. */
function gather(changes: readonly OverlayChange[]): Pieces {
  const pieces: Pieces = { frameworks: new Map(), controls: new Map(), rows: new Map(), directRows: new Map(), removed: new Set() };
  const put = <T>(into: Map<string, T>, key: string, value: T): void => {
    into.set(key, value);
    pieces.removed.delete(key);
  };
  for (const change of changes) {
    for (const framework of change.frameworks) put(pieces.frameworks, framework.id, framework);
    for (const control of change.controls) put(pieces.controls, control.id, control);
    for (const row of change.rows) put(pieces.rows, rowKey(row), row);
    for (const row of change.directRows) put(pieces.directRows, directKey(row), row);
    for (const key of change.removed) {
      pieces.rows.delete(key);
      pieces.directRows.delete(key);
      pieces.removed.add(key);
    }
  }
  return pieces;
}

function ownOf<T extends { readonly id: string }>(own: ReadonlyMap<string, T>, shipped: readonly T[], kind: 'framework' | 'control', stranded: Stranded[]): T[] {
  const taken = new Set(shipped.map(({ id }) => id));
  return [...own.values()].filter(({ id }) => {
    if (taken.has(id)) stranded.push({ kind, id, says: `The catalog has a ${kind} ${id} of its own now, which counts instead.` });
    return !taken.has(id);
  });
}

function withUnions(framework: Framework, rows: readonly OverlayRow[]): Framework {
  const unions = new Map<string, string[]>();
  for (const row of rows) if (row.framework === framework.id && row.inUnion) unions.set(row.requirement, [...(unions.get(row.requirement) ?? []), row.control]);
  return { ...framework, requirements: framework.requirements.map((one): Requirement => ({ ...one, union: unions.get(one.id) ?? [] })) };
}
