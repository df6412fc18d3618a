import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileSite, siteModule } from './compile-site.js';

/**
 * The build step after tsc: writes templates.js beside this file and copies each asset under a name
 * that holds its hash, so that it can be cached for ever.
 */
const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../../../', import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

const site = compileSite(join(root, 'apps/web'));
if (site.problems.length > 0) {
  process.stderr.write(`Templates cannot be built:\n${site.problems.join('\n')}\n`);
  process.exitCode = 1;
} else {
  writeFileSync(join(here, 'templates.js'), siteModule(site, version));
  rmSync(join(here, 'assets'), { recursive: true, force: true });
  mkdirSync(join(here, 'assets'), { recursive: true });
  for (const asset of site.assets) copyFileSync(asset.path, join(here, 'assets', asset.hashed));
}
