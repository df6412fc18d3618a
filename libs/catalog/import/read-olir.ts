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
  const versions = { focal: told('focal_document_version') ?? '', reference: told('reference_document_version') ?? '' };
  return tables.filter(({ kind }) => kind === 'olir').flatMap(({ rows }) => rows).filter(isFilled).map((row): Said => {
    const { file, sheet, line } = row;
    return {
      file, sheet, line, relationship: row.get('relationship'), strength: strengthOf(row), rationale: row.get('rationale').toLowerCase() || 'semantic',
      from: end(row, focal, versions.focal, 'Focal Document'), to: end(row, reference, versions.reference, 'Reference Document'),
      reason: row.get('comments') || row.get('explanation'), origin: '', reviewed: false, inUnion: '',
    };
  });
}

/** The template lists every focal element; one without a relation stays blank beside its name. */
const isFilled = (row: TableRow): boolean => ['relationship', columnName('Reference Document Element')].some((column) => row.get(column) !== '');

/** The strength: left out or N/A where documents do not compare, and 0 where two elements are not related. */
function strengthOf(row: TableRow): string {
  const strength = row.get('strength_of_relationship');
  if (/^no/i.test(row.get('relationship')) && /^(0|n\/?a|)$/i.test(strength)) return '1';
  return /^(n\/?a|)$/i.test(strength) ? '5' : strength;
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
