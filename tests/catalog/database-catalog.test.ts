import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { services } from '#libs/contracts/contract.js';
import { catalogBreaches, databaseCatalog, type DatabaseCatalog } from '#libs/platform/catalog-check.js';
import { migrate, migrateDown, type Migration } from '#libs/platform/migrate.js';
import { platformMigrations } from '#libs/platform/platform-tables.js';
import { Servers } from '../support/servers.js';

/** Tables that hold nothing of a tenant. */
const apart = ['web.rate_limit'];
const list = new URL('./database-catalog.json', import.meta.url);

let servers: Servers;
let catalog: DatabaseCatalog;
let breaches: readonly string[];
const migrations = new Map<string, readonly Migration[]>();

beforeAll(async () => {
  servers = await Servers.start({ requests: [], events: [] });
  const owner = await servers.owner();
  for (const service of services) {
    const file = new URL(`../../apps/${service}/migrations.ts`, import.meta.url);
    const own = existsSync(file) ? ((await import(file.pathname)) as { migrations: readonly Migration[] }).migrations : [];
    migrations.set(service, own);
    await migrate(owner, service, own);
  }
  catalog = await databaseCatalog(owner);
  breaches = await catalogBreaches(owner, apart);
  await owner.destroy();
}, 90_000);
afterAll(() => servers?.stop(), 30_000);

test('every table is under forced row-level security with the tenant first in each key', () => {
  expect(breaches).toEqual([]);
});

test('the database lets nobody do what is not on the list (UPDATE_CATALOG=1 writes it anew, for a person to read)', async () => {
  if (process.env.UPDATE_CATALOG) await writeFile(list, `${JSON.stringify(catalog, null, 2)}\n`);
  expect(catalog).toEqual(JSON.parse(await readFile(list, 'utf8')));
});

test('every look-up function runs with a fixed search path and may be called by one service only', () => {
  for (const line of catalog.functions.filter((each) => each.includes(' definer'))) {
    const [, service] = /^(\w+)\./.exec(line) ?? [];
    expect(line).toMatch(new RegExp(`path=(""|${service}, pg_temp) execute=concord_${service}$`));
  }
});

test('a relay role reads and marks the outbox and nothing else', () => {
  for (const line of [...catalog.grants, ...catalog.policies].filter((each) => /to \w+_relay\b/.test(each))) {
    expect(line).toMatch(/^\w+\.outbox /);
  }
});

test('no role has more power than its work needs', () => {
  expect(catalog.roles.filter((line) => /SUPERUSER|BYPASSRLS|CREATEROLE|REPLICATION/.test(line))).toEqual([]);
  for (const service of services) expect(catalog.roles).toContain(`concord_${service} login noinherit member-of=concord_${service}_relay`);
});

test('every migration can be taken back and run again', async () => {
  const owner = await servers.owner();
  for (const [service, own] of migrations) {
    const undone = await migrateDown(owner, service as never, own, platformMigrations(service as never).at(-1)!.name);
    expect(undone).toEqual(own.map((step) => step.name).reverse());
    expect(await migrate(owner, service as never, own)).toEqual(own.map((step) => step.name));
  }
  expect(await databaseCatalog(owner)).toEqual(catalog);
  await owner.destroy();
}, 60_000);
