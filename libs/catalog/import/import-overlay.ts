import type { Catalog } from '#libs/crosswalk/catalog-types.js';
import { compile } from '#libs/crosswalk/compile.js';
import type { Compiled } from '#libs/crosswalk/compiled.js';
import { mergeOverlay } from '#libs/crosswalk/merge-overlay.js';
import type { OverlayChange } from '#libs/crosswalk/overlay-types.js';
import { sayRow } from '#libs/crosswalk/say-row.js';
import { dropRepeats, isTreeOf } from './drop-repeats.js';
import type { FileContent, ImportOptions, ImportProblem, Place, Said, Say } from './import-types.js';
import { placeSaid } from './place-said.js';
import { isMappingCollection, readOscal } from './read-oscal.js';
import { readOlir } from './read-olir.js';
import { readTables } from './read-content.js';
import { tableOf, type Grid, type Table } from './read-table.js';

/** What is taken in: the grids of a CSV file or a workbook, a JSON value, or relations that a person typed. */
export type OpenedFile = { readonly name: string; readonly grids: readonly Grid[] } | { readonly name: string; readonly json: unknown } | { readonly name: string; readonly said: readonly Said[] };

/** What a tenant's data lie over. */
export interface Base {
  readonly shipped: Catalog;
  /** The changes in force, in their order. */
  readonly changes: readonly OverlayChange[];
}

export interface ImportReading {
  /** Empty where nothing is wrong. */
  readonly problems: readonly ImportProblem[];
  /** The change that the file makes, without what the catalog says already; null where anything is wrong, since nothing is taken by halves. */
  readonly change: OverlayChange | null;
  /** The catalog with the change over it; null as above. */
  readonly compiled: Compiled | null;
}

const nothing = 'a file needs a header with requirement, control, relationship and strength; or from, to and relationship; or id, parent and title; or id and statement; or the columns of the OLIR template';

/**
 * Reads a file into a change of a tenant's overlay and holds it against the catalog: ids and editions, words and bounds,
 * rows that stand twice, trees that go in circles, and rows that cannot all be true.
 */
export function importOverlay(file: OpenedFile, options: ImportOptions, base: Base): ImportReading {
  const problems: ImportProblem[] = [];
  const say: Say = ({ file: name, sheet, line }, field, message) => void problems.push({ file: name, sheet, line, field, message });
  const read = 'said' in file ? { frameworks: [], controls: [], said: file.said, places: new Map<string, Place>() } : 'json' in file ? readJson(file.name, file.json, options, say) : readGrids(file.name, file.grids, options, say);
  const { catalog } = mergeOverlay(base.shipped, base.changes, base.shipped.hash);
  const content = { ...read, frameworks: read.frameworks.filter((own) => !base.shipped.frameworks.some((one) => one.id === own.id && isTreeOf(own, one))) };
  checkNames(content, base.shipped, say);
  if (problems.length > 0 && content.said.length === 0) return { problems: inOrder(problems), change: null, compiled: null };
  const ownFrameworks = content.frameworks;
  const frameworks = [...catalog.frameworks.filter(({ id }) => !ownFrameworks.some((own) => own.id === id)), ...ownFrameworks];
  const controls = [...catalog.controls.filter(({ id }) => !content.controls.some((own) => own.id === id)), ...content.controls];
  const shippedIds = new Set(base.shipped.frameworks.map(({ id }) => id));
  const { rows, directRows, places } = placeSaid(content.said, frameworks, controls, new Set(frameworks.map(({ id }) => id).filter((id) => !shippedIds.has(id))), problems);
  if (problems.length > 0) return { problems: inOrder(problems), change: null, compiled: null };
  const change = dropRepeats({ frameworks: content.frameworks, controls: content.controls, rows, directRows, removed: [] }, base.shipped, catalog);
  if (rows.length + directRows.length + read.frameworks.length + content.controls.length === 0) {
    return { problems: [{ file: file.name, sheet: null, line: 1, field: 'file', message: `the file holds nothing to take in; ${nothing}` }], change: null, compiled: null };
  }
  const compiled = compile(mergeOverlay(base.shipped, [...base.changes, change], '').catalog);
  const contradictions = contradictionsOf(compiled, places, file.name);
  return contradictions.length > 0 ? { problems: inOrder(contradictions), change: null, compiled: null } : { problems: [], change, compiled };
}

function readJson(name: string, json: unknown, options: ImportOptions, say: Say): FileContent {
  const empty: FileContent = { frameworks: [], controls: [], said: [], places: new Map() };
  if (isMappingCollection(json)) return { ...empty, said: readOscal(name, json, options, say) };
  say({ file: name, sheet: null, line: 1 }, 'file', 'the JSON file is no OSCAL mapping collection; it begins with "mapping-collection"');
  return empty;
}

function readGrids(name: string, grids: readonly Grid[], options: ImportOptions, say: Say): FileContent {
  const tables = grids.map(tableOf).filter((table): table is Table => table !== null);
  if (tables.length === 0) say({ file: name, sheet: null, line: 1 }, 'header', `no line names columns that are known; ${nothing}`);
  const content = readTables(tables, options, say);
  return { ...content, said: [...content.said, ...readOlir(tables, grids, options)] };
}

/** Shipped frameworks and controls keep their names. */
function checkNames({ frameworks, controls, places }: FileContent, shipped: Catalog, say: Say): void {
  for (const { id } of frameworks) if (shipped.frameworks.some((one) => one.id === id)) say(places.get(id)!, 'framework', `${id} is a framework of the catalog, whose tree stands; give yours another id`);
  for (const { id } of controls) if (shipped.controls.some((one) => one.id === id)) say(places.get(id)!, 'id', `${id} is a common control of the catalog; give yours another id`);
}

/** Sets of rows that cannot all be true, each told at the rows of the file that take part, with the whole chain. */
function contradictionsOf(compiled: Compiled, places: ReadonlyMap<string, Place>, file: string): ImportProblem[] {
  const rows = new Map([...compiled.catalog.rows, ...compiled.catalog.directRows].map((row) => [row.id, row]));
  return compiled.contradictions.filter(({ rows: ids }) => ids.some((id) => places.has(id))).map(({ rows: ids }): ImportProblem => {
    const own = ids.filter((id) => places.has(id)).map((id) => places.get(id)!).sort((a, b) => a.line - b.line);
    const chain = ids.map((id) => `${sayRow(rows.get(id)!, compiled.catalog.frameworks)} (${places.has(id) ? `line ${places.get(id)!.line}` : rows.get(id)!.source.file})`);
    return { ...(own[0] ?? { file, sheet: null, line: 1 }), field: 'relationship', message: `these rows cannot all be true, mend one, or say overlaps where it is not certain: ${chain.join('; ')}` };
  });
}

function inOrder(problems: readonly ImportProblem[]): ImportProblem[] {
  return [...problems].sort((a, b) => ((a.sheet ?? '') === (b.sheet ?? '') ? a.line - b.line : (a.sheet ?? '') < (b.sheet ?? '') ? -1 : 1));
}
