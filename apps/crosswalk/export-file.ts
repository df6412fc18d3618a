import { csvOf } from '#libs/documents/write-csv.js';
import { writeSheets, type SheetTable } from '#libs/documents/write-sheet.js';
import type { Context } from '#libs/platform/context.js';
import type { ObjectStore } from '#libs/platform/object-store.js';
import { storeExport } from '#libs/platform/store-export.js';

const kinds = {
  csv: { ending: 'csv', type: 'text/csv; charset=utf-8' }, json: { ending: 'json', type: 'application/json' }, oscal: { ending: 'oscal.json', type: 'application/json' },
  pdf: { ending: 'pdf', type: 'application/pdf' }, xlsx: { ending: 'xlsx', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
} as const;

/** Stores a file that was made. @param name without its ending */
export const exportFile = (store: ObjectStore, context: Context, name: string, format: keyof typeof kinds, content: string | Buffer) =>
  storeExport(store, context, { name: `${name}.${kinds[format].ending}`, type: kinds[format].type, content });

/** Tables as the format wants them: CSV holds the first that has rows, a workbook one sheet each, with filters. */
export async function tablesAs(format: 'csv' | 'xlsx', tables: readonly SheetTable[]): Promise<string | Buffer> {
  return format === 'csv' ? csvOf((tables.find(({ rows }) => rows.length > 0) ?? tables[0]!).rows) : writeSheets(tables);
}
