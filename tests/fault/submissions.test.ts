import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { services, type Service } from '#libs/contracts/contract.js';
import { runs } from '../../apps/local/processes.js';
import type { ServiceProcesses } from '../../apps/local/service-processes.js';
import { startConcord, type RunningConcord } from '../../apps/local/start-concord.js';
import { firstAdministrator, until, type Client } from '../support/client.js';
import { insist, Mails, openForm, saveNext, severally, type Submitter } from './submitters.js';

/**
 * Every service in a process of its own, killed with SIGKILL in the middle of the work. The servers below live on
 * unless a case says otherwise; the page cache survives, so that this says nothing about fsync.
 */
const saves = Number(process.env['FAULT_SUBMISSIONS'] ?? 500);
const vendors = Math.max(6, Math.round(saves / 20));
const left = 5;

describe('submissions while services die', () => {
  let folder: string;
  let concord: RunningConcord;
  let api: Client;
  let mails: Mails;
  let database: pg.Client;
  let all: Submitter[];
  const receipts = new Map<string, string>();

  const rows = async <R>(sql: string, parameters: unknown[] = []): Promise<R[]> => (await database.query(sql, parameters)).rows as R[];
  const pidOf = (service: Service) => (concord.services as ServiceProcesses).pidOf(service)!;

  /** Does the work and kills the service when a third of it is done; the work ends by its own insistence. */
  async function during<T>(service: Service, list: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
    let done = 0;
    let killed: Promise<void> | undefined;
    const kill = async () => {
      const pid = pidOf(service);
      process.kill(pid, 'SIGKILL');
      await until(async () => pidOf(service), (now) => now !== pid && now !== undefined);
    };
    await severally(list, 6, async (item) => {
      await work(item);
      done += 1;
      if (done >= list.length / 3) killed ??= kill();
    });
    expect(killed).toBeDefined();
    await killed;
  }

  /** Everything that was said has been heard: no outbox holds anything. */
  const settled = () => until(
    () => rows<{ n: number }>(services.map((service) => `select count(*)::int as n from ${service}.outbox`).join(' union all ')),
    (waiting) => waiting.every(({ n }) => n === 0), 60);

  const evidenceAgrees = async () => {
    const said = await rows(`select fact ->> 'party' as party, id, version, withdrawn from questionnaires.evidence_fact order by 1, 2`);
    const heard = await rows('select party, id, version, withdrawn from crosswalk.evidence order by 1, 2');
    expect(heard).toEqual(said);
    return said.length;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'concord fault '));
    const dataDir = join(folder, 'data');
    concord = await startConcord({ dataDir, processes: true, fill: 'empty', environment: { PATH: process.env['PATH'], LOG_LEVEL: 'silent' } });
    ({ api } = await firstAdministrator(concord.address, concord.firstRunUrl));
    database = new pg.Client({ connectionString: concord.infrastructure.database.adminUrl });
    await database.connect();
    mails = new Mails(join(dataDir, 'mail'));
    const opened: Submitter[] = [];
    await severally(Array.from({ length: vendors }, (_, number) => number), 5, async (number) => { opened.push(await openForm(api, mails, number)); });
    all = opened;
  }, 180_000);

  afterAll(async () => {
    await database?.end();
    await concord?.destroy();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  it('keeps every acknowledged answer, once, whichever service is killed', async () => {
    const order: Service[] = ['questionnaires', 'web', 'reports', 'crosswalk', 'vendors', 'notifier', 'programme'];
    const perVendor = Math.ceil(saves / vendors);
    const turns = Array.from({ length: perVendor }, (_, turn) => turn);
    for (const [at, service] of order.entries()) {
      const part = turns.slice(Math.floor((at * perVendor) / order.length), Math.floor(((at + 1) * perVendor) / order.length));
      await during(service, all, async (one) => { for (const turn of part) await saveNext(one, turn); });
    }
    for (const one of all) {
      expect(one.odd).toEqual([]);
      const { answers } = await insist<{ answers: { key: string; revision: number; explanation: string }[] }>(one.form, 'GET', '/form');
      expect(new Map(answers.map(({ key, revision, explanation }) => [key, { revision, words: explanation }]))).toEqual(one.acknowledged);
    }
  }, 240_000);

  it('hands each form in once, with one receipt, one mail and one word to the vendor register', async () => {
    const order: Service[] = ['questionnaires', 'web', 'notifier', 'vendors'];
    for (const [at, service] of order.entries()) {
      await during(service, all.filter((_, index) => index % order.length === at), async (one) => {
        const { receipt } = await insist<{ receipt: { number: string } }>(one.form, 'POST', '/form/submit', { name: 'Astrid Lind', anyway: 'The rest follows' }, `submit ${one.request}`);
        receipts.set(one.request, receipt.number);
      });
    }
    await settled();
    const times = await rows<{ subject: string; n: number }>(`select subject, count(*)::int as n from questionnaires.audit_entry where action = 'request.submitted' group by subject`);
    expect(new Map(times.map(({ subject, n }) => [subject, n]))).toEqual(new Map(all.map(({ request }) => [request, 1])));
    for (const one of all) {
      const { receipt } = await insist<{ receipt: { number: string } }>(one.form, 'GET', '/form');
      expect(receipt.number).toBe(receipts.get(one.request));
    }
    const register = await rows<{ request: string; status: string }>('select request, status from vendors.latest_request');
    expect(new Map(register.map(({ request, status }) => [request, status]))).toEqual(new Map(all.map(({ request }) => [request, 'submitted'])));
    expect(register).toHaveLength(all.length);
  }, 240_000);

  it('sends each receipt once, or says that it does not know; never twice', async () => {
    const receiptMails = () => rows<{ id: string; subject: string; state: string }>(`select id, subject, state from notifier.mail where kind = 'receipt'`);
    await until(receiptMails, (list) => list.length === all.length && list.every(({ state }) => state !== 'due'), 60);
    await pause(1_500);
    // what was on its way when its sender died is given up after five minutes; they pass here at once
    await rows(`update notifier.mail set started_at = started_at - interval '10 minutes' where state = 'sending'`);
    const ended = await until(receiptMails, (list) => list.every(({ state }) => state === 'sent' || state === 'unknown'), 30);
    await settled();
    for (const one of all) {
      const mail = ended.filter(({ subject }) => subject === one.request);
      expect(mail).toHaveLength(1);
      const arrived = await mails.to(one.to, /^Receipt /);
      expect(arrived.length).toBeLessThanOrEqual(1);
      if (mail[0]?.state === 'sent') expect(arrived.map(({ subject }) => subject)).toEqual([expect.stringContaining(receipts.get(one.request)!)]);
    }
    const told = await rows<{ id: string; state: string }>(`select id, state from questionnaires.mail where kind = 'receipt'`);
    expect(new Map(told.map(({ id, state }) => [id, state]))).toEqual(new Map(ended.map(({ id, state }) => [id, state])));
  }, 120_000);

  it('makes accepted answers evidence once, in the ledger and in the crosswalk alike', async () => {
    const now = all.slice(left);
    const order: Service[] = ['questionnaires', 'crosswalk', 'vendors'];
    for (const [at, service] of order.entries()) {
      const part = now.filter((_, index) => index % order.length === at);
      await during(service, part.length ? part : now, async (one) => {
        await insist(api, 'POST', `/requests/${one.request}/review`, { keys: 'all', verdict: 'accepted' }, `review ${one.request}`);
      });
    }
    await settled();
    expect(await evidenceAgrees()).toBeGreaterThan(now.length);
    for (const one of now) {
      const { items } = await insist<{ items: { id: string }[] }>(api, 'GET', `/evidence/${one.vendor}`);
      expect(items.length).toBeGreaterThan(0);
      expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    }
    const [reviewed] = await rows<{ n: number }>(`select count(*)::int as n from questionnaires.audit_entry where action = 'answers.reviewed'`);
    expect(reviewed?.n).toBe(now.length);
  }, 240_000);

  it('makes up for a stream that was lost with all that it held', async () => {
    const last = all.slice(0, left);
    const crosswalk = pidOf('crosswalk');
    process.kill(crosswalk, 'SIGSTOP');
    try {
      for (const one of last) await insist(api, 'POST', `/requests/${one.request}/review`, { keys: 'all', verdict: 'accepted' }, `review ${one.request}`);
      await until(() => rows(`select id from questionnaires.outbox where name = 'evidence-recorded' and sequence is not null and 'crosswalk' = any(waiting)`), (held) => held.length === left);
      const nats = concord.infrastructure.processes.nats!();
      process.kill(nats, 'SIGSTOP');
      await rm(join(folder, 'data', 'nats', 'jetstream'), { recursive: true });
      process.kill(nats, 'SIGKILL');
      await until(async () => concord.infrastructure.processes.nats!(), (now) => now !== nats && runs(now));
    } finally {
      process.kill(crosswalk, 'SIGCONT');
    }
    await settled();
    await evidenceAgrees();
    for (const one of last) {
      const covered = await insist<{ frameworks: { totals: Record<string, number> }[] }>(api, 'GET', `/coverage/${one.vendor}`);
      expect(covered.frameworks.reduce((sum, { totals }) => sum + Object.entries(totals).reduce((known, [verdict, n]) => known + (verdict === 'unknown' ? 0 : n), 0), 0)).toBeGreaterThan(0);
    }
  }, 240_000);

  it('leaves the vendor register with the last word of every coverage, and no letter unread', async () => {
    const said = await rows('select party as vendor, sequence from crosswalk.coverage_state where party = any($1) order by 1', [all.map(({ vendor }) => vendor)]);
    expect(await rows('select vendor::text, sequence from vendors.latest_coverage order by 1')).toEqual(said);
    expect(said).toHaveLength(all.length);
    for (const service of services) expect(await rows(`select subject, reason from ${service}.dead_letter`)).toEqual([]);
    const register = await rows<{ status: string }>('select status from vendors.latest_request');
    expect(register.map(({ status }) => status)).toEqual(all.map(() => 'reviewed'));
  }, 60_000);
});
