import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout, found by its package.json above this file, in the sources and in the build alike. */
export const projectRoot = find(dirname(fileURLToPath(import.meta.url)));

function find(folder: string): string {
  const file = join(folder, 'package.json');
  if (existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === 'concord') return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error('the package.json of concord is not above the program');
  return find(above);
}
