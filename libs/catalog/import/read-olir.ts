import type { ImportOptions, Said, SaidEnd, TableRow } from './import-types.js';
import { columnName, type Grid, type Table } from './read-table.js';

/**
 * Reads the relationships of the NIST OLIR template (NIST IR 8278A): each row relates a focal document element to a
 * reference document element. The sheet of general information names both documents and their versions.
 */
export function readOlir(tables: readonly Table[], grids: readonly Grid[], options: ImportOptions): Said[] {
  const told = generalInformation(grids);
  const focal = options.framework ?? told('focal_document') ?? '';
  const reference = options.to ?? told('reference_document') ?? '';
  const versions = { focal: told('focal_document_version') ?? '', reference: told('reference_document_version') ?? told('reference_version') ?? '' };
  return tables.filter(({ kind }) => kind === 'olir').flatMap(({ rows }) => rows).map((row): Said => {
    const { file, sheet, line } = row;
    return {
      file, sheet, line, relationship: row.get('relationship'), strength: row.get('strength_of_relationship') || '5', rationale: row.get('rationale').toLowerCase() || 'semantic',
      from: end(row, focal, versions.focal, 'Focal Document'), to: end(row, reference, versions.reference, 'Reference Document'),
      reason: row.get('comments') || row.get('explanation'), origin: '', reviewed: false, inUnion: '',
    };
  });
}

function end(row: TableRow, framework: string, version: string, what: string): SaidEnd {
  const id = row.get(columnName(`${what} Element`));
  return { framework, version, id, fields: { framework: what, version: `${what} Version`, id: `${what} Element` } };
}

/** The value beside, or right of, a label anywhere in the sheets. */
function generalInformation(grids: readonly Grid[]): (label: string) => string | undefined {
  const values = new Map<string, string>();
  for (const { lines } of grids) for (const { cells } of lines.slice(0, 60)) cells.forEach((cell, at) => {
    const label = columnName(cell.split(':')[0]!);
    const inside = cell.includes(':') ? cell.slice(cell.indexOf(':') + 1).trim() : '';
    const value = inside || cells.slice(at + 1).find((next) => next.trim() !== '')?.trim();
    if (label && value && !values.has(label)) values.set(label, value);
  });
  return (label) => values.get(label);
}
