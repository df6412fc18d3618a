import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { diskRefusal, Refusal } from './refusal.js';

const installation = z.object({
  ports: z.record(z.string(), z.int()).default({}),
  /** Where the database lies when it cannot lie in the data folder. */
  databaseFolder: z.string().optional(),
  /** The worked example was loaded, or the administrator's link was printed. */
  filled: z.enum(['demo', 'empty']).optional(),
});

/** What an installation remembers from start to start, beside its secrets. */
export type Installation = z.output<typeof installation>;

/** The folders of an installation. */
export interface DataFolder {
  readonly dir: string;
  /** Nothing was here before this start. */
  readonly fresh: boolean;
  readonly objects: string;
  readonly mail: string;
  readonly nats: string;
  readonly log: string;
  /** Reads what the installation remembers. */
  remembered(): Promise<Installation>;
  /** Adds to what the installation remembers, to its ports one by one. */
  remember(more: Partial<Installation>): Promise<void>;
}

/**
 * Makes the data folder and its parts where they are missing.
 * @throws Refusal when the disk does not let us, or when the folder holds something else
 */
export async function openDataFolder(dir: string): Promise<DataFolder> {
  try {
    const fresh = !existsSync(join(dir, 'installation.json'));
    await makeFolders(dir, 0o755);
    const part = async (name: string) => {
      const path = join(dir, name);
      await makeFolders(path, 0o700);
      return path;
    };
    const [objects, mail, nats, log] = await Promise.all(['objects', 'mail', 'nats', 'log'].map(part)) as [string, string, string, string];
    const file = join(dir, 'installation.json');
    const remembered = () => readInstallation(file);
    if (fresh) await writeSafely(file, '{}\n', 0o644);
    else await writeProbe(dir);
    let writing = Promise.resolve();
    const remember = (more: Partial<Installation>) => (writing = writing.then(async () => add(file, await remembered(), more)));
    return { dir, fresh, objects, mail, nats, log, remembered, remember };
  } catch (error) {
    throw diskRefusal(error, dir);
  }
}

/** Makes a folder and those above it, one by one, whatever the umask is: making them all at once never ends on some file systems. */
async function makeFolders(path: string, mode: number): Promise<void> {
  if (existsSync(path)) return;
  await makeFolders(dirname(path), mode);
  await mkdir(path);
  await chmod(path, mode);
}

function add(file: string, before: Installation, more: Partial<Installation>): Promise<void> {
  const after = { ...before, ...more, ports: { ...before.ports, ...more.ports } };
  return writeSafely(file, `${JSON.stringify(after, null, 2)}\n`, 0o644);
}

/** Writes a file so that a crash leaves either the old text or the new. */
export async function writeSafely(path: string, text: string, mode: number): Promise<void> {
  const beside = `${path}.${process.pid}.new`;
  await writeFile(beside, text, { mode, flush: true });
  await rename(beside, path);
}

async function readInstallation(file: string): Promise<Installation> {
  try {
    return installation.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    throw new Refusal(`${file} cannot be read as an installation's memory: mend it, or delete it (ports are then chosen anew).`);
  }
}

async function writeProbe(dir: string): Promise<void> {
  const path = join(dir, `.probe-${process.pid}`);
  await writeFile(path, '');
  await rm(path);
}
