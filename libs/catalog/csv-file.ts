import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** One row of a data file with the line it begins on, the header being line 1. */
export interface CsvRow {
  readonly line: number;
  readonly get: (column: string) => string;
}

/**
 * Reads a CSV file of the catalog (RFC 4180 with a header line).
 * @throws Error that names file and line where it cannot be parsed, and the columns that are missing
 */
export function readCsv(path: string, columns: readonly string[]): readonly CsvRow[] {
  let rows: { record: Record<string, string>; info: { lines: number } }[];
  try {
    rows = parse(readFileSync(path, 'utf8'), { columns: true, bom: true, info: true, skip_empty_lines: true });
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : 'cannot be read'}`);
  }
  const missing = columns.filter((column) => rows[0] && !Object.hasOwn(rows[0].record, column));
  if (missing.length) throw new Error(`${path}:1: the header lacks ${missing.join(', ')}`);
  return rows.map(({ record, info }) => ({ line: info.lines, get: (column) => (record[column] ?? '').trim() }));
}
