import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { jetstream, jetstreamManager, StorageType } from '@nats-io/jetstream';
import pg from 'pg';
import { commonControls } from '#libs/catalog/common-controls.js';
import { answersEvidence } from '#libs/contracts/questionnaires.contract.js';
import { events } from '#libs/contracts/registry.js';
import { systemContext } from '#libs/platform/context.js';
import { recordFacts } from '#libs/platform/evidence-ledger.js';
import { newId } from '#libs/platform/ids.js';
import { openLog } from '#libs/platform/log.js';
import { connectNats } from '#libs/platform/nats-link.js';
import { openDatabase } from '#libs/platform/open-database.js';
import { Outbox } from '#libs/platform/outbox.js';
import { OutboxRelay } from '#libs/platform/outbox-relay.js';
import { usualDelivery } from '#libs/platform/streams.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { startBareNats } from './bare-nats.js';
import { ms, percentile, type Figure } from './figures.js';
import type { Product } from './product.js';

const rate = 50;
/** Milliseconds in which coverage follows evidence. */
const allowed = 250;
/** What comes in the first seconds is not counted: connections open, statements are planned, code gets compiled. */
const warmUp = 3;

/**
 * From the commit of an accepted fact to the row in the crosswalk and to the vendor register's coverage, at 50 a
 * second, against one synced commit and one acknowledged message of a stream at the same pace. The facts come from
 * this process as from another replica of the questionnaires.
 */
export async function measureEffect(product: Product, vendors: readonly string[], seconds: number): Promise<Figure[]> {
  const plain = await plainPath(product, seconds);
  const { crosswalk, coverage, register, sent } = await productPath(product, vendors, seconds);
  const against = `${ms(percentile(plain, 0.99))} commit + stream ack (p50 ${ms(percentile(plain, 0.5))})`;
  const line = (what: string, samples: readonly number[], wanted: number): Figure => ({
    what: `commit → ${what}, p99 at ${rate}/s`, measured: `${ms(percentile(samples, 0.99))} (p50 ${ms(percentile(samples, 0.5))}, ${samples.length}${wanted > 1 ? ` of ${wanted}` : ' notes'})`,
    against, ratio: samples.length < wanted ? NaN : percentile(samples, 0.99) / percentile(plain, 0.99), target: { atMost: 10 },
  });
  return [
    line('row in the crosswalk', crosswalk, sent), line('coverage in the register', register, 1),
    {
      what: `commit → coverage in the crosswalk, p99 at ${rate}/s`, measured: `${ms(percentile(coverage, 0.99))} (p50 ${ms(percentile(coverage, 0.5))}, ${coverage.length} changes)`,
      against: `${allowed} ms`, ratio: coverage.length ? percentile(coverage, 0.99) / allowed : NaN, target: { atMost: 1 },
    },
  ];
}

async function plainPath(product: Product, seconds: number): Promise<number[]> {
  const nats = await startBareNats(join(product.folder, 'bare stream'));
  const client = new pg.Pool({ connectionString: product.infrastructure.database.adminUrl, max: 20 });
  const connection = await nats.open();
  try {
    const manager = await jetstreamManager(connection);
    await manager.streams.add({ name: 'BARE', subjects: ['bare'], storage: StorageType.File });
    const js = jetstream(connection);
    await client.query('create table if not exists public.bench_commit (id uuid primary key, body text not null)');
    const body = 'x'.repeat(600);
    const samples: number[] = [];
    await steadily(seconds, async (_number, counts) => {
      const start = performance.now();
      await client.query('insert into public.bench_commit values ($1, $2)', [newId(), body]);
      await js.publish('bare', body);
      if (counts) samples.push(performance.now() - start);
    });
    await client.query('drop table public.bench_commit');
    return samples;
  } finally {
    await client.end();
    await connection.close();
    await nats.stop();
  }
}

async function productPath(product: Product, vendors: readonly string[], seconds: number) {
  const log = openLog('questionnaires', 'silent');
  const environment = product.environmentOf('questionnaires');
  const [dataSource, link, listener] = await Promise.all([
    openDatabase({ url: environment['DATABASE_URL']!, service: 'questionnaires', pool: 20, entities: [], log }), connectNats(environment['NATS_URL']!, 'questionnaires', log), connected(product)]);
  const relay = new OutboxRelay(link, 'questionnaires', new Outbox(dataSource, 'questionnaires'), events.filter((event) => event.producer === 'questionnaires'), usualDelivery, log);
  const database = new TenantDatabase(dataSource, 'questionnaires', () => relay.wake());
  const controls = commonControls();
  const committed = new Map<string, number>();
  const byVendor = new Map<string, number[]>();
  const early = new Map<string, number>();
  const crosswalk: number[] = [];
  const coverage: number[] = [];
  const register: number[] = [];
  const judged = new Map<string, readonly number[]>();
  const expected = new Map<string, number[]>();
  const heard: Record<string, (what: string, now: number) => void> = {
    bench_evidence(fact, now) {
      const at = committed.get(fact);
      if (at === undefined) early.set(fact, now);
      else crosswalk.push(now - at);
    },
    // only a fact that changes a verdict has anything to tell the register
    bench_judged(party) {
      judged.set(party, byVendor.get(party)?.splice(0) ?? []);
    },
    bench_changed(party, now) {
      const [oldest] = judged.get(party) ?? [];
      if (oldest === undefined) return;
      coverage.push(now - oldest);
      expected.set(party, [...(expected.get(party) ?? []), oldest]);
    },
    bench_coverage(vendor, now) {
      const oldest = expected.get(vendor)?.shift();
      if (oldest !== undefined) register.push(now - oldest);
    },
  };
  listener.on('notification', ({ channel, payload = '' }) => heard[channel]?.(payload, performance.now()));
  await listener.query(signals);
  await listener.query(Object.keys(heard).map((channel) => `listen ${channel}`).join('; '));
  relay.start();
  let sent = 0;
  try {
    await steadily(seconds, async (number, counts) => {
      const vendor = vendors[number % vendors.length]!;
      const [source, control] = [newId(), controls[number % controls.length]!];
      const id = `${source}:${control.id}`;
      if (counts) sent += 1;
      await database.run(systemContext('questionnaires', product.tenant), (tx) => recordFacts(tx, 'questionnaires', answersEvidence, vendor, source, [{
        id, party: vendor, target: { kind: 'control', id: control.id }, verdict: 'met', assurance: 'attested', period: { from: '2026-01-01', to: null }, source: { kind: 'answer', label: 'Benchmark' },
      }]));
      if (!counts) return;
      const now = performance.now();
      committed.set(id, now);
      byVendor.set(vendor, [...(byVendor.get(vendor) ?? []), now]);
      const before = early.get(id);
      if (before !== undefined) crosswalk.push(before - now);
    });
    for (let waited = 0; crosswalk.length < committed.size && waited < 30_000; waited += 50) await pause(50);
    await pause(500);
    return { crosswalk, coverage, register, sent };
  } finally {
    await relay.stop();
    await listener.query(silence).catch(() => undefined);
    await listener.end();
    await link.connection.close();
    await dataSource.destroy();
  }
}

/** Tells of rows when they are committed, and not before. */
const watched = [
  ['bench_evidence', 'insert or update', 'crosswalk.evidence', 'new.id'],
  ['bench_judged', 'delete', 'crosswalk.coverage_due', 'old.party'],
  ['bench_changed', 'insert or update', 'crosswalk.coverage_state', 'new.party'],
  ['bench_coverage', 'insert or update', 'vendors.latest_coverage', 'new.vendor::text'],
] as const;
const signals = watched.map(([name, act, table, what]) => `
  create function public.${name}() returns trigger language plpgsql security definer as $$ begin perform pg_notify('${name}', ${what}); return null; end $$;
  create trigger bench after ${act} on ${table} for each row execute function public.${name}()`).join(';');
const silence = watched.map(([name, , table]) => `drop trigger bench on ${table}; drop function public.${name}()`).join(';');

/**
 * Begins the work at a steady pace, whether or not the earlier ones have ended, and waits for all. What a machine
 * under too much load refuses has no sample, and so shows in the count.
 */
async function steadily(seconds: number, work: (number: number, counts: boolean) => Promise<void>): Promise<void> {
  const began = performance.now();
  const running: Promise<void>[] = [];
  for (let number = 0; number < (warmUp + seconds) * rate; number += 1) {
    await pause(Math.max(0, began + (number * 1_000) / rate - performance.now()));
    running.push(work(number, number >= warmUp * rate).catch(() => undefined));
  }
  await Promise.all(running);
}

async function connected({ infrastructure }: Product): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: infrastructure.database.adminUrl });
  await client.connect();
  return client;
}
