import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readCsv, type CsvRow } from './csv-file.js';

/** Something wrong in a catalog folder. */
export interface Problem {
  /** Path below the catalog folder. */
  readonly file: string;
  /** From 1, the header included. */
  readonly line: number;
  /** What is wrong and how to mend it. */
  readonly message: string;
}

/** A data file with its path below the catalog folder; empty where it is not there. */
export interface DataFile {
  readonly file: string;
  readonly rows: readonly CsvRow[];
  /** False where it is there and cannot be read. */
  readonly isRead: boolean;
}

/** Reads a data file; one that cannot be read is a problem and holds nothing. */
export function readFile(root: string, path: string, columns: readonly string[], problems: Problem[]): DataFile {
  const whole = join(root, path);
  const file = relative(root, whole);
  if (!existsSync(whole)) return { file, rows: [], isRead: true };
  try {
    return { file, rows: readCsv(whole, columns), isRead: true };
  } catch (error) {
    problems.push(problemOf(root, error, file));
    return { file, rows: [], isRead: false };
  }
}

/** A problem from what a reader threw: `path:line: message`, or a message that names its line. */
export function problemOf(root: string, error: unknown, file: string): Problem {
  const text = (error instanceof Error ? error.message : String(error)).replace(`${root}/`, '').replace(new RegExp(`^${escape(file)}(:\\d+)?: `), '$1');
  const line = Number(/^:(\d+)/.exec(text)?.[1] ?? /\bline (\d+)/.exec(text)?.[1] ?? 1);
  return { file, line, message: text.replace(/^:\d+/, '') };
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
