import { DataSource } from 'typeorm';
import { catalogBreaches, databaseCatalog } from '#libs/platform/catalog-check.js';
import { systemContext } from '#libs/platform/context.js';
import { forgetOld } from '#libs/platform/forget-old.js';
import { newId } from '#libs/platform/ids.js';
import { Later } from '#libs/platform/later.js';
import { openLog } from '#libs/platform/log.js';
import { migrate, migrateDown } from '#libs/platform/migrate.js';
import { assertSafe, openDatabase } from '#libs/platform/open-database.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { platformMigrations } from '#libs/platform/platform-tables.js';
import { Servers } from '../support/servers.js';
import { contracts, parcelSent, vendorsToy } from './toys.js';

let servers: Servers;
let owner: DataSource;
let login: DataSource;
let database: TenantDatabase;
const log = openLog('vendors', 'silent');

beforeAll(async () => {
  servers = await Servers.start(contracts);
  owner = await servers.owner();
  await migrate(owner, 'vendors', vendorsToy.migrations);
  login = await openDatabase({ url: servers.databaseUrl('vendors'), service: 'vendors', pool: 3, entities: [], log });
  database = new TenantDatabase(login, 'vendors', () => undefined);
}, 60_000);
afterAll(async () => {
  await Promise.allSettled([login?.destroy(), owner?.destroy()]);
  await servers?.stop();
}, 30_000);

const parcel = (tenant: string, id = newId()) =>
  database.run(systemContext('vendors', tenant), async (tx) => {
    await tx.query('insert into parcel (tenant_id, id, weight) values ($1, $2, 1)', [tenant, id]);
    await tx.emit(parcelSent, { parcel: id, weight: 1 });
    await tx.audit('parcel.sent', id);
    return id;
  });

describe('a tenant', () => {
  test('cannot write a row of another tenant', async () => {
    const [one, other] = [newId(), newId()];
    const writing = database.run(systemContext('vendors', one), (tx) => tx.query('insert into parcel (tenant_id, id, weight) values ($1, $2, 1)', [other, newId()]));
    await expect(writing).rejects.toThrow('row-level security');
  });

  test('cannot see a row of another tenant even by its id', async () => {
    const [one, other] = [newId(), newId()];
    const id = await parcel(one);
    const rows = await database.run(systemContext('vendors', other), (tx) => tx.query('select * from parcel where id = $1', [id]));
    expect(rows).toEqual([]);
  });

  test('leaves nothing of itself on a pooled connection', async () => {
    const tenant = newId();
    await parcel(tenant);
    for (let round = 0; round < 6; round += 1) expect(await database.lookup('select * from parcel', [])).toEqual([]);
  });

  test('has nothing left of a transaction that threw', async () => {
    const tenant = newId();
    const failing = database.run(systemContext('vendors', tenant), async (tx) => {
      await tx.query('insert into parcel (tenant_id, id, weight) values ($1, $2, 1)', [tenant, newId()]);
      throw new Error('on second thought');
    });
    await expect(failing).rejects.toThrow('on second thought');
    expect(await database.run(systemContext('vendors', tenant), (tx) => tx.query('select * from parcel'))).toEqual([]);
  });

  test('has nothing left where a statement failed that nobody waited for, and is told of that one', async () => {
    const tenant = newId();
    const insert = 'insert into parcel (tenant_id, id, weight) values ($1, $2, $3)';
    const works: ((tx: Transaction) => Promise<unknown>)[] = [
      async (tx) => tx.send(insert, [tenant, newId(), 'heavy']),
      async (tx) => (tx.send(insert, [tenant, newId(), 'heavy']), tx.query(insert, [tenant, newId(), 1])),
      async (tx) => Later.of(tx.query(insert, [tenant, newId(), 'heavy']), () => 'sent'),
    ];
    for (const work of works) {
      await expect(database.run(systemContext('vendors', tenant), async (tx) => {
        await tx.emit(parcelSent, { parcel: newId(), weight: 1 });
        await tx.query(insert, [tenant, newId(), 1]);
        return work(tx);
      })).rejects.toThrow('heavy');
    }
    expect(await database.run(systemContext('vendors', tenant), (tx) => tx.query('select * from parcel'))).toEqual([]);
    expect(await owner.query('select id from vendors.outbox where tenant_id = $1', [tenant])).toEqual([]);
  });

  test('gets the reply of statements that were sent with the commit, and can add nothing after it', async () => {
    const tenant = newId();
    const late: Promise<unknown>[] = [];
    const reply = await database.run(systemContext('vendors', tenant), async (tx) => {
      tx.afterCommit(() => late.push(expect(tx.emit(parcelSent, { parcel: newId(), weight: 2 })).rejects.toThrow('committed already')));
      return Later.of(tx.query<{ weight: number }>('insert into parcel (tenant_id, id, weight) values ($1, $2, 7) returning weight', [tenant, newId()]), ([row]) => row?.weight);
    });
    expect(reply).toBe(7);
    expect(await database.run(systemContext('vendors', tenant), (tx) => tx.query('select weight from parcel'))).toEqual([{ weight: 7 }]);
    expect(late).toHaveLength(1);
    await Promise.all(late);
  });

  test('has to be named', async () => {
    await expect(database.run(systemContext('vendors', ''), async () => 1)).rejects.toMatchObject({ code: 'platform.no-tenant' });
  });
});

describe('the role of a service', () => {
  const denied = [
    'update audit_entry set action = $1', 'delete from audit_entry', 'truncate audit_entry', 'delete from audit_seal',
    'update audit_seal set hash = $1', 'select * from outbox', 'delete from outbox', 'delete from inbox', 'delete from dead_letter',
    'truncate parcel', 'alter table parcel disable row level security', 'create table vendors.more (id int)', 'drop table parcel',
  ];
  test.each(denied)('may not %s', async (sql) => {
    const trying = database.run(systemContext('vendors', newId()), (tx) => tx.query(sql, sql.includes('$1') ? ['x'] : []));
    await expect(trying).rejects.toThrow(/permission denied|must be owner/);
  });

  test('may see as relay the outbox of all tenants and nothing else', async () => {
    await parcel(newId());
    await login.transaction(async (manager) => {
      await manager.query('set local role concord_vendors_relay');
      expect((await manager.query<unknown[]>('select id from vendors.outbox')).length).toBeGreaterThan(0);
    });
    for (const table of ['parcel', 'audit_entry', 'inbox', 'idempotency', 'dead_letter']) {
      const reading = login.transaction(async (manager) => {
        await manager.query('set local role concord_vendors_relay');
        await manager.query(`select * from vendors.${table}`);
      });
      await expect(reading).rejects.toThrow('permission denied');
    }
  });

  test('may not read the schema of another service', async () => {
    await migrate(owner, 'reports', []);
    await expect(database.lookup('select * from reports.outbox', [])).rejects.toThrow('permission denied');
  });

  test('is refused at start where it would not be bound', async () => {
    await expect(assertSafe(owner, 'vendors')).rejects.toThrow('concord_owner owns tables of vendors');
    const superuser = await servers.superuser();
    await expect(assertSafe(superuser, 'vendors')).rejects.toThrow('is a superuser');
    await superuser.query('alter role concord_vendors bypassrls');
    await expect(assertSafe(login, 'vendors')).rejects.toThrow('may bypass row-level security');
    await superuser.query('alter role concord_vendors nobypassrls');
    await superuser.destroy();
    await expect(assertSafe(login, 'vendors')).resolves.toBeUndefined();
  });
});

test('what only repeats could ask for is forgotten when it is old, and nothing younger, whosever it is', async () => {
  const [superuser, tenants] = [await servers.superuser(), [newId(), newId()]];
  for (const tenant of tenants) {
    await superuser.query(
      `insert into vendors.inbox (tenant_id, consumer, event_id, at) select $1, 'vendors', gen_random_uuid(), now() - make_interval(days => d) from unnest('{1,89,91,400}'::int[]) d`, [tenant]);
    await superuser.query(
      `insert into vendors.idempotency (tenant_id, actor, key, digest, at) select $1, 'a', d::text, '', now() - make_interval(days => d) from unnest('{1,29,31,400}'::int[]) d`, [tenant]);
  }
  await forgetOld(database, 'vendors');
  const left = (table: string) => superuser.query<{ days: number }[]>(`select extract(day from now() - at)::int as days from vendors.${table} where tenant_id = any($1) order by 1`, [tenants]);
  expect((await left('inbox')).map(({ days }) => days)).toEqual([1, 1, 89, 89]);
  expect((await left('idempotency')).map(({ days }) => days)).toEqual([1, 1, 29, 29]);
  await superuser.destroy();
});

describe('the catalog of the database', () => {
  test('lists tables, policies, grants, functions and roles', async () => {
    const catalog = await databaseCatalog(owner);
    expect(catalog.tables).toContain('vendors.outbox rls forced owner=concord_owner');
    expect(catalog.grants).toContain('vendors.audit_entry insert, select to concord_vendors');
    expect(catalog.grants).toContain('vendors.outbox (attempt, due, published_at, sequence, waiting) update to concord_vendors_relay');
    expect(catalog.functions).toContain('vendors.audit_unsealed_tenants() definer owner=concord_owner path=vendors, pg_temp execute=concord_vendors');
    expect(catalog.roles).toContain('concord_vendors login noinherit member-of=concord_vendors_relay');
    expect(catalog.policies.some((line) => line.startsWith('vendors.outbox outbox_relay all to concord_vendors_relay'))).toBe(true);
  });

  test('has no table outside of row-level security, and names one that is', async () => {
    expect(await catalogBreaches(owner)).toEqual([]);
    await owner.query('create table vendors.careless (id int primary key)');
    expect(await catalogBreaches(owner)).toEqual(['vendors.careless is not under forced row-level security', 'vendors.careless: vendors.careless_pkey does not begin with tenant_id']);
    await owner.query('drop table vendors.careless');
  });
});

test('a connection that cannot be had in time ends as unavailable', async () => {
  const hold = Array.from({ length: 3 }, () => database.run(systemContext('vendors', newId()), (tx) => tx.query('select pg_sleep(7)')));
  await new Promise((resolve) => setTimeout(resolve, 200));
  await expect(parcel(newId())).rejects.toMatchObject({ kind: 'unavailable', status: 503 });
  await Promise.all(hold);
}, 15_000);

test('a duplicate ends as a conflict that names the constraint', async () => {
  const tenant = newId();
  const id = await parcel(tenant);
  await expect(parcel(tenant, id)).rejects.toMatchObject({ code: 'platform.already-there', more: { details: { constraint: 'parcel_pkey' } } });
});

test('two transactions in a deadlock both end well', async () => {
  const tenant = newId();
  const [one, other] = [await parcel(tenant), await parcel(tenant)];
  const lock = (first: string, second: string) =>
    database.run(systemContext('vendors', tenant), async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtext($1))`, [first]);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await tx.query(`select pg_advisory_xact_lock(hashtext($1))`, [second]);
    });
  await expect(Promise.all([lock(one, other), lock(other, one)])).resolves.toBeDefined();
}, 15_000);

test('PostgreSQL may go and come back', async () => {
  await servers.stopPostgres();
  await expect(parcel(newId())).rejects.toMatchObject({ kind: 'unavailable' });
  await servers.restartPostgres();
  await expect(parcel(newId())).resolves.toBeDefined();
  await owner.query('select 1').catch(() => undefined);
}, 30_000);

test('migrations go down to a step and up again', async () => {
  const steps = await migrateDown(owner, 'vendors', vendorsToy.migrations, platformMigrations('vendors').at(-1)!.name);
  expect(steps).toEqual(['0001-parcels']);
  expect(await migrate(owner, 'vendors', vendorsToy.migrations)).toEqual(['0001-parcels']);
  expect(await migrate(owner, 'vendors', vendorsToy.migrations)).toEqual([]);
});
