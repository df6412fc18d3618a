import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from '#libs/contracts/contract.js';
import { Bus } from '#libs/platform/bus.js';
import { newId } from '#libs/platform/ids.js';
import { signingKey } from '#libs/platform/keys.js';
import { openLog } from '#libs/platform/log.js';
import { migrate } from '#libs/platform/migrate.js';
import { connectNats, type NatsLink } from '#libs/platform/nats-link.js';
import { deadLettersOf } from '#libs/platform/own-requests.js';
import type { DataSource } from 'typeorm';
import { Servers, until } from '../support/servers.js';
import { person } from './bench.js';
import { contracts, parcelSend, reportsToy, vendorsToy, weighed } from './toys.js';

/** Services in processes of their own, killed with SIGKILL and started again. This does not test fsync: the page cache survives it. */
const kills = 12;
let servers: Servers;
let owner: DataSource;
let link: NatsLink;
let bus: Bus;
const kept = new Map<Service, ChildProcess>();
let keeping = true;
let started = 0;

async function keep(service: 'vendors' | 'reports', more: Record<string, string> = {}): Promise<void> {
  const hooks = new URL('../support/typescript-hooks.mjs', import.meta.url).href;
  const child = fork(new URL('./toy-process.ts', import.meta.url).pathname, [service], {
    execArgv: ['--import', hooks],
    env: { ...process.env, NODE_OPTIONS: '', ...servers.environment(service, more) },
  });
  kept.set(service, child);
  started += 1;
  child.once('exit', () => {
    if (keeping) void keep(service, more);
  });
  await Promise.race([once(child, 'message'), once(child, 'exit')]);
}

beforeAll(async () => {
  servers = await Servers.start(contracts);
  owner = await servers.owner();
  for (const toy of [vendorsToy, reportsToy]) await migrate(owner, toy.service, toy.migrations);
  link = await connectNats(servers.natsUrl('web'), 'web', openLog('web', 'silent'));
  bus = new Bus(link, 'web', await signingKey(servers.keyOf('web').privateJwk));
  await Promise.all([keep('vendors'), keep('reports', { DEADLY: '666' })]);
}, 90_000);
afterAll(async () => {
  keeping = false;
  for (const child of kept.values()) child.kill('SIGKILL');
  await Promise.allSettled([link?.connection.close(), owner?.destroy()]);
  await servers?.stop();
}, 30_000);

const outbox = async () => Number((await owner.query<{ count: string }[]>('select count(*) from vendors.outbox'))[0]?.count);

test(`through ${kills} kills nothing acknowledged is lost and nothing happens twice`, async () => {
  const tenant = newId();
  const acknowledged: string[] = [];
  let sending = true;
  const sender = async (number: number) => {
    for (let at = 0; sending; at += 1) {
      const who = person(tenant, ['procurement'], `${number}-${at}`);
      const command = { ...parcelSend, timeout: 1_000 };
      const { parcel } = await until(() => bus.request(command, { weight: 1 }, who), 30_000);
      acknowledged.push(parcel);
      await sleep(20);
    }
  };
  const senders = Array.from({ length: 4 }, (_, number) => sender(number));
  for (let kill = 0; kill < kills; kill += 1) {
    await sleep(300 + ((kill * 373) % 500));
    kept.get(kill % 2 === 0 ? 'reports' : 'vendors')?.kill('SIGKILL');
    if (kill % 4 === 3) await sleep(1_500);
  }
  await sleep(1_000);
  sending = false;
  await Promise.all(senders);
  const who = person(tenant);
  await until(async () => expect(await outbox()).toBe(0), 60_000);
  const total = await until(() => bus.request(weighed, {}, who), 30_000);
  const rows = await owner.query<{ id: string }[]>('select id from vendors.parcel where tenant_id = $1', [tenant]);
  expect(new Set(acknowledged).size).toBe(acknowledged.length);
  expect(rows.map((row) => row.id)).toEqual(expect.arrayContaining(acknowledged));
  expect(total).toEqual({ parcels: rows.length, weight: rows.length, effects: rows.length });
  expect(started).toBeGreaterThan(kills);
}, 180_000);

test('a message that kills its process at every delivery ends as a dead letter, and those beside it have their effect', async () => {
  const who = person(newId());
  await until(() => bus.request(parcelSend, { weight: 2, times: 20 }, who), 30_000);
  await until(() => bus.request(parcelSend, { weight: 666 }, who), 30_000);
  await until(() => bus.request(parcelSend, { weight: 3, times: 20 }, who), 30_000);
  const letters = () => bus.request(deadLettersOf('reports'), {}, { ...who, roles: ['administrator'] });
  await until(async () => expect((await letters()).items).toMatchObject([{ reason: 'its last delivery began and never ended' }]), 60_000);
  await until(async () => expect(await outbox()).toBe(0), 60_000);
  expect(await until(() => bus.request(weighed, {}, who))).toEqual({ parcels: 40, weight: 100, effects: 40 });
}, 180_000);
