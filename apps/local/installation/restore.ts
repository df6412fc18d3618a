import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { openDataFolder, type DataFolder } from '../data-folder.js';
import { chooseDatabaseFolder } from '../database-folder.js';
import { startPostgres } from '../postgres.js';
import { diskRefusal, Refusal } from '../refusal.js';
import { openSecrets } from '../secrets.js';
import { readArchive, type ArchiveEntry } from './archive-reader.js';
import { readManifest } from './backup.js';

const major = '18';
const known = /^(manifest\.json|secrets\.json|installation\.json|(postgres|objects|mail)(\/.+)?)$/;

/**
 * Restores a backup into a data folder that is not there yet or is empty, and starts the database once to show that it is whole.
 * @returns when the backup was made
 * @throws Refusal when the folder holds something, or the backup is damaged or of another PostgreSQL
 */
export async function restore(file: string, dataDir: string, say: (line: string) => void): Promise<{ at: string }> {
  if (existsSync(dataDir) && (await readdir(dataDir)).length > 0) throw new Refusal(`${dataDir} is not empty: move it away, or restore into another folder with --data DIR.`);
  const beside = `${dataDir}.restoring`;
  let moved = false;
  await rm(beside, { recursive: true, force: true });
  try {
    const at = await unpack(file, beside);
    await rm(dataDir, { recursive: true, force: true });
    await rename(beside, dataDir);
    moved = true;
    await chmod(dataDir, 0o755);
    const data = await openDataFolder(dataDir);
    await data.remember({ databaseFolder: undefined });
    await placeDatabase(data, say);
    const postgres = await startPostgres(data, await openSecrets(dataDir), say);
    await postgres.stop();
    return { at };
  } catch (error) {
    await rm(moved ? dataDir : beside, { recursive: true, force: true });
    throw diskRefusal(error, dataDir);
  }
}

async function unpack(file: string, folder: string): Promise<string> {
  let at: string | undefined;
  for await (const entry of readArchive(file)) {
    if (!known.test(entry.name)) throw new Refusal(`${file} holds ${entry.name}, which does not belong into a backup.`);
    if (entry.name === 'manifest.json') at = accept(await wholeText(entry), file);
    else if (at === undefined) throw new Refusal(`${file} is not a backup of Concord: it does not begin with its manifest.`);
    else await put(entry, join(folder, entry.name));
  }
  const missing = ['secrets.json', 'installation.json', 'postgres/PG_VERSION', 'postgres/backup_label'].filter((name) => !existsSync(join(folder, name)));
  if (at === undefined || missing.length > 0) throw new Refusal(`${file} is not a whole backup: ${missing.join(', ') || 'its manifest'} is missing.`);
  return at;
}

function accept(text: string, file: string): string {
  const manifest = readManifest(text, file);
  if (manifest.postgres.split('.')[0] !== major) throw new Refusal(`${file} was written by PostgreSQL ${manifest.postgres}, this version of Concord has ${major}: restore it with the version that wrote it.`);
  return manifest.at;
}

async function put(entry: ArchiveEntry, path: string): Promise<void> {
  if (entry.kind === 'folder') {
    await mkdir(path, { recursive: true, mode: 0o700 });
    return;
  }
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const out = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of entry.data()) await out.write(chunk);
    // PostgreSQL puts its own files on the disk when it starts on them
    if (!path.includes(`${sep}postgres${sep}`)) await out.sync();
  } finally {
    await out.close();
  }
}

async function wholeText(entry: ArchiveEntry): Promise<string> {
  const parts: Buffer[] = [];
  for await (const chunk of entry.data()) parts.push(chunk);
  return Buffer.concat(parts).toString('utf8');
}

/** Gives the cluster its user and, where that user may not enter the data folder, its other place. */
async function placeDatabase(data: DataFolder, say: (line: string) => void): Promise<void> {
  const unpacked = join(data.dir, 'postgres');
  const aside = join(data.dir, 'postgres.restored');
  await rename(unpacked, aside);
  const { installation } = await openSecrets(data.dir);
  const place = await chooseDatabaseFolder(data, installation, say);
  await rm(place.path, { recursive: true, force: true });
  await rename(aside, place.path).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EXDEV') throw error;
    await cp(aside, place.path, { recursive: true });
    await rm(aside, { recursive: true });
  });
  if (place.user) await give(place.path, place.user.uid, place.user.gid);
}

async function give(path: string, uid: number, gid: number): Promise<void> {
  await chown(path, uid, gid);
  const entries = await readdir(path, { withFileTypes: true });
  for (const entry of entries) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) await give(inner, uid, gid);
    else await chown(inner, uid, gid);
  }
}
