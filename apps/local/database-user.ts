import { execFileSync, spawnSync } from 'node:child_process';
import { dirname } from 'node:path';

/** The system user as whom PostgreSQL runs. It refuses to run as root. */
export interface DatabaseUser {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
  /** The user was made just now. */
  readonly made: boolean;
}

/**
 * Finds the user for PostgreSQL when we are root: `postgres`, made when it is missing and can be made, else `nobody`.
 * @returns nothing when we are an ordinary user, who runs PostgreSQL himself
 */
export function databaseUser(): DatabaseUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const there = find('postgres');
  if (there) return { ...there, made: false };
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'], { stdio: 'ignore' });
  const made = find('postgres');
  if (made) return { ...made, made: true };
  return { ...(find('nobody') ?? { uid: 65_534, gid: 65_534, name: 'nobody' }), made: false };
}

/** The user and group that a file's owner numbers stand for, as a database user. */
export function userOf(uid: number, gid: number): DatabaseUser {
  return { uid, gid, name: `user ${uid}`, made: false };
}

/** The first folder on the way to a path that the user may not enter, or nothing. */
export function closedFolder(path: string, user: DatabaseUser): string | undefined {
  return foldersTo(path).find((folder) => {
    const test = spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', folder], { uid: user.uid, gid: user.gid, cwd: '/', stdio: 'ignore' });
    return test.status !== 0;
  });
}

function foldersTo(path: string): string[] {
  const above = dirname(path);
  return above === path ? [path] : [...foldersTo(above), path];
}

function find(name: string): { uid: number; gid: number; name: string } | undefined {
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g'), name };
  } catch {
    return undefined;
  }
}
