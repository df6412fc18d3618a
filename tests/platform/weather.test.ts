import { Controller, Get, Module } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemContext } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import { startService } from '#libs/platform/start-service.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { openLog } from '#libs/platform/log.js';
import { openDatabase } from '#libs/platform/open-database.js';
import { until } from '../support/servers.js';
import { openBench, person, type Bench } from './bench.js';
import { quick } from './quick.js';
import { mood, parcelSend, parcelSent, reportsToy, webToy, weighed } from './toys.js';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
}, 60_000);
afterAll(() => bench?.close(), 30_000);
afterEach(() => {
  mood.fail = () => undefined;
  mood.pause = 0;
});

describe('while NATS is away', () => {
  test('saving goes on, asking is unavailable at once, and effects follow when it is back', async () => {
    const who = person(newId());
    const login = await openDatabase({ url: bench.servers.databaseUrl('vendors'), service: 'vendors', pool: 4, entities: [], log: openLog('vendors', 'silent') });
    const database = new TenantDatabase(login, 'vendors', () => undefined);
    await bench.servers.killNats();
    await until(() => expect(bench.link.connected).toBe(false));
    await expect(bench.bus.request(parcelSend, { weight: 1 }, who)).rejects.toMatchObject({ kind: 'unavailable' });
    for (let at = 0; at < 20; at += 1) {
      await database.run(systemContext('vendors', who.tenant), (tx) => tx.emit(parcelSent, { parcel: newId(), weight: 2 }));
    }
    expect(await bench.vendors.ready()).toMatchObject({ ready: false, missing: ['nats'] });
    await sleep(700);
    await bench.servers.startNats();
    await until(async () => expect(await bench.bus.request(weighed, {}, who)).toEqual({ parcels: 20, weight: 40, effects: 20 }));
    await until(async () => expect(await bench.reports.ready()).toMatchObject({ ready: true, missing: [] }));
    await login.destroy();
  }, 60_000);
});

test('while PostgreSQL is away readiness says so, and events wait for it however long it takes', async () => {
  const who = person(newId());
  await bench.reports.close();
  await bench.bus.request(parcelSend, { weight: 1, times: 5 }, who);
  const reports = await startService(reportsToy, bench.servers.config('reports'), { ...quick, healthPort: 0 });
  await bench.servers.stopPostgres();
  const answer = await fetch(`http://127.0.0.1:${reports.healthPort}/health/ready`);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ ready: false, missing: expect.arrayContaining(['database']) as unknown });
  expect((await fetch(`http://127.0.0.1:${reports.healthPort}/health/live`)).status).toBe(200);
  await sleep(2_000);
  await bench.servers.restartPostgres();
  await until(async () => expect(await bench.bus.request(weighed, {}, who)).toEqual({ parcels: 5, weight: 5, effects: 5 }), 40_000);
  const metrics = await (await fetch(`http://127.0.0.1:${reports.healthPort}/metrics`)).text();
  expect(metrics).toContain('concord_request_seconds_bucket{le="0.005",service="reports",subject="rpc.reports.weighed",outcome="ok"}');
  expect(metrics).toMatch(/concord_consumer_lag\{service="reports"\} \d/);
  expect((await fetch(`http://127.0.0.1:${reports.healthPort}/other`)).status).toBe(404);
  await reports.close();
}, 90_000);

test('a service that stops answers what it has begun', async () => {
  const who = person(newId());
  const reports = await bench.start(reportsToy);
  mood.pause = 600;
  const requests = Array.from({ length: 30 }, () => bench.bus.request(weighed, {}, who));
  await sleep(300);
  await reports.close();
  const outcomes = await Promise.allSettled(requests);
  expect(outcomes.map((outcome) => outcome.status)).toEqual(Array.from({ length: 30 }, () => 'fulfilled'));
  await expect(bench.bus.request(weighed, {}, who)).rejects.toMatchObject({ kind: 'unavailable' });
}, 30_000);

describe('a NATS user', () => {
  let intruder: NatsConnection;
  beforeAll(async () => {
    const url = new URL(bench.servers.natsUrl('notifier'));
    intruder = await connect({ servers: url.host, user: url.username, pass: url.password, inboxPrefix: '_INBOX_notifier', timeout: 1_000 });
  });
  afterAll(() => intruder.close());

  test.each(['rpc.vendors.parcel-send', 'evt.vendors.parcel-sent.x', 'cfm.vendors.reports', '$JS.API.STREAM.MSG.GET.EVENTS', '$JS.API.STREAM.DELETE.EVENTS', '_INBOX_web.x'])(
    'may not publish %s when its contracts do not say so',
    async (subject) => {
      await expect(intruder.request(subject, '{}', { timeout: 800 })).rejects.toThrow(/[Pp]ermission/);
    },
  );

  test.each(['_INBOX_web.>', 'rpc.vendors.>', 'evt.>', 'cfm.vendors.*', '>'])('may not listen on %s', async (subject) => {
    const refused = new Promise<Error | undefined>((resolve) => {
      intruder.subscribe(subject, { callback: (error) => resolve(error ?? undefined) });
    });
    await expect(refused).resolves.toMatchObject({ message: expect.stringMatching(/[Pp]ermission/) as unknown });
  });
});

describe('a service with pages', () => {
  @Controller()
  class Page {
    @Get('/hello')
    hello() {
      return { hello: 'world' };
    }
  }
  @Module({ controllers: [Page] })
  class PageModule {}

  test('serves HTTP and requests from one process', async () => {
    let prepared = 0;
    const http = { adapter: () => new FastifyAdapter(), prepare: async () => void (prepared += 1) };
    const web = await startService({ ...webToy, module: PageModule, http }, bench.servers.config('web'), quick);
    expect(await (await fetch(`${web.address}/hello`)).json()).toEqual({ hello: 'world' });
    expect(prepared).toBe(1);
    await web.close();
    await expect(fetch(`${web.address}/hello`)).rejects.toThrow('fetch failed');
  }, 20_000);
});
