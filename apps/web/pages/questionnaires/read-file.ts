import { readFile } from 'node:fs/promises';
import { sha256 } from '#libs/platform/digests.js';
import type { ObjectStore } from '#libs/platform/object-store.js';
import { findColumns, type ColumnField } from '#libs/questionnaire/find-columns.js';
import { importColumns } from '#libs/questionnaire/import-columns.js';
import { importOscal } from '#libs/questionnaire/import-oscal.js';
import { ImportFault, type Imported } from '#libs/questionnaire/import-report.js';
import { importVsaq } from '#libs/questionnaire/import-vsaq.js';
import { columnLetters, type Sheet } from '#libs/questionnaire/sheet.js';
import { parseVsaqText } from '#libs/questionnaire/vsaq-text.js';
import { unread, uploadedSheets } from '../../http/uploaded-sheets.js';

const mostJson = 8 * 1024 * 1024;

/** How the columns of a file are to be read: a sheet, and letters by field. */
export interface Mapping {
  readonly sheet: string | null;
  readonly columns: Readonly<Record<string, string>>;
}

/** A questionnaire's file: its sheets where it has some, and what was made of it or why nothing could be. */
export interface ReadFile {
  readonly sheets: readonly Sheet[];
  readonly imported: Imported | null;
  readonly refused: string | null;
}

/** The sheets of a workbook or CSV file; none where it is JSON. @throws Fault `web.file-unread` */
export async function openFile(store: ObjectStore, tenant: string, digest: string, name: string): Promise<{ readonly sheets: readonly Sheet[]; readonly json: string | null }> {
  if (!/\.json$/i.test(name)) return { sheets: await uploadedSheets(store, tenant, { sha256: digest, name }), json: null };
  const file = await store.toFile(tenant, digest);
  const bytes = await readFile(file.path).finally(() => file.dispose());
  if (bytes.length > mostJson) throw unread('The file is larger than 8 MB. Questionnaires in JSON are smaller: choose the questionnaire alone');
  return { sheets: [], json: bytes.toString('utf8') };
}

/** Makes a questionnaire of a file; what cannot be made of it is said, with the way out. */
export function importFile({ sheets, json }: { readonly sheets: readonly Sheet[]; readonly json: string | null }, title: string, mapping: Mapping): ReadFile {
  try {
    return { sheets, imported: json === null ? importColumns(sheets, { title, columns: mapping.columns, ...(mapping.sheet && { sheet: mapping.sheet }) }) : fromJson(json), refused: null };
  } catch (error) {
    if (error instanceof ImportFault || error instanceof SyntaxError) return { sheets, imported: null, refused: error.message };
    throw error;
  }
}

function fromJson(json: string): Imported {
  const read = parseVsaqText(json);
  return typeof read === 'object' && read !== null && ('questionnaire' in read || 'extensions' in read) ? importVsaq(read) : importOscal(read);
}

/** The sheet whose columns are mapped: the named one, or the first that shows questions. */
export function sheetOf(sheets: readonly Sheet[], name: string | null): Sheet | undefined {
  return sheets.find((sheet) => sheet.name === name) ?? sheets.find((sheet) => findColumns(sheet) !== null && sheet.hidden !== true) ?? sheets.find((sheet) => sheet.hidden !== true) ?? sheets[0];
}

/** What a file's columns are called, as one digest: files of one kind have the same. */
export function headersOf(sheets: readonly Sheet[]): string {
  const sheet = sheetOf(sheets, null);
  const at = sheet ? findColumns(sheet)?.firstRow ?? sheet.rows.findIndex((row) => row.filter((cell) => cell.trim() !== '').length > 1) + 1 : 0;
  return sha256((sheet?.rows[Math.max(0, at - 1)] ?? []).map((cell) => cell.trim().toLowerCase()).join('\u0000'));
}

/** Columns found by their headers, by letter. */
export function foundColumns(sheet: Sheet | undefined): Partial<Record<ColumnField, string>> {
  const found = sheet && findColumns(sheet);
  return Object.fromEntries(Object.entries(found?.columns ?? {}).map(([field, column]) => [field, columnLetters(column)]));
}
