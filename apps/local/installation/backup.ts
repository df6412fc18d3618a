import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { diskRefusal, Refusal } from '../refusal.js';
import { ArchiveWriter } from './archive-writer.js';
import { connected, type Installation } from './open-installation.js';

/** What stands first in a backup. */
export interface BackupManifest {
  readonly concord: 'backup';
  readonly format: 1;
  /** The version of PostgreSQL that wrote the files; only the same major version reads them. */
  readonly postgres: string;
  readonly at: string;
}

/** Below the cluster: what belongs to the running server, or is made anew at its start. The log comes last, on its own. */
const passing = /^postgres\/(postmaster\.(pid|opts)|pg_wal\/|pg_replslot\/|pg_notify\/|pg_dynshmem\/|pg_serial\/|pg_snapshots\/|pg_stat_tmp\/|pg_subtrans\/|backup_label|tablespace_map)|\/pgsql_tmp/;

/**
 * Writes a backup of an embedded installation while it runs or not: the database as of the end of the backup, the files
 * of the object store, the mails and the secrets, in one gzipped tar file that only this user may read.
 * @throws Refusal for a database of one's own, or when the disk does not let us
 */
export async function backup(installation: Installation, file: string): Promise<{ bytes: number }> {
  const { embedded } = installation;
  if (!embedded) throw new Refusal('Backups are for installations with the built-in PostgreSQL: back up the server of DATABASE_URL with its own tools, and the object store with its.');
  if (existsSync(file)) throw new Refusal(`${file} is there already: choose another name.`);
  const archive = new ArchiveWriter(file);
  try {
    await connected(embedded.superuserUrl, (client) => copyDatabase(archive, client, embedded.cluster));
    // files are added after the rows that name them, and never change
    if (!installation.objectStore.includes('://')) await archive.folder('objects', installation.objectStore, (name) => name !== 'objects/.incoming');
    await archive.folder('mail', embedded.data.mail, (name) => name.endsWith('.eml'));
    await archive.file('secrets.json', join(embedded.data.dir, 'secrets.json'));
    await archive.file('installation.json', join(embedded.data.dir, 'installation.json'));
    await archive.close();
    return { bytes: (await stat(file)).size };
  } catch (error) {
    await archive.abandon();
    throw diskRefusal(error, file);
  }
}

async function copyDatabase(archive: ArchiveWriter, client: pg.Client, cluster: string): Promise<void> {
  const [version] = (await client.query<{ version: string }>(`select current_setting('server_version') as version`)).rows;
  const manifest: BackupManifest = { concord: 'backup', format: 1, postgres: version!.version, at: new Date().toISOString() };
  await archive.text('manifest.json', JSON.stringify(manifest));
  // the slot keeps the log since the beginning until this connection ends
  await client.query(`select pg_create_physical_replication_slot('concord_backup_' || pg_backend_pid(), true, true)`);
  await client.query(`select pg_backup_start('concord backup', true)`);
  await archive.folder('postgres', cluster, (name) => !passing.test(name));
  const [stopped] = (await client.query<{ labelfile: string; last: string }>(`select labelfile, pg_walfile_name(lsn) as last from pg_backup_stop(false)`)).rows;
  await archive.text('postgres/backup_label', stopped!.labelfile);
  const first = /START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)/.exec(stopped!.labelfile)?.[1];
  await archive.folder('postgres/pg_wal', join(cluster, 'pg_wal'), (name) => {
    const segment = name.split('/').at(-1) ?? '';
    return segment.endsWith('.history') || (/^[0-9A-F]{24}$/.test(segment) && segment >= (first ?? '') && segment <= stopped!.last);
  });
}

/** The manifest of a backup. @throws Refusal when the text is none */
export function readManifest(text: string, file: string): BackupManifest {
  try {
    const manifest = JSON.parse(text) as BackupManifest;
    if (manifest.concord === 'backup' && manifest.format === 1) return manifest;
  } catch {
    // said below
  }
  throw new Refusal(`${file} is not a backup of this version of Concord.`);
}
