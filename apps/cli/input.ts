import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BadInput } from './answer.js';

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
  const text = await textOf(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BadInput('json.unreadable', `${file === '-' ? 'Standard input' : file} is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
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
