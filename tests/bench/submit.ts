import pg from 'pg';
import { entities } from '../../apps/questionnaires/entities.js';
import { saveAnswers } from '../../apps/questionnaires/save-answers.js';
import { submitForm } from '../../apps/questionnaires/submit-form.js';
import { newTrace, type Context } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import { openLog } from '#libs/platform/log.js';
import { openDatabase } from '#libs/platform/open-database.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { goodAnswer } from '../support/fill-form.js';
import { ms, percentile, perSecond, type Figure } from './figures.js';
import type { Product } from './product.js';

interface Measured { readonly p50: number; readonly p99: number; readonly rate: number; readonly count: number }
type Question = Parameters<typeof goodAnswer>[0];

/**
 * Saving a set of 20 answers, and handing a form in, against two bare inserts in one transaction on the same
 * database: the same bytes as one value, and an event. Measured is the whole of what the service does between a request
 * and its reply, with the rules and the reply itself: the form is read under its lock; the answers, the request and the
 * mail are written under row-level security, and events and audit entries with them, in one commit.
 * @param seconds how long each is measured
 */
export async function measureSubmit(product: Product, vendor: string, seconds: number): Promise<Figure[]> {
  const { api, admin, tenant } = product;
  const request = await api.must<{ id: string; questionnaire: { sections: { questions: Question[] }[] } }>(
    'POST', '/requests', { vendor, template: 'concord-core', depth: 'standard', modules: [], to: 'security@vendor.example', due: { date: '2099-01-31', zone: 'UTC' } });
  await product.stopServices();
  const answers = request.questionnaire.sections.flatMap((section) => section.questions).map(goodAnswer).filter((answer) => answer !== null).slice(0, 20);
  const dataSource = await openDatabase({ url: product.infrastructure.database.of('questionnaires'), service: 'questionnaires', pool: 10, entities, log: openLog('questionnaires', 'silent') });
  const database = new TenantDatabase(dataSource, 'questionnaires', () => undefined);
  const bare = await openBare(product);
  const figures: Figure[] = [];
  try {
    const insertBoth = async (client: pg.Client) => {
      await client.query('begin');
      await client.query({ name: 'answers', text: 'insert into bench.answers (tenant_id, id, answers) values ($1, $2, $3)', values: [tenant, newId(), JSON.stringify(answers)] });
      await client.query({ name: 'outbox', text: 'insert into bench.outbox (tenant_id, id, payload) values ($1, $2, $3)', values: [tenant, newId(), JSON.stringify({ request: request.id, vendor, status: 'submitted', due: '2099-01-31', sequence: 3 })] });
      await client.query('commit');
    };
    for (const clients of [1, 8]) {
      const links = await copies(product, request.id, clients * Math.ceil((seconds + 0.5) * (clients === 1 ? 500 : 150)));
      const saved: string[] = [];
      const saveOne = async () => {
        const link = links.pop();
        if (!link) return false;
        await saveAnswers(database, { answers: answers.map((answer) => ({ ...answer, value: answer.value as never })), clear: [] }, vendorContext(tenant, link));
        saved.push(link);
        return true;
      };
      const submitOne = async () => {
        const link = saved.pop();
        if (!link) return false;
        await submitForm(database, { name: 'Astrid Lind', anyway: 'The rest follows' }, vendorContext(tenant, link));
        return true;
      };
      // each connection has opened and knows its statements before anything is measured
      const works = [(client: number) => insertBoth(bare[client]!), saveOne, submitOne];
      await inTurns(clients, 0.5, works);
      const [plain, save, submit] = (await inTurns(clients, seconds, works)) as [Measured, Measured, Measured];
      figures.push(...compared(`save 20 answers, ${clients} client${clients > 1 ? 's' : ''}`, save, plain), ...compared(`hand a form in, ${clients} client${clients > 1 ? 's' : ''}`, submit, plain));
    }
    await admin.query('drop schema bench cascade');
    return figures;
  } finally {
    await Promise.all([...bare.map((client) => client.end()), dataSource.destroy()]);
  }
}

function compared(what: string, product: Measured, plain: Measured): Figure[] {
  return [
    { what: `${what}: latency p50`, measured: `${ms(product.p50)} (p99 ${ms(product.p99)})`, against: `${ms(plain.p50)} two bare inserts`, ratio: product.p50 / plain.p50, target: { atMost: 2.5 } },
    { what: `${what}: rate`, measured: perSecond(product.rate), against: `${perSecond(plain.rate)} two bare inserts`, ratio: product.rate / plain.rate, target: { atLeast: 0.4 } },
  ];
}

/**
 * Runs each work on all clients, in short turns, so that whatever else the machine does falls on all of them alike.
 * A work that says false has nothing left.
 * @param seconds for each work
 */
async function inTurns(clients: number, seconds: number, works: readonly ((client: number) => Promise<unknown>)[]): Promise<Measured[]> {
  const turn = 250;
  const taken = works.map(() => ({ samples: [] as number[], time: 0 }));
  for (let spent = 0; spent < seconds * 1_000; spent += turn) {
    for (const [at, work] of works.entries()) {
      const { samples } = taken[at]!;
      const began = performance.now();
      await Promise.all(Array.from({ length: clients }, async (_, client) => {
        while (performance.now() - began < turn) {
          const start = performance.now();
          if ((await work(client)) === false) return;
          samples.push(performance.now() - start);
        }
      }));
      taken[at]!.time += performance.now() - began;
    }
  }
  return taken.map(({ samples, time }) => ({ p50: percentile(samples, 0.5), p99: percentile(samples, 0.99), rate: samples.length / (time / 1_000), count: samples.length }));
}

async function openBare({ admin, infrastructure }: Product): Promise<pg.Client[]> {
  await admin.query(`create schema bench;
    create table bench.answers (tenant_id uuid not null, id uuid not null, answers jsonb not null, primary key (tenant_id, id));
    create table bench.outbox (tenant_id uuid not null, id uuid not null, payload json not null, at timestamptz not null default now(), primary key (tenant_id, id))`);
  return Promise.all(Array.from({ length: 8 }, async () => {
    const client = new pg.Client({ connectionString: infrastructure.database.adminUrl });
    await client.connect();
    return client;
  }));
}

/** Open requests like the given one, each with a link. @returns the ids of the links */
async function copies({ admin, tenant }: Product, request: string, count: number): Promise<string[]> {
  const { rows } = await admin.query<{ id: string }>(
    `with copy as (
       insert into questionnaires.request
       select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid()))).* from questionnaires.request r, generate_series(1, $3::int) where r.tenant_id = $1 and r.id = $2
       returning tenant_id, id)
     insert into questionnaires.link (tenant_id, id, request, email, secret_hash)
     select tenant_id, gen_random_uuid(), id, 'security@vendor.example', gen_random_uuid()::text from copy returning id`,
    [tenant, request, count]);
  await admin.query('analyze questionnaires.request; analyze questionnaires.link');
  return rows.map(({ id }) => id);
}

const vendorContext = (tenant: string, link: string): Context => ({ tenant, actor: link, kind: 'vendor', roles: [], issuer: 'web', request: newId(), trace: newTrace() });
