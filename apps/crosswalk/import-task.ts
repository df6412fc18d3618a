import { importOverlay, type ImportReading, type OpenedFile } from '#libs/catalog/import/import-overlay.js';
import type { ImportOptions } from '#libs/catalog/import/import-types.js';
import { gridsOf } from '#libs/catalog/import/read-table.js';
import { shippedCatalog } from '#libs/catalog/load-catalog.js';
import type { OverlayChange } from '#libs/crosswalk/overlay-types.js';
import { readDataFile } from '#libs/documents/read-data-file.js';

/** A file that is to be taken in, with what it lies over and what reading it may use. */
export interface ImportTask {
  readonly path: string;
  readonly name: string;
  readonly rows: number;
  readonly inflatedBytes: number;
  readonly timeoutMs: number;
  readonly memoryBytes: number;
  readonly options: ImportOptions;
  readonly changes: readonly OverlayChange[];
}

/** Why the file is not read, or what it holds. */
export type ImportAnswer = { readonly refused: string } | Pick<ImportReading, 'problems' | 'change'>;

/** Reads the file and holds it against the catalog. */
export async function answerOf({ path, name, options, changes, ...limits }: ImportTask): Promise<ImportAnswer> {
  const read = await readDataFile(path, { name, ...limits });
  if ('refused' in read) return read;
  const file: OpenedFile = 'json' in read ? { name, json: read.json } : { name, grids: gridsOf(name, read.sheets) };
  const { problems, change } = importOverlay(file, options, { shipped: shippedCatalog(), changes });
  return { problems, change };
}
