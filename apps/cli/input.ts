import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BadInput } from './answer.js';
import { lineOfJson } from './json-line.js';

/** The text of a file, or of standard input where it is named `-`. */
export async function textOf(file: string): Promise<string> {
  const text = file === '-' ? readFileSync(0, 'utf8') : await readFile(file, 'utf8');
  return text.replace(/^\uFEFF/, '');
}

/**
 * The JSON value of a file or of standard input.
 * @throws BadInput `json.unreadable` where it is not JSON
 */
export async function jsonOf(file: string): Promise<unknown> {
  return (await jsonFileOf(file)).value;
}

/** A value with the places of its parts, by paths such as `[3].period.from`. */
export interface JsonFile {
  readonly value: unknown;
  readonly placeOf: (path: string) => { readonly file: string; readonly line: number };
}

/** {@link jsonOf}, for errors that have to say where something stands. */
export async function jsonFileOf(file: string): Promise<JsonFile> {
  const text = await textOf(file);
  const name = file === '-' ? 'Standard input' : file;
  try {
    return { value: JSON.parse(text) as unknown, placeOf: (path) => ({ file: name, line: lineOfJson(text, path) }) };
  } catch (error) {
    throw new BadInput('json.unreadable', `${name} is not JSON: ${error instanceof Error ? error.message : String(error)}.`, { file: name });
  }
}

/** Hands a command the path of a file: of the named one, or of standard input put into a file for as long as it takes. */
export async function withFile<T>(file: string, act: (path: string) => Promise<T>): Promise<T> {
  if (file !== '-') return act(file);
  const folder = await mkdtemp(join(tmpdir(), 'concord-'));
  try {
    const bytes = readFileSync(0);
    const path = join(folder, nameFor(bytes.subarray(0, 1_024).toString('latin1')));
    await writeFile(path, bytes);
    return await act(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A file name whose ending says what the bytes are, since readers hold the two against each other. */
function nameFor(start: string): string {
  if (start.startsWith('%PDF')) return 'input.pdf';
  if (start.startsWith('PK')) return 'input.xlsx';
  return /^\s*[{[/]/.test(start.replace(/^\xEF\xBB\xBF/, '')) ? 'input.json' : 'input.csv';
}

/** The names in a comma-separated list; none where it is empty. */
export function listOf(text: string | undefined): string[] {
  return [...new Set((text ?? '').split(',').map((part) => part.trim()).filter(Boolean))];
}
