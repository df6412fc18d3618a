import { existsSync } from 'node:fs';
import pg from 'pg';
import { openObjectStore } from '#libs/platform/open-object-store.js';
import { diskRefusal, Refusal } from '../refusal.js';
import { ArchiveWriter } from './archive-writer.js';
import { connected, type Installation } from './open-installation.js';
import { tenantTables, type TenantTable } from './tenant-tables.js';

/** Columns that open doors; they are of no use outside of the installation and are left out. */
const secretColumn = /(^|_)(hash|secret|password_hash|totp_secret)$/;

/**
 * Writes everything that is held about a tenant: one file of JSON lines per table, all of one moment, and every file it
 * uploaded. Password hashes and secrets are left out.
 * @returns how many rows and files were written
 * @throws Refusal when the tenant is not there, or the disk does not let us
 */
export async function exportTenant(installation: Installation, tenant: string, file: string): Promise<{ rows: number; files: number }> {
  if (existsSync(file)) throw new Refusal(`${file} is there already: choose another name.`);
  const archive = new ArchiveWriter(file);
  try {
    const counted = await connected(installation.ownerUrl, async (client) => {
      await client.query('begin isolation level repeatable read read only');
      const tables = await tenantTables(client);
      await demandTenant(client, tables, tenant);
      let rows = 0;
      for (const table of tables) rows += await exportTable(archive, client, table, tenant);
      const hashes = await objectsOf(client, tables, tenant);
      const files = await exportFiles(archive, installation.objectStore, tenant, hashes);
      await archive.text('manifest.json', JSON.stringify({ concord: 'export', format: 1, tenant, at: new Date().toISOString(), rows, files }));
      return { rows, files };
    });
    await archive.close();
    return counted;
  } catch (error) {
    await archive.abandon();
    throw diskRefusal(error, file);
  }
}

/** @throws Refusal when nothing is held about the tenant */
export async function demandTenant(client: pg.Client, tables: readonly TenantTable[], tenant: string): Promise<void> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(tenant)) throw new Refusal(`"${tenant}" is not the id of a tenant.`);
  for (const table of tables) {
    const { rowCount } = await client.query(`select from ${table.name} where tenant_id = $1 limit 1`, [tenant]);
    if (rowCount) return;
  }
  throw new Refusal(`Nothing is held about the tenant ${tenant}.`);
}

/** The hashes of all files that rows of the tenant name. */
export async function objectsOf(client: pg.Client, tables: readonly TenantTable[], tenant: string): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const table of tables.filter(({ columns }) => columns.includes('sha256'))) {
    const { rows } = await client.query<{ sha256: string | null }>(`select distinct sha256 from ${table.name} where tenant_id = $1`, [tenant]);
    for (const { sha256 } of rows) if (sha256) found.add(sha256);
  }
  return [...found].sort();
}

const batch = 1_000;

async function exportTable(archive: ArchiveWriter, client: pg.Client, table: TenantTable, tenant: string): Promise<number> {
  const columns = table.columns.filter((column) => !secretColumn.test(column) || table.name.endsWith('.audit_seal')).map((column) => pg.escapeIdentifier(column));
  await client.query(`declare all_rows no scroll cursor for select to_jsonb(r)::text as line from (select ${columns.join(', ')} from ${table.name} where tenant_id = $1) r`, [tenant]);
  const lines: string[] = [];
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${batch} from all_rows`);
    for (const { line } of rows) lines.push(line);
    if (rows.length < batch) break;
  }
  await client.query('close all_rows');
  await archive.text(`tables/${table.name}.ndjson`, lines.map((line) => `${line}\n`).join(''));
  return lines.length;
}

async function exportFiles(archive: ArchiveWriter, location: string, tenant: string, hashes: readonly string[]): Promise<number> {
  const store = openObjectStore(location);
  let files = 0;
  for (const sha256 of hashes) {
    const copy = await store.toFile(tenant, sha256).catch(() => undefined);
    if (!copy) continue;
    await archive.file(`files/${sha256}`, copy.path).finally(() => copy.dispose());
    files += 1;
  }
  return files;
}
