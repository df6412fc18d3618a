import { spawn } from 'node:child_process';
import { existsSync, openSync, closeSync } from 'node:fs';
import { chown, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { DataFolder } from './data-folder.js';
import { keepRunning } from './keep-running.js';
import { chooseDatabaseFolder, type DatabaseFolder } from './database-folder.js';
import { findPrograms, type PostgresPrograms } from './postgres-programs.js';
import { holdFirst } from './ports.js';
import { commandLine, endProcess, runs } from './processes.js';
import { Refusal } from './refusal.js';
import type { Secrets } from './secrets.js';

/** A PostgreSQL server that this installation runs. */
export interface RunningPostgres {
  /** The address with the superuser, database `postgres`. */
  readonly adminUrl: string;
  readonly port: number;
  /** Its process number; another one after it died and was started again. */
  pid(): number;
  /** It was left running by a start that was killed. */
  readonly adopted: boolean;
  /** Ends it in order: open transactions are rolled back, a checkpoint is written. */
  stop(): Promise<void>;
}

const settings = [
  'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', 'shared_buffers=64MB',
  'jit=off', 'timezone=UTC', 'log_timezone=UTC', 'lc_messages=C', 'password_encryption=scram-sha-256', 'logging_collector=off',
];

/**
 * Starts the embedded PostgreSQL of the installation, or takes over the one that a killed start left.
 * @param say tells the person at the screen
 * @throws Refusal with the server's own reason when it does not start
 */
export async function startPostgres(data: DataFolder, secrets: Secrets, say: (line: string) => void): Promise<RunningPostgres> {
  const { installation, superuserPassword: password } = secrets;
  const folder = await chooseDatabaseFolder(data, installation, say);
  const left = await leftRunning(folder.path);
  if (left) {
    if ((await answers(left.port, password)) || (await answers(left.port, password))) return running(left.pid, left.port, password, true, () => again(data, folder, left.port, password));
    await endProcess(left.pid, 'SIGINT', 20_000, 'SIGQUIT');
  }
  const programs = await findPrograms(folder.user, folder.elsewhere);
  const log = join(data.log, 'postgres.log');
  if (!existsSync(join(folder.path, 'PG_VERSION'))) await initialize(programs, folder, password, log);
  const wish = (await data.remembered()).ports.postgres;
  for (let attempt = 1; ; attempt += 1) {
    const held = await holdFirst([attempt === 1 ? wish : undefined]);
    await held.release();
    const pid = launch(programs, folder, held.port, log);
    if (await comesUp(pid, held.port, password)) {
      await data.remember({ ports: { postgres: held.port } });
      return running(pid, held.port, password, false, () => again(data, folder, held.port, password));
    }
    const reason = await lastWords(log);
    if (attempt >= 5 || !/address already in use|could not bind|shared memory block/i.test(reason)) throw new Refusal(`PostgreSQL did not start: ${reason} (more in ${log}).`);
    await sleep(200 * attempt);
  }
}

/** The server that runs on the cluster, if it does; a leftover mark of one that does not is removed. */
async function leftRunning(cluster: string): Promise<{ pid: number; port: number } | undefined> {
  const mark = join(cluster, 'postmaster.pid');
  const lines = await readFile(mark, 'utf8').then((text) => text.split('\n'), () => undefined);
  if (!lines) return undefined;
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (pid > 0 && runs(pid) && /postgres/.test(commandLine(pid)) && lines[1] === cluster) return { pid, port };
  await rm(mark, { force: true });
  return undefined;
}

async function initialize(programs: PostgresPrograms, folder: DatabaseFolder, password: string, log: string): Promise<void> {
  for (const rest of await readdir(folder.path)) await rm(join(folder.path, rest), { recursive: true });
  const file = `${folder.path}.password`;
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  if (folder.user) await chown(file, folder.user.uid, folder.user.gid);
  try {
    const status = await new Promise<number | null>((resolve, reject) => {
      const out = openSync(log, 'a', 0o600);
      const child = spawn(
        programs.initdb,
        [`--pgdata=${folder.path}`, '--username=postgres', `--pwfile=${file}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--data-checksums'],
        { ...identity(folder), env: environment, cwd: folder.path, stdio: ['ignore', out, out] },
      );
      child.once('error', reject);
      child.once('exit', resolve);
      closeSync(out);
    });
    if (status !== 0) throw new Refusal(`PostgreSQL could not make its files in ${folder.path}: ${await lastWords(log)} (more in ${log}).`);
  } finally {
    await rm(file, { force: true });
  }
}

/** The server gets a session of its own, so that Ctrl-C reaches it only through us, after the services have drained. */
function launch(programs: PostgresPrograms, folder: DatabaseFolder, port: number, log: string): number {
  const out = openSync(log, 'a', 0o600);
  const child = spawn(
    programs.postgres,
    ['-D', folder.path, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...identity(folder), env: environment, cwd: folder.path, stdio: ['ignore', out, out], detached: true },
  );
  child.on('error', () => undefined);
  child.unref();
  closeSync(out);
  return child.pid ?? 0;
}

async function comesUp(pid: number, port: number, password: string): Promise<boolean> {
  const until = Date.now() + 120_000;
  for (let pause = 20; Date.now() < until; pause = Math.min(pause * 1.3, 200)) {
    if (pid === 0 || !runs(pid)) return false;
    if (await answers(port, password)) return true;
    await sleep(pause);
  }
  return false;
}

async function answers(port: number, password: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(port, password), connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function running(first: number, port: number, password: string, adopted: boolean, relaunch: () => Promise<number>): RunningPostgres {
  const kept = keepRunning(first, relaunch);
  const stop = async () => {
    await kept.release();
    await endProcess(kept.pid(), 'SIGINT', 20_000, 'SIGQUIT');
  };
  return { adminUrl: urlOf(port, password), port, pid: kept.pid, adopted, stop };
}

/** Starts the server once more on the port that everybody knows. @returns its process number, 0 when it did not come up */
async function again(data: DataFolder, folder: DatabaseFolder, port: number, password: string): Promise<number> {
  const programs = await findPrograms(folder.user, folder.elsewhere);
  await leftRunning(folder.path);
  const pid = launch(programs, folder, port, join(data.log, 'postgres.log'));
  return (await comesUp(pid, port, password)) ? pid : 0;
}

/** The last complaint in the server's log. */
async function lastWords(log: string): Promise<string> {
  const lines = (await readFile(log, 'utf8').catch(() => '')).split('\n').slice(-40);
  const said = lines.filter((line) => /FATAL|PANIC|error|could not/i.test(line)).at(-1) ?? 'it gave no reason';
  return said.replace(/^.*?(FATAL|PANIC|ERROR|error|initdb: error):\s*/, '').trim();
}

function identity(folder: DatabaseFolder): { uid?: number; gid?: number } {
  return folder.user ? { uid: folder.user.uid, gid: folder.user.gid } : {};
}

function urlOf(port: number, password: string): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
}

const environment = { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' };
