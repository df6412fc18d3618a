import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { ownerRole } from '#libs/platform/sql.js';
import { openDataFolder, type DataFolder } from '../data-folder.js';
import { takeLock } from '../lock.js';
import { startPostgres } from '../postgres.js';
import { runs } from '../processes.js';
import { Refusal } from '../refusal.js';
import { openSecrets, type Secrets } from '../secrets.js';

/** An installation whose database can be worked on, whether its services run or not. */
export interface Installation {
  /** The address with the owner role. */
  readonly ownerUrl: string;
  /** The folder or bucket of its files. */
  readonly objectStore: string;
  /** Of an installation with the built-in PostgreSQL. */
  readonly embedded?: { readonly data: DataFolder; readonly secrets: Secrets; readonly superuserUrl: string; readonly cluster: string };
  /** Stops what was started for this. */
  close(): Promise<void>;
}

/**
 * Opens the installation that `DATABASE_URL` (or `OWNER_DATABASE_URL`) names, or the one in the data folder. When that one
 * does not run, its database alone is started.
 * @throws Refusal when there is none
 */
export async function openInstallation(dataDir: string, environment: NodeJS.ProcessEnv): Promise<Installation> {
  const given = environment.OWNER_DATABASE_URL || environment.DATABASE_URL;
  if (given) return { ownerUrl: given, objectStore: environment.OBJECT_STORE || join(dataDir, 'objects'), close: async () => undefined };
  if (!existsSync(join(dataDir, 'secrets.json'))) throw new Refusal(`There is no installation in ${dataDir}: name its folder with --data DIR, or its database in OWNER_DATABASE_URL.`);
  const data = await openDataFolder(dataDir);
  const secrets = await openSecrets(dataDir);
  const { databaseFolder, ports } = await data.remembered();
  const cluster = databaseFolder ?? join(dataDir, 'postgres');
  const running = ports.postgres !== undefined && (await isRunning(dataDir)) ? { port: ports.postgres, close: async () => undefined } : await startAlone(data, secrets);
  const address = (user: string, password: string) => `postgres://${user}:${password}@127.0.0.1:${running.port}/concord`;
  return {
    ownerUrl: address(ownerRole, secrets.ownerPassword),
    objectStore: environment.OBJECT_STORE || data.objects,
    embedded: { data, secrets, superuserUrl: address('postgres', secrets.superuserPassword), cluster },
    close: running.close,
  };
}

/** Works with one connection and closes it. */
export async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect().catch((error: Error) => {
      throw new Refusal(`The database does not let us in: ${error.message}.`);
    });
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function isRunning(dataDir: string): Promise<boolean> {
  const holder = await readFile(join(dataDir, 'run.json'), 'utf8').then((text) => JSON.parse(text) as { pid: number }, () => undefined);
  return holder !== undefined && runs(holder.pid);
}

async function startAlone(data: DataFolder, secrets: Secrets): Promise<{ port: number; close(): Promise<void> }> {
  const lock = await takeLock(data.dir);
  try {
    const postgres = await startPostgres(data, secrets, () => undefined);
    const close = async () => {
      await postgres.stop();
      await lock.release();
    };
    return { port: postgres.port, close };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
