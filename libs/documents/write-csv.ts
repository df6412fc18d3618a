import { stringify } from 'csv-stringify/sync';

/**
 * Rows as CSV by RFC 4180, with a mark for spreadsheets. A cell that they would take for a formula gets an apostrophe before it.
 * @param rows of cells, the header first, or by the heads of their columns, which are those of the first row
 */
export const csvOf = (rows: readonly (readonly string[] | Readonly<Record<string, string>>)[]): string =>
  stringify([...rows], { header: !Array.isArray(rows[0]), bom: true, escape_formulas: true, record_delimiter: 'windows' });
