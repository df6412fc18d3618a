import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const upwards = (folder: string): readonly string[] => {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...upwards(parent)];
};

/**
 * Where the compiled script of a child lies, in the build of this checkout.
 * @param name file name without extension
 * @param folder of the sources, where it is another than this one
 * @throws Error that says to build, where there is no build
 */
export const childEntry = (name: string, folder = 'libs/documents'): string => {
  const here = dirname(fileURLToPath(import.meta.url));
  const found = upwards(here).map((above) => join(above, 'dist', folder, `${name}.js`)).find((file) => existsSync(file));
  if (!found) throw new Error(`${name}.js is not built: run "npm run build" once, then read the document again`);
  return found;
};
