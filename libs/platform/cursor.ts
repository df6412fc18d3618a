import { Fault } from '#libs/contracts/faults.js';

/**
 * A cursor is the sort values of the last row shown, opaque to whoever passes it back.
 * @param values what the next page's rows come after
 */
export function writeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * Reads a cursor, or null where the first page is asked for.
 * @param length how many values the list sorts by
 * @throws Fault `list.cursor-unknown` for anything that {@link writeCursor} did not write
 */
export function readCursor(cursor: string | undefined, length: number): (string | number)[] | null {
  if (!cursor) return null;
  try {
    const values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown;
    if (Array.isArray(values) && values.length === length && values.every((value) => typeof value === 'string' || typeof value === 'number')) return values;
  } catch {
    // said below
  }
  throw new Fault('invalid', 'list.cursor-unknown', 'That page of the list is not known. Start at the first page');
}
