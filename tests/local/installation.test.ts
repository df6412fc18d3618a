import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { startInfrastructure, type Infrastructure } from '../../apps/local/infrastructure.js';
import { backup } from '../../apps/local/installation/backup.js';
import { eraseTenant, eraseVendor } from '../../apps/local/installation/erase.js';
import { exportTenant } from '../../apps/local/installation/export-tenant.js';
import { readArchive } from '../../apps/local/installation/archive-reader.js';
import { openInstallation, type Installation } from '../../apps/local/installation/open-installation.js';
import { restore } from '../../apps/local/installation/restore.js';
import { verifyTrail } from '../../apps/local/installation/verify-trail.js';
import { migrateAll } from '../../apps/local/migrate-all.js';
import { openObjectStore } from '#libs/platform/open-object-store.js';

let folder: string;
let one: Infrastructure;
let installation: Installation;
const environment = { PATH: process.env.PATH };
const [tenant, other, vendor, second] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
const hashes: string[] = [];

const query = async <R extends pg.QueryResultRow>(url: string, sql: string, parameters: unknown[] = []) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<R>(sql, parameters)).rows;
  } finally {
    await client.end();
  }
};
const count = async (url: string, table: string, where = 'true') => Number((await query<{ n: string }>(url, `select count(*) as n from ${table} where ${where}`))[0]!.n);

/** Rows without their foreign keys, checks and the like: what matters here is whose they are. */
async function fillTables(): Promise<void> {
  const store = openObjectStore(one.data.objects);
  for (const text of ['of the first vendor', 'of the second vendor']) hashes.push((await store.put(tenant, Readable.from([text]), { maxBytes: 100 })).sha256);
  const client = new pg.Client({ connectionString: one.database.adminUrl });
  await client.connect();
  for (const [of, id] of [[tenant, vendor], [tenant, second], [other, randomUUID()]] as const) {
    for (const table of ['vendors.vendor', 'reports.document', 'vendors.contact']) {
      const { rows: columns } = await client.query<{ name: string; type: string }>(
        `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attnotnull and not atthasdef`, [table]);
      await client.query(`set session_replication_role = replica`);
      const { rows: checks } = await client.query<{ name: string }>(`select conname as name from pg_constraint where conrelid = $1::regclass and contype = 'c'`, [table]);
      for (const { name } of checks) await client.query(`alter table ${table} drop constraint ${pg.escapeIdentifier(name)}`);
      const values = columns.map(({ name, type }) => {
        if (name === 'tenant_id') return of;
        if (name === 'vendor' || (name === 'id' && table === 'vendors.vendor')) return id;
        if (name === 'sha256') return hashes[id === second ? 1 : 0];
        if (type === 'uuid') return randomUUID();
        if (type.endsWith('[]')) return '{}';
        if (type.startsWith('json')) return '{}';
        if (type.startsWith('timestamp') || type === 'date') return '2026-01-01';
        if (/int|numeric|double/.test(type)) return 1;
        if (type === 'boolean') return false;
        return randomUUID();
      });
      await client.query(`insert into ${table} (${columns.map(({ name }) => name).join(', ')}) values (${values.map((_value, at) => `$${at + 1}`).join(', ')})`, values);
    }
  }
  await client.query(`insert into vendors.audit_entry (tenant_id, id, actor, action, subject, detail, request) values ($1, $2, 'a', 'b', 'c', '{}', 'r')`, [tenant, randomUUID()]);
  await client.end();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'concord kept '));
  await chmod(folder, 0o755);
  one = await startInfrastructure({ dataDir: join(folder, 'data'), environment });
  await writeFile(join(folder, 'data', 'run.json'), JSON.stringify({ pid: process.pid }));
  await migrateAll(one.database.ownerUrl);
  await fillTables();
  installation = await openInstallation(join(folder, 'data'), environment);
}, 120_000);

afterAll(async () => {
  await installation?.close();
  await one?.destroy();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

describe('a backup', () => {
  it('of a running installation, restored elsewhere, holds rows, files and secrets as they were', async () => {
    const file = join(folder, 'backup.tar.gz');
    await query(one.database.ownerUrl, 'create schema kept; create table kept.row as select generate_series(1, 20000) as n');
    await backup(installation, file);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await query(one.database.ownerUrl, 'drop schema kept cascade');
    const to = join(folder, 'restored here');
    await restore(file, to, () => undefined);
    const restored = await openInstallation(to, environment);
    try {
      expect(await count(restored.ownerUrl, 'kept.row')).toBe(20_000);
      expect(await count(restored.ownerUrl, 'vendors.vendor')).toBe(3);
      expect(await readFile(join(to, 'secrets.json'), 'utf8')).toBe(await readFile(join(folder, 'data', 'secrets.json'), 'utf8'));
      const stream = await openObjectStore(join(to, 'objects')).open(tenant, hashes[0]!);
      expect(Buffer.concat(await stream.toArray()).toString()).toBe('of the first vendor');
    } finally {
      await restored.close();
    }
  }, 120_000);

  it('that is cut short is refused with one line and leaves nothing behind', async () => {
    const whole = await readFile(join(folder, 'backup.tar.gz'));
    const file = join(folder, 'cut.tar.gz');
    await writeFile(file, whole.subarray(0, Math.floor(whole.length / 2)));
    await expect(restore(file, join(folder, 'cut'), () => undefined)).rejects.toThrow(/not a whole archive/);
    expect((await readdir(folder)).filter((name) => name.startsWith('cut') && name !== 'cut.tar.gz')).toEqual([]);
  }, 60_000);

  it('that would write outside of its folder is refused', async () => {
    const head = Buffer.alloc(512);
    head.write('objects/../../escaped', 0);
    head.write('0000600\0', 100);
    head.write('00000000000\0', 124);
    head.write('        ', 148);
    head.write('0', 156);
    head.write('ustar\0' + '00', 257);
    head.write(`${head.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148);
    const file = join(folder, 'hostile.tar.gz');
    await writeFile(file, gzipSync(Buffer.concat([head, Buffer.alloc(1024)])));
    await expect(restore(file, join(folder, 'hostile'), () => undefined)).rejects.toThrow(/not a whole archive/);
  });

  it('is not restored over what is there', async () => {
    await expect(restore(join(folder, 'backup.tar.gz'), join(folder, 'data'), () => undefined)).rejects.toThrow(/is not empty/);
  });
});

describe('an export', () => {
  it('holds the rows and files of one tenant and of no other', async () => {
    const file = join(folder, 'export.tar.gz');
    await exportTenant(installation, tenant, file);
    const names: string[] = [];
    let text = '';
    for await (const entry of readArchive(file)) {
      names.push(entry.name);
      for await (const chunk of entry.data()) text += chunk.toString();
    }
    expect(names).toEqual(expect.arrayContaining(['tables/vendors.vendor.ndjson', `files/${hashes[0]}`, `files/${hashes[1]}`]));
    expect(text).toContain(vendor);
    expect(text).not.toContain(other);
    expect(text).not.toContain('password_hash');
  });

  it('of a tenant that is not there is refused', async () => {
    await expect(exportTenant(installation, randomUUID(), join(folder, 'none.tar.gz'))).rejects.toThrow(/Nothing is held/);
    expect(await readdir(folder)).not.toContain('none.tar.gz');
  });
});

describe('the audit trail', () => {
  it('names an entry that was slipped in', async () => {
    const verdict = await verifyTrail(installation, undefined);
    expect(verdict.faults).toMatchObject([{ service: 'vendors', tenant, what: 'unsealed' }]);
  });
});

describe('erasing', () => {
  it('a vendor takes its rows everywhere and its file, and leaves the other vendor', async () => {
    const erased = await eraseVendor(installation, vendor);
    expect(erased.files).toBe(1);
    for (const table of ['vendors.vendor', 'vendors.contact', 'reports.document']) expect([table, await count(installation.ownerUrl, table, `tenant_id = '${tenant}'`)]).toEqual([table, 1]);
    expect(await count(installation.ownerUrl, 'vendors.vendor', `id = '${vendor}'`)).toBe(0);
    const store = openObjectStore(one.data.objects);
    await expect(store.open(tenant, hashes[0]!)).rejects.toThrow();
    await expect(store.open(tenant, hashes[1]!).then((stream) => stream.destroy())).resolves.toBeDefined();
  });

  it('a tenant takes everything of it, the trail too, and nothing of the other', async () => {
    await eraseTenant(installation, tenant);
    for (const table of ['vendors.vendor', 'reports.document', 'vendors.audit_entry']) expect(await count(installation.ownerUrl, table, `tenant_id = '${tenant}'`)).toBe(0);
    expect(await count(installation.ownerUrl, 'vendors.vendor', `tenant_id = '${other}'`)).toBe(1);
    await expect(query(installation.ownerUrl, 'delete from vendors.audit_entry')).rejects.toThrow(/permission denied/);
  });
});
