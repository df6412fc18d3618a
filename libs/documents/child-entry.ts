import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const upwards = (folder: string): readonly string[] => {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...upwards(parent)];
};

/**
 * Where the compiled script of a child lies: beside this file in a build, else in the build of the checkout.
 * @param name file name without extension
 * @throws Error that says to build, where there is no build
 */
export const childEntry = (name: string): string => {
  const here = dirname(fileURLToPath(import.meta.url));
  const found = [join(here, `${name}.js`), ...upwards(here).map((folder) => join(folder, 'dist', 'libs', 'documents', `${name}.js`))].find((file) => existsSync(file));
  if (!found) throw new Error(`${name}.js is not built: run "npm run build" once, then read the document again`);
  return found;
};
