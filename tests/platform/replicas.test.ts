import { systemContext } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import { openLog } from '#libs/platform/log.js';
import { openDatabase } from '#libs/platform/open-database.js';
import type { RunningService } from '#libs/platform/start-service.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { until } from '../support/servers.js';
import { openBench, person, type Bench } from './bench.js';
import { parcelSend, parcelSent, reportsToy, vendorsToy, weighed } from './toys.js';

/** Two instances of each service, as behind a load balancer. */
let bench: Bench;
let second: RunningService[];
beforeAll(async () => {
  bench = await openBench();
  second = [await bench.start(vendorsToy), await bench.start(reportsToy)];
}, 60_000);
afterAll(async () => {
  await Promise.all(second.map((service) => service.close()));
  await bench.close();
}, 30_000);

const outbox = async () => Number((await bench.owner.query<{ count: string }[]>('select count(*) from vendors.outbox'))[0]?.count);

test('two instances share the work, and every effect happens once', async () => {
  const who = person(newId());
  const sender = async (number: number) => {
    for (let at = 0; at < 10; at += 1) await until(() => bench.bus.request(parcelSend, { weight: 1, times: 3 }, { ...who, idempotencyKey: `share-${number}-${at}` }));
  };
  await Promise.all(Array.from({ length: 10 }, (_, number) => sender(number)));
  await until(async () => expect(await bench.bus.request(weighed, {}, who)).toEqual({ parcels: 300, weight: 300, effects: 300 }), 30_000);
  await until(async () => expect(await outbox()).toBe(0), 30_000);
}, 60_000);

test('no event is passed by because its transaction committed after younger ones', async () => {
  const login = await openDatabase({ url: bench.servers.databaseUrl('vendors'), service: 'vendors', pool: 32, entities: [], log: openLog('vendors', 'silent') });
  const database = new TenantDatabase(login, 'vendors', () => undefined);
  const who = person(newId());
  const writer = async (number: number) => {
    for (let round = 0; round < 10; round += 1) {
      await database.run(systemContext('vendors', who.tenant), async (tx) => {
        await tx.emit(parcelSent, { parcel: newId(), weight: 1 });
        await tx.query('select pg_sleep($1)', [((number * 37 + round * 101) % 500) / 1_000]);
      });
    }
  };
  await Promise.all(Array.from({ length: 32 }, (_, number) => writer(number)));
  await until(async () => expect(await bench.bus.request(weighed, {}, who)).toEqual({ parcels: 320, weight: 320, effects: 320 }), 30_000);
  await until(async () => expect(await outbox()).toBe(0), 30_000);
  await login.destroy();
}, 90_000);

test('one of two instances may stop at any time', async () => {
  const who = person(newId());
  const sending = Array.from({ length: 60 }, async (_, at) => {
    await new Promise((resolve) => setTimeout(resolve, at * 20));
    return until(() => bench.bus.request(parcelSend, { weight: 1 }, { ...who, idempotencyKey: `stop-${at}` }));
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  await Promise.all(second.map((service) => service.close()));
  await Promise.all(sending);
  second = [];
  await until(async () => expect(await bench.bus.request(weighed, {}, who)).toEqual({ parcels: 60, weight: 60, effects: 60 }), 30_000);
}, 60_000);
