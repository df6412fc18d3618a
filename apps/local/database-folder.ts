import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DataFolder } from './data-folder.js';
import { closedFolder, databaseUser, userOf, type DatabaseUser } from './database-user.js';
import { diskRefusal, Refusal } from './refusal.js';

/** Where the database cluster lies and as whom it runs. */
export interface DatabaseFolder {
  readonly path: string;
  /** Nothing for an ordinary user, who runs the database himself. */
  readonly user: DatabaseUser | undefined;
  /** A folder that the database user may enter, made when it is first needed. */
  elsewhere(): Promise<string>;
}

/** The major version of the PostgreSQL that comes with the packages. */
const major = '18';

/**
 * Decides where the cluster lies: in the data folder, or, when the database user may not enter it, in a folder of its
 * own under /var/lib or /var/tmp that is named after the data folder. What was decided once is kept.
 * @param installation its id, so that a data folder that was deleted and made anew does not meet the old cluster
 * @param say tells the person at the screen
 * @throws Refusal when the cluster is of another version or belongs to another user
 */
export async function chooseDatabaseFolder(data: DataFolder, installation: string, say: (line: string) => void): Promise<DatabaseFolder> {
  const standing = (await data.remembered()).databaseFolder ?? join(data.dir, 'postgres');
  const elsewhere = () => folderElsewhere(data.dir);
  if (existsSync(join(standing, 'PG_VERSION'))) return { path: standing, user: await userOfCluster(standing), elsewhere };
  const user = databaseUser();
  if (user?.made) say(`PostgreSQL does not run as root: made the system user "${user.name}" for it.`);
  const closed = user && closedFolder(data.dir, user);
  if (!closed && (await usable(standing, user))) return { path: standing, user, elsewhere };
  const path = join(await elsewhere(), `postgres-${installation}`);
  if (!(await usable(path, user))) throw new Refusal(`The database cannot lie in ${path}: choose another folder with --data DIR.`);
  await data.remember({ databaseFolder: path });
  say(`The database lies in ${path}, because its user "${user?.name ?? ''}" may not enter ${closed ?? data.dir}.`);
  return { path, user, elsewhere };
}

async function userOfCluster(path: string): Promise<DatabaseUser | undefined> {
  const [{ uid, gid }, me] = [await stat(path), process.getuid?.()];
  if (me !== 0 && me !== undefined && uid !== me) throw new Refusal(`${path} belongs to another user (number ${uid}): start Concord as that user or as root.`);
  const version = (await readFile(join(path, 'PG_VERSION'), 'utf8').catch(() => major)).trim();
  if (version !== major) throw new Refusal(`${path} was written by PostgreSQL ${version}, this is ${major}: restore a backup into a new folder with --data DIR.`);
  if (me !== 0) return undefined;
  const known = databaseUser();
  return known?.uid === uid ? known : userOf(uid, gid);
}

async function usable(path: string, user: DatabaseUser | undefined): Promise<boolean> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    await chmod(path, 0o700);
    if (user) await chown(path, user.uid, user.gid);
    return true;
  } catch (error) {
    if (!user) throw diskRefusal(error, path);
    return false;
  }
}

/** Only we may have made this folder: in a place where everybody writes, one of somebody else's is refused. */
async function folderElsewhere(dir: string): Promise<string> {
  const name = `concord-${createHash('sha256').update(dir).digest('hex').slice(0, 12)}`;
  for (const path of [`/var/lib/${name}`, `/var/tmp/${name}`]) {
    try {
      await mkdir(path, { mode: 0o755 });
    } catch {
      if (!existsSync(path)) continue;
    }
    const { uid, mode } = await stat(path);
    if (uid !== process.getuid?.() || (mode & 0o022) !== 0) throw new Refusal(`${path} was made by another user: remove it, or choose another folder with --data DIR.`);
    await chmod(path, 0o755);
    return path;
  }
  throw new Refusal(`Neither /var/lib nor /var/tmp can hold the database: choose another folder than ${dirname(dir)} with --data DIR.`);
}
