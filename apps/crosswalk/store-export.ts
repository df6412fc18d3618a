import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { writeSheets, type SheetTable } from '#libs/documents/write-sheet.js';
import type { Context } from '#libs/platform/context.js';
import type { ObjectStore } from '#libs/platform/object-store.js';

const types = {
  csv: 'text/csv; charset=utf-8', json: 'application/json', oscal: 'application/json', pdf: 'application/pdf', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
type Format = keyof typeof types;
const mostBytes = 50 * 1024 * 1024;

/** Puts a file that was made into the tenant's object store. @param name without its ending, for people */
export async function storeExport(store: ObjectStore, { tenant }: Context, name: string, format: Format, content: string | Buffer) {
  const { sha256 } = await store.put(tenant, Readable.from([Buffer.from(content as string)]), { maxBytes: mostBytes });
  const ending = format === 'oscal' ? 'oscal.json' : format;
  return { sha256, name: `${name}.${ending}`.replace(/[^\p{L}\p{N}. _-]+/gu, '-'), type: types[format] };
}

/** A table as CSV with a mark for spreadsheets. Cells that they would take for formulas get an apostrophe before them. */
function csvOf(rows: SheetTable['rows']): string {
  return stringify([...rows], { header: true, escape_formulas: true, bom: true });
}

/** Tables as the format wants them: CSV holds the first that has rows, a workbook one sheet each, with filters. */
export async function tablesAs(format: 'csv' | 'xlsx', tables: readonly SheetTable[]): Promise<string | Buffer> {
  return format === 'csv' ? csvOf((tables.find(({ rows }) => rows.length > 0) ?? tables[0]!).rows) : writeSheets(tables);
}
