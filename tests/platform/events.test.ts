import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Envelope } from '#libs/contracts/contract.js';
import type { Context } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import { deadLetterReplayOf, deadLettersOf } from '#libs/platform/own-requests.js';
import { until } from '../support/servers.js';
import { openBench, person, type Bench } from './bench.js';
import { mood, parcelSend, reportsToy, weighed } from './toys.js';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
}, 60_000);
afterAll(() => bench?.close(), 30_000);
afterEach(() => {
  mood.fail = () => undefined;
});

const send = (who: Context, weight = 1, times = 1) => bench.bus.request(parcelSend, { weight, times }, who);
const seen = (who: Context) => bench.bus.request(weighed, {}, who);
const outbox = async () => Number((await bench.owner.query<{ count: string }[]>('select count(*) from vendors.outbox'))[0]?.count);
const emptied = () => until(async () => expect(await outbox()).toBe(0));
const admin = (who: Context) => ({ ...who, roles: ['administrator'] as const });

/** Publishes a message as vendors would, under any body. */
async function forge(tenant: string, body: unknown, id = newId()): Promise<string> {
  await jetstream(bench.admin).publish(`evt.vendors.parcel-sent.${tenant}`, JSON.stringify(body), { msgID: `${id}:1` });
  return id;
}

function envelopeOf(tenant: string, payload: unknown, more: Partial<Envelope> = {}): Envelope {
  return { id: newId(), tenant, name: 'parcel-sent', version: 1, actor: 'somebody', trace: '0'.repeat(32), at: new Date().toISOString(), payload, ...more };
}

test('an event leaves the outbox only when its consumer has confirmed it', async () => {
  const who = person(newId());
  await send(who, 2, 250);
  await until(async () => expect(await seen(who)).toEqual({ parcels: 250, weight: 500, effects: 250 }));
  await emptied();
}, 30_000);

test('an event that is delivered three times has one effect', async () => {
  const tenant = newId();
  const body = envelopeOf(tenant, { parcel: newId(), weight: 5 });
  for (let copy = 1; copy <= 3; copy += 1) await jetstream(bench.admin).publish(`evt.vendors.parcel-sent.${tenant}`, JSON.stringify(body), { msgID: `${body.id}:${copy}` });
  await until(async () => expect(await seen(person(tenant))).toEqual({ parcels: 1, weight: 5, effects: 1 }));
  await sleep(300);
  expect(await seen(person(tenant))).toEqual({ parcels: 1, weight: 5, effects: 1 });
});

test('a handler that fails at first leaves nothing behind and has its effect when it succeeds', async () => {
  const who = person(newId());
  let failures = 0;
  mood.fail = () => ((failures += 1) <= 3 ? new Error('not yet') : undefined);
  await send(who, 9);
  await until(async () => expect(await seen(who)).toEqual({ parcels: 1, weight: 9, effects: 1 }));
  expect(failures).toBe(4);
});

describe('a poison message', () => {
  test('that fails at every delivery is parked, confirmed, and can be replayed once', async () => {
    const who = person(newId());
    mood.fail = (weight) => (weight === 666 ? new Error('poison') : undefined);
    await send(who, 666);
    await send(who, 1);
    const letters = () => bench.bus.request(deadLettersOf('reports'), {}, admin(who));
    await until(async () => expect((await letters()).items).toHaveLength(1));
    await emptied();
    const [letter] = (await letters()).items;
    expect(letter).toMatchObject({ event: 'vendors.parcel-sent' });
    expect(letter?.reason).not.toContain('poison');
    expect(await seen(who)).toEqual({ parcels: 1, weight: 1, effects: 1 });

    mood.fail = () => undefined;
    await bench.bus.request(deadLetterReplayOf('reports'), { id: letter!.id }, admin(who));
    expect(await seen(who)).toEqual({ parcels: 2, weight: 667, effects: 2 });
    await expect(bench.bus.request(deadLetterReplayOf('reports'), { id: letter!.id }, admin(who))).rejects.toMatchObject({ kind: 'missing' });
    expect((await letters()).items).toHaveLength(0);
  }, 30_000);

  test.each([
    ['a payload that does not fit', (tenant: string) => envelopeOf(tenant, { parcel: 'x', weight: 'heavy' })],
    ['an unknown version', (tenant: string) => envelopeOf(tenant, { parcel: newId(), weight: 1 }, { version: 99 })],
    ['the tenant of somebody else', () => envelopeOf(newId(), { parcel: newId(), weight: 1 })],
    ['no envelope', () => ['nothing']],
  ])('with %s is parked at once', async (_name, body) => {
    const who = person(newId());
    const id = await forge(who.tenant, body(who.tenant));
    await until(async () => {
      const { items } = await bench.bus.request(deadLettersOf('reports'), {}, admin(who));
      expect(items.map((item) => item.id)).toEqual([id]);
    });
    expect(await seen(who)).toEqual({ parcels: 0, weight: 0, effects: 0 });
  });

  test('is shown to nobody of another tenant', async () => {
    const { items } = await bench.bus.request(deadLettersOf('reports'), {}, admin(person(newId())));
    expect(items).toEqual([]);
  });
});

test('fifty poison messages among a thousand are all parked, and all others have their effect', async () => {
  const who = person(newId());
  mood.fail = (weight) => (weight === 666 ? new Error('poison') : undefined);
  await Promise.all([...Array.from({ length: 19 }, () => send(who, 1, 50)), send(who, 666, 50)]);
  await until(async () => expect(await seen(who)).toEqual({ parcels: 950, weight: 950, effects: 950 }), 60_000);
  await until(async () => expect((await bench.bus.request(deadLettersOf('reports'), {}, admin(who))).items).toHaveLength(50), 60_000);
  await until(async () => expect(await outbox()).toBe(0), 30_000);
}, 120_000);

describe('JetStream', () => {
  test('may lose its stream while it runs: every effect follows, once', async () => {
    const who = person(newId());
    const manager = await jetstreamManager(bench.admin);
    for (let round = 0; round < 4; round += 1) {
      const sending = Array.from({ length: 10 }, () => send(who, 1, 5));
      if (round % 2 === 0) await manager.streams.delete('EVENTS').catch(() => undefined);
      else await manager.consumers.delete('EVENTS', 'reports').catch(() => undefined);
      await Promise.all(sending);
    }
    await until(async () => expect(await seen(who)).toEqual({ parcels: 200, weight: 200, effects: 200 }), 40_000);
    await until(async () => expect(await outbox()).toBe(0), 40_000);
  }, 90_000);

  test('may lose its whole store with a crash of the server', async () => {
    const who = person(newId());
    await send(who, 1, 50);
    await bench.servers.wipeJetStream();
    await until(() => send(who, 1, 50));
    await until(async () => expect((await seen(who)).effects).toBe((await seen(who)).parcels));
    await until(async () => expect(await outbox()).toBe(0), 40_000);
    const { parcels, effects } = await seen(who);
    expect(parcels).toBeGreaterThanOrEqual(100);
    expect(effects).toBe(parcels);
  }, 90_000);
});

test('a confirmation that got lost is made up for', async () => {
  const who = person(newId());
  await bench.vendors.ready();
  const body = envelopeOf(who.tenant, { parcel: newId(), weight: 4 });
  await forge(who.tenant, body, body.id);
  await until(async () => expect((await seen(who)).effects).toBe(1));
  await bench.owner.query(
    `insert into vendors.outbox (tenant_id, id, name, version, payload, actor, trace, waiting) values ($1, $2, $3, 1, $4, 'x', $5, '{reports}')`,
    [who.tenant, body.id, body.name, JSON.stringify(body.payload), body.trace],
  );
  await emptied();
  expect((await seen(who)).effects).toBe(1);
});

test('a service that is away gets its events when it is back', async () => {
  const who = person(newId());
  await bench.reports.close();
  await send(who, 1, 30);
  await sleep(1_000);
  expect(await outbox()).toBe(30);
  const back = await bench.start(reportsToy);
  await until(async () => expect(await seen(who)).toEqual({ parcels: 30, weight: 30, effects: 30 }));
  await emptied();
  await bench.servers.restartPostgres();
  await until(() => send(who, 1));
  await until(async () => expect((await seen(who)).effects).toBeGreaterThanOrEqual(31));
  await back.close();
}, 60_000);

test('a stream that is full leaves the backlog in the outbox, and everything has its effect when there is room', async () => {
  const who = person(newId());
  const manager = await jetstreamManager(bench.admin);
  const { config } = await manager.streams.info('EVENTS');
  await manager.streams.update('EVENTS', { ...config, max_bytes: 20_000 });
  await send(who, 1, 300);
  await sleep(1_500);
  expect((await manager.streams.info('EVENTS')).state.messages).toBeLessThan(100);
  expect(await outbox()).toBe(300);
  const back = await bench.start(reportsToy);
  await until(async () => expect(await seen(who)).toEqual({ parcels: 300, weight: 300, effects: 300 }), 40_000);
  await until(async () => expect(await outbox()).toBe(0), 40_000);
  await manager.streams.update('EVENTS', { ...config });
  await back.close();
}, 90_000);
