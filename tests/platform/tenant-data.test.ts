import type { DataSource } from 'typeorm';
import { sealAudit } from '#libs/platform/audit-sealing.js';
import { verifyAudit } from '#libs/platform/audit-verify.js';
import { databaseCatalog } from '#libs/platform/catalog-check.js';
import { systemContext } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import { openLog } from '#libs/platform/log.js';
import { migrate, type Migration } from '#libs/platform/migrate.js';
import { openDatabase } from '#libs/platform/open-database.js';
import { tenantTable } from '#libs/platform/sql.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { eraseTenant, exportTenant, type TenantRow } from '#libs/platform/tenant-data.js';
import { Servers } from '../support/servers.js';

/** Named so that the alphabet gives the wrong order for deleting. */
const tables: Migration[] = [
  {
    name: '0001-family',
    up: `create table vendors.ancestor (tenant_id uuid not null, id uuid not null, constraint ancestor_pkey primary key (tenant_id, id));
         create table vendors.child (tenant_id uuid not null, id uuid not null, parent uuid not null, constraint child_pkey primary key (tenant_id, id),
           constraint child_parent foreign key (tenant_id, parent) references vendors.ancestor (tenant_id, id));
         ${tenantTable('vendors', 'ancestor', 'select, insert')} ${tenantTable('vendors', 'child', 'select, insert')}`,
    down: 'drop table vendors.child; drop table vendors.ancestor;',
  },
];

let servers: Servers;
let owner: DataSource;
let login: DataSource;
let database: TenantDatabase;

beforeAll(async () => {
  servers = await Servers.start({ requests: [], events: [] });
  owner = await servers.owner();
  await migrate(owner, 'vendors', tables);
  login = await openDatabase({ url: servers.databaseUrl('vendors'), service: 'vendors', pool: 3, entities: [], log: openLog('vendors', 'silent') });
  database = new TenantDatabase(login, 'vendors', () => undefined);
}, 60_000);
afterAll(async () => {
  await Promise.allSettled([login?.destroy(), owner?.destroy()]);
  await servers?.stop();
}, 30_000);

async function settle(tenant: string, children: number): Promise<void> {
  await database.run(systemContext('vendors', tenant), async (tx) => {
    const parent = newId();
    await tx.query('insert into ancestor (tenant_id, id) values ($1, $2)', [tenant, parent]);
    await tx.query('insert into child (tenant_id, id, parent) select $1, gen_random_uuid(), $2 from generate_series(1, $3)', [tenant, parent, children]);
    await tx.audit('family.settled', parent);
  });
  await sealAudit(database, 'vendors');
}

async function everything(tenant: string): Promise<TenantRow[]> {
  const rows: TenantRow[] = [];
  for await (const row of exportTenant(owner, tenant)) rows.push(row);
  return rows;
}

test('an export holds every row of the tenant once, of every table, and none of another', async () => {
  const [one, other] = [newId(), newId()];
  await settle(one, 2_500);
  await settle(other, 1);
  const rows = await everything(one);
  expect(rows.every(({ row }) => row.tenant_id === one)).toBe(true);
  expect(new Set(rows.filter(({ table }) => table === 'vendors.child').map(({ row }) => row.id)).size).toBe(2_500);
  expect([...new Set(rows.map(({ table }) => table))]).toEqual(['vendors.ancestor', 'vendors.audit_entry', 'vendors.audit_seal', 'vendors.child']);
});

test('an erased tenant is gone from every table, another is as it was, and nobody has more rights than before', async () => {
  const [one, other] = [newId(), newId()];
  await settle(one, 3);
  await settle(other, 3);
  const before = await databaseCatalog(owner);
  expect([...(await eraseTenant(owner, one))].sort()).toEqual([['vendors.ancestor', 1], ['vendors.audit_entry', 1], ['vendors.audit_seal', 1], ['vendors.child', 3]]);
  expect(await everything(one)).toEqual([]);
  expect(await everything(other)).toHaveLength(6);
  expect(await databaseCatalog(owner)).toEqual(before);
  expect((await verifyAudit(owner, 'vendors')).faults).toEqual([]);
  await expect(owner.query('delete from vendors.audit_entry')).rejects.toThrow('permission denied');
});
