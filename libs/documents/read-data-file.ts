import { readFile, stat } from 'node:fs/promises';
import type { Sheet } from '#libs/questionnaire/sheet.js';
import { readWorkbook, type WorkbookOptions } from './read-workbook.js';

/** A file of data: a JSON value, or the sheets of a workbook or CSV file; or why it is not read, with the way out. */
export type DataFile = { readonly json: unknown } | { readonly sheets: readonly Sheet[] } | { readonly refused: string };

const mostJson = 20 * 1024 * 1024;

/**
 * Opens a JSON, CSV or XLSX file by what its name says.
 * @throws the file system's error where the file cannot be opened
 */
export async function readDataFile(path: string, options: WorkbookOptions & { readonly name: string }): Promise<DataFile> {
  if (!/\.json$/i.test(options.name)) {
    const read = await readWorkbook(path, options);
    return read.ok ? { sheets: read.sheets } : { refused: read.refusal.message };
  }
  if ((await stat(path)).size > mostJson) return { refused: `The file is larger than ${mostJson / 1024 / 1024} MB. Split it.` };
  try {
    return { json: JSON.parse((await readFile(path, 'utf8')).replace(/^\uFEFF/, '')) };
  } catch (error) {
    return { refused: `The file is not JSON: ${error instanceof Error ? error.message : String(error)}. Export it again.` };
  }
}
