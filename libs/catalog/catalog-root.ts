import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the shipped data: beside this file in the sources, and found from the built file too. */
export const catalogRoot = find(dirname(fileURLToPath(import.meta.url)));

function find(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    const data = join(at, 'libs', 'catalog');
    if (existsSync(join(at, 'package.json')) && existsSync(join(data, 'common-controls'))) return data;
    if (at === dirname(at)) throw new Error('The catalog data (libs/catalog) is missing beside the program. Install Concord again.');
  }
}
