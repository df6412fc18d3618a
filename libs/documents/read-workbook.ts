import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Sheet } from '#libs/questionnaire/sheet.js';
import { childEntry } from './child-entry.js';
import { defaultChildLimits, type ChildLimits } from './child-limits.js';
import { runBounded } from './child-run.js';
import { documentPool } from './pool.js';
import { checkWorkbook, defaultGateLimits, type GateLimits, type WorkbookRefusal } from './workbook-gate.js';

export type WorkbookRead =
  | { readonly ok: true; readonly sheets: readonly Sheet[]; readonly isolated: boolean }
  | { readonly ok: false; readonly refusal: WorkbookRefusal };

export interface WorkbookOptions extends Partial<ChildLimits>, Partial<GateLimits> {
  /** What the file is called, when the path does not say. */
  readonly name?: string;
  readonly rows?: number;
  /** Compiled script to run instead of the built one. */
  readonly entry?: string;
}

const mostColumns = 200;

/** Decodes a text file: UTF-16 by its mark, else UTF-8, else Windows-1252. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The separator that stands most often outside quotes in the first lines. */
function delimiterOf(text: string): string {
  const outside = text.slice(0, 20_000).replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((mark) => [mark, outside.split(mark).length] as const);
  return counts.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

/** Line breaks inside the cells of a row: its last line less these is its first. */
const lineBreaks = (record: readonly string[]): number => record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);

function readCsv(bytes: Buffer, name: string, mostRows: number): WorkbookRead {
  const text = decode(bytes);
  try {
    const rows = parse(text, { bom: true, delimiter: delimiterOf(text), relax_column_count: true, relax_quotes: true, skip_empty_lines: false, info: true, to: mostRows + 1 }) as unknown as { record: string[]; info: { lines: number } }[];
    if (rows.length > mostRows) return { ok: false, refusal: { code: 'too-many-rows', message: `The file has more than ${mostRows} rows. Split it, or delete the rows at its end.` } };
    return { ok: true, isolated: true, sheets: [{ name: basename(name).replace(/\.[^.]*$/, ''), rows: rows.map(({ record }) => record.slice(0, mostColumns)), lines: rows.map(({ record, info }) => info.lines - lineBreaks(record)) }] };
  } catch (error) {
    return { ok: false, refusal: { code: 'damaged', message: `The file cannot be read as CSV: ${error instanceof Error ? error.message : String(error)}. Check its quotes, or save it as .xlsx.` } };
  }
}

/**
 * Reads a workbook or a CSV file into sheets of text: through the gate, then in a bounded child process.
 * @throws the file system's error where the file cannot be opened
 */
export async function readWorkbook(path: string, options: WorkbookOptions = {}): Promise<WorkbookRead> {
  const limits = { ...defaultChildLimits, ...defaultGateLimits, ...options };
  const name = options.name ?? path;
  const mostRows = options.rows ?? 10_000;
  const passed = await checkWorkbook(path, name, limits);
  if ('code' in passed) return { ok: false, refusal: passed };
  if (passed.kind === 'csv') return readCsv(await readFile(path), name, mostRows);
  const entry = options.entry ?? childEntry('workbook-child');
  const ended = await documentPool.run(() => runBounded(entry, [resolve(path), String(mostRows), String(mostColumns)], limits));
  const refuse = (code: WorkbookRefusal['code'], message: string): WorkbookRead => ({ ok: false, refusal: { code, message } });
  if (ended.end === 'timed-out') return refuse('timed-out', `Reading the workbook took longer than ${limits.timeoutMs / 1000} seconds and was stopped. Remove sheets that are not needed.`);
  if (ended.end === 'too-large') return refuse('too-large', `Reading the workbook needs more than ${Math.round(limits.memoryBytes / 1048576)} MB of memory and was stopped. Remove sheets that are not needed.`);
  if (ended.end === 'crashed') return refuse('damaged', 'The reader stopped on this file: it is damaged. Save it again as .xlsx.');
  const read = JSON.parse(ended.output.toString('utf8')) as { readonly sheets?: readonly Sheet[]; readonly refusal?: WorkbookRefusal };
  return read.sheets === undefined ? { ok: false, refusal: read.refusal ?? { code: 'damaged', message: 'The reader gave no answer for this file. Save it again as .xlsx.' } }
    : { ok: true, sheets: read.sheets, isolated: ended.isolated };
}
