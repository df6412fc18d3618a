import { Fault } from '#libs/contracts/faults.js';
import { readWorkbook } from '#libs/documents/read-workbook.js';
import type { ObjectStore } from '#libs/platform/object-store.js';
import type { Sheet } from '#libs/questionnaire/sheet.js';

/**
 * The sheets of a workbook or CSV file that was uploaded, read in a bounded child.
 * @throws Fault `web.file-unread`, with what is wrong with the file at the field `file`
 */
export async function uploadedSheets(store: ObjectStore, tenant: string, { sha256, name }: { readonly sha256: string; readonly name: string }, limits: { readonly rows?: number } = {}): Promise<readonly Sheet[]> {
  const file = await store.toFile(tenant, sha256);
  const read = await readWorkbook(file.path, { name, ...limits }).finally(() => file.dispose());
  if (!read.ok) throw unread(read.refusal.message);
  return read.sheets;
}

/** A file that cannot be used, at its field. */
export const unread = (words: string): Fault => new Fault('unprocessable', 'web.file-unread', words, { fields: [{ field: 'file', message: words }] });
