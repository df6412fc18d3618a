import type { DataSource, EntityManager } from 'typeorm';
import { sealAudit } from '#libs/platform/audit-sealing.js';
import { auditTrail } from '#libs/platform/audit-trail.js';
import { verifyAudit, type VerifyOptions } from '#libs/platform/audit-verify.js';
import { systemContext } from '#libs/platform/context.js';
import { historyOf } from '#libs/platform/history.js';
import { newId } from '#libs/platform/ids.js';
import { openLog } from '#libs/platform/log.js';
import { migrate } from '#libs/platform/migrate.js';
import { openDatabase } from '#libs/platform/open-database.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { Servers } from '../support/servers.js';

const trials = 1_000;
const log = openLog('vendors', 'silent');
let servers: Servers;
let superuser: DataSource;
let login: DataSource;
let database: TenantDatabase;

beforeAll(async () => {
  servers = await Servers.start({ requests: [], events: [] });
  const owner = await servers.owner();
  await migrate(owner, 'vendors', []);
  await owner.destroy();
  superuser = await servers.superuser();
  login = await openDatabase({ url: servers.databaseUrl('vendors'), service: 'vendors', pool: 6, entities: [], log });
  database = new TenantDatabase(login, 'vendors', () => undefined);
}, 60_000);
afterAll(async () => {
  await Promise.allSettled([login?.destroy(), superuser?.destroy()]);
  await servers?.stop();
}, 30_000);

/** Writes and seals a trail of several batches. */
async function trail(tenant: string, batches = 4, size = 5): Promise<void> {
  for (let batch = 0; batch < batches; batch += 1) {
    await database.run(systemContext('vendors', tenant), async (tx) => {
      for (let entry = 0; entry < size; entry += 1) await tx.audit('vendor.changed', newId(), { batch, entry, from: 'é"\u0000', nested: { b: 1.5, a: [true, null] } });
    });
    await sealAudit(database, 'vendors', log);
  }
}

const verify = (owner: Pick<EntityManager, 'query'> = superuser, options: VerifyOptions = {}) => verifyAudit(owner, 'vendors', options);

/** Does something to the database, looks what is found, and undoes it. */
async function afterTampering(sql: string, parameters: unknown[], options: VerifyOptions = {}) {
  const runner = superuser.createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.query(sql, parameters);
    return (await verify(runner.manager, options)).faults;
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

const entriesOf = async (tenant: string) =>
  (await superuser.query<{ id: string }[]>('select id from vendors.audit_entry where tenant_id = $1 order by id', [tenant])).map((row) => row.id);

test('an untouched trail is sound, and says how much of it is sealed', async () => {
  const [one, other] = [newId(), newId()];
  await trail(one);
  await trail(other, 1);
  await database.run(systemContext('vendors', one), (tx) => tx.audit('vendor.seen', newId()));
  const verdict = await verify();
  expect(verdict.faults).toEqual([]);
  expect(verdict).toMatchObject({ sealed: 25, unsealed: 1 });
  expect(verdict.checkpoints.map((checkpoint) => checkpoint.number).sort()).toEqual([1, 4]);
  await sealAudit(database, 'vendors', log);
});

test('entries that commit while others are sealed are all sealed, once', async () => {
  const tenant = newId();
  const writing = Array.from({ length: 40 }, (_, at) =>
    database.run(systemContext('vendors', tenant), async (tx) => {
      await tx.audit('vendor.changed', newId());
      await tx.query('select pg_sleep($1)', [(at % 7) / 100]);
    }),
  );
  const sealing = Array.from({ length: 8 }, () => sealAudit(database, 'vendors', log));
  await Promise.all([...writing, ...sealing]);
  await sealAudit(database, 'vendors', log);
  const seals = await superuser.query<{ entries: string[] }[]>('select entries from vendors.audit_seal where tenant_id = $1', [tenant]);
  const sealed = seals.flatMap((seal) => seal.entries);
  expect([...sealed].sort()).toEqual(await entriesOf(tenant));
  expect((await verify()).faults).toEqual([]);
}, 30_000);

test(`${trials} tamperings are ${trials} times found, each under the name of its entry`, async () => {
  const tenant = newId();
  await trail(tenant);
  const entries = await entriesOf(tenant);
  const columns = { actor: `'x'`, action: `'x'`, subject: `'x'`, request: `'x'`, detail: `'{}'`, at: `at + interval '1 microsecond'` };
  let missed = 0;
  for (let trial = 0; trial < trials; trial += 1) {
    const entry = entries[trial % entries.length]!;
    const column = Object.entries(columns)[trial % 6]!;
    const kinds = [
      [`update vendors.audit_entry set ${column[0]} = ${column[1]} where tenant_id = $1 and id = $2`, 'changed'],
      ['delete from vendors.audit_entry where tenant_id = $1 and id = $2', 'deleted'],
    ] as const;
    const [sql, what] = kinds[trial % 2]!;
    const faults = await afterTampering(sql, [tenant, entry], { tenant });
    if (!(faults.length === 1 && faults[0]!.entry === entry && faults[0]!.what === what)) missed += 1;
  }
  expect(missed).toBe(0);
}, 120_000);

test('a service, bound to one tenant, reads that tenant\'s trail from the newest on, page by page, and checks it', async () => {
  const [tenant, other] = [newId(), newId()];
  await trail(tenant);
  await trail(other, 1);
  const pages = await database.run(systemContext('vendors', tenant), async (tx) => {
    const first = await auditTrail(tx, 'vendors', { limit: 12 });
    const { at, id } = first.at(-1)!;
    return [first, await auditTrail(tx, 'vendors', { limit: 12, before: { at, id } })];
  });
  const ids = pages.flat().map((entry) => entry.id);
  expect(pages.map((page) => page.length)).toEqual([12, 8]);
  expect([...ids].sort()).toEqual(await entriesOf(tenant));
  expect(pages.flat().map((entry) => entry.at)).toEqual(pages.flat().map((entry) => entry.at).sort().reverse());
  const check = await database.run(systemContext('vendors', tenant), (tx) => verifyAudit({ query: async (sql, parameters) => (await tx.query(sql, parameters as unknown[])) as never }, 'vendors', { tenant }));
  expect(check).toMatchObject({ sealed: 20, unsealed: 0, faults: [] });
});

test('entries that changed places are found', async () => {
  const tenant = newId();
  await trail(tenant);
  const [first, second] = await entriesOf(tenant);
  const swapped = `update vendors.audit_seal set entries = array_replace(array_replace(array_replace(entries, $2::uuid, $1::uuid), $3::uuid, $2::uuid), $1::uuid, $3::uuid) where $2 = any(entries)`;
  expect(await afterTampering(swapped, [newId(), first, second])).toMatchObject([{ what: 'seal-changed', seal: 1, entry: second }]);
  const renamed = `update vendors.audit_entry e set (at, actor, action, subject, detail, request) =
    (select at, actor, action, subject, detail, request from vendors.audit_entry where id = $2) where e.tenant_id = $1 and e.id = $3`;
  expect(await afterTampering(renamed, [tenant, first, second])).toMatchObject([{ what: 'changed', entry: second }]);
});

test('a seal that is gone from the middle is found', async () => {
  const tenant = newId();
  await trail(tenant);
  expect(await afterTampering('delete from vendors.audit_seal where tenant_id = $1 and number = 2', [tenant])).toMatchObject([{ what: 'seal-missing', seal: 3 }]);
});

test('a tail cut off entries alone is found, and one cut off everything is found by a checkpoint kept elsewhere', async () => {
  const tenant = newId();
  await trail(tenant);
  const { checkpoints } = await verify();
  const kept = checkpoints.filter((checkpoint) => checkpoint.tenant === tenant);
  const last = (await entriesOf(tenant)).slice(-5);
  expect(await afterTampering('delete from vendors.audit_entry where id = any($1)', [last])).toMatchObject([{ what: 'deleted', entry: last[0] }]);

  const everything = `with seals as (delete from vendors.audit_seal where tenant_id = $1 and number = 4) delete from vendors.audit_entry where id = any($2)`;
  expect(await afterTampering(everything, [tenant, last])).toEqual([]);
  expect(await afterTampering(everything, [tenant, last], { kept })).toMatchObject([{ what: 'seal-missing', seal: 4 }]);
});

test('an entry slipped in beside the seals is found', async () => {
  const tenant = newId();
  await trail(tenant);
  const id = newId();
  const faults = await afterTampering(
    `insert into vendors.audit_entry (tenant_id, id, actor, action, subject, detail, request) values ($1, $2, 'x', 'x', 'x', '{}', 'x')`,
    [tenant, id],
  );
  expect(faults).toMatchObject([{ what: 'unsealed', entry: id }]);
});

test('the history of a thing holds what the same transaction has done to it, and each entry once after the commit', async () => {
  const context = systemContext('vendors', newId());
  const subject = newId();
  const actionsOf = async (tx: Transaction) => (await historyOf(tx, 'vendors', subject)).map(({ action }) => action).sort();
  const within = await database.run(context, async (tx) => {
    await tx.audit('vendor.added', subject);
    const first = await actionsOf(tx);
    await tx.audit('vendor.changed', subject);
    return [first, await actionsOf(tx)];
  });
  expect(within).toEqual([['vendor.added'], ['vendor.added', 'vendor.changed']]);
  expect(await database.run(context, actionsOf)).toEqual(['vendor.added', 'vendor.changed']);
});
