import type { CommonControl, Framework } from '#libs/crosswalk/catalog-types.js';
import { checkTree } from '../check-tree.js';
import { controlOf } from '../common-controls.js';
import { shapeOf } from '../control-shape.js';
import { requirementOf } from '../load-catalog.js';
import { HUB, type FileContent, type ImportOptions, type Place, type Said, type SaidEnd, type Say, type TableRow } from './import-types.js';
import type { Table } from './read-table.js';

/** Reads the tables of a file into trees, controls and relations, and checks what each table says by itself. */
export function readTables(tables: readonly Table[], options: ImportOptions, say: Say): FileContent {
  const rowsOf = (kind: Table['kind']): TableRow[] => tables.filter((table) => table.kind === kind).flatMap(({ rows }) => rows);
  const places = new Map<string, Place>();
  return {
    places, frameworks: readTrees(rowsOf('frameworks'), rowsOf('tree'), options, places, say),
    controls: readControls(rowsOf('controls'), places, say),
    said: [
      ...rowsOf('rows').map((row) => said(row, end(row, '', 'requirement', options.framework), { ...end(row, '', 'control', HUB), framework: HUB, version: '' })),
      ...rowsOf('direct').map((row) => said(row, end(row, 'from_', 'from', options.framework), end(row, 'to_', 'to', options.to))),
    ],
  };
}

function end(row: TableRow, prefix: string, id: string, framework: string | undefined): SaidEnd {
  const version = prefix === '' && row.get('version') ? 'version' : `${prefix || 'framework_'}version`;
  return {
    framework: row.get(`${prefix}framework`) || framework || '', version: row.get(version), id: row.get(id),
    fields: { framework: `${prefix}framework`, version: prefix === '' ? 'framework_version' : `${prefix}version`, id },
  };
}

function said(row: TableRow, from: SaidEnd, to: SaidEnd): Said {
  const { file, sheet, line } = row;
  return {
    file, sheet, line, from, to, relationship: row.get('relationship'), strength: row.get('strength'), rationale: row.get('rationale') || 'semantic', reason: row.get('reason'),
    origin: row.get('origin'), reviewed: !['', 'no'].includes(row.get('reviewed').toLowerCase()), inUnion: row.get('in_union').toLowerCase(),
  };
}

/** Trees by the framework that each row, the sheet of frameworks or the person names. */
function readTrees(described: readonly TableRow[], rows: readonly TableRow[], options: ImportOptions, places: Map<string, Place>, say: Say): Framework[] {
  const only = described.length === 1 ? described[0]!.get('id') : '';
  const groups = new Map<string, TableRow[]>();
  for (const row of rows) {
    const id = row.get('framework') || only || options.framework || '';
    if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(id)) say(row, 'framework', id ? `"${id}" is no id for a framework; use lower-case letters, digits and hyphens, such as acme-policy` : 'the row names no framework; add a column framework, or name it beside the file');
    groups.set(id, [...(groups.get(id) ?? []), row]);
  }
  return [...groups].map(([id, own]) => {
    places.set(id, own[0]!);
    checkTree(own, (row, column, message) => say(row, column, message));
    const told = described.find((row) => row.get('id') === id);
    const version = told?.get('version') || own.find((row) => row.get('version'))?.get('version') || own.find((row) => row.get('framework_version'))?.get('framework_version') || '1';
    return { id, name: told?.get('name') || own.find((row) => row.get('framework_name'))?.get('framework_name') || id, version, publisher: told?.get('publisher') || '', requirements: own.map((row) => requirementOf(row, row.get('text') || null)) };
  });
}

function readControls(rows: readonly TableRow[], places: Map<string, Place>, say: Say): CommonControl[] {
  return rows.map((row) => {
    const id = row.get('id');
    if (!/^[A-Z][A-Z0-9]*-[A-Z0-9]+$/.test(id)) say(row, 'id', `"${id}" is no id for a control; use capitals and a number, such as ACME-01`);
    const first = places.get(id);
    if (first) say(row, 'id', `the control ${id} stands in line ${first.line} already; keep one`);
    else places.set(id, row);
    for (const column of ['title', 'statement']) if (!row.get(column)) say(row, column, `${id}: the ${column} is empty`);
    shapeOf(row.get('parameters'), (message) => say(row, 'parameters', `${id}: ${message}`));
    const control = controlOf(row);
    return { ...control, domain: control.domain || id.split('-')[0]! };
  });
}
