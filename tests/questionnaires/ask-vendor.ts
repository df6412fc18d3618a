import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startConcord } from '../../apps/local/start-concord.js';
import { Client, firstAdministrator, mailed } from '../support/client.js';
import { goodAnswer } from '../support/fill-form.js';

const profile = { dataClasses: ['personal', 'confidential'], volume: '1k-100k', access: 'production', criticality: 'high', substitutability: 'months', spend: '100k-1m', countries: ['DE'], regulated: ['gdpr'] };

export interface Asked {
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly answers: { key: string; revision: number; review: { verdict: string } | null }[];
  readonly threads: { vendor: number; asker: number };
  readonly history: { action: string }[];
}

export interface Form {
  readonly questionnaire: { sections: { questions: Parameters<typeof goodAnswer>[0][] }[] };
  readonly unanswered: { key: string }[];
  readonly answers: { key: string; revision: number; value?: unknown }[];
  readonly receipt: { number: string } | null;
}

/** An empty installation with its administrator, and the database as its owner sees it. */
export interface Desk {
  readonly api: Client;
  /** Where its mails lie. */
  readonly mailbox: string;
  readonly owner: pg.Client;
  close(): Promise<void>;
}

/** Starts one in a folder of its own. */
export async function openDesk(name: string): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), `concord-${name}-`));
  const concord = await startConcord({ dataDir: join(folder, 'data'), fill: 'empty', environment: { PATH: process.env['PATH'], LOG_LEVEL: 'silent' } });
  const { api } = await firstAdministrator(concord.address, concord.firstRunUrl);
  const owner = new pg.Client({ connectionString: concord.infrastructure.database.ownerUrl });
  await owner.connect();
  const close = async () => {
    await owner.end();
    await concord.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { api, mailbox: join(folder, 'data', 'mail'), owner, close };
}

/** A vendor that can be asked, with the address of its one contact. */
export async function addVendor(api: Client, name: string): Promise<{ id: string; to: string }> {
  const to = `security@${name.toLowerCase().replace(/\W+/g, '')}.example`;
  const { id } = await api.must<{ id: string }>('POST', '/vendors', { name, service: 'Hosted ledger', profile, roles: ['processor'], contact: { name: 'Astrid Lind', email: to } });
  return { id, to };
}

/** A request as a buyer sends it, due far in the future. */
export const requestTo = (vendor: { id: string; to: string }, more: Record<string, unknown> = {}) => ({
  vendor: vendor.id, template: 'concord-core', depth: 'short', modules: [], to: vendor.to, due: { date: '2099-01-31', zone: 'Europe/Berlin' }, ...more,
});

/** Signs in as the vendor does: link from the mail, code from the next mail. */
export async function enter(api: Client, mailbox: string, to: string): Promise<Client> {
  const [, token = ''] = await mailed(mailbox, to, /\/l\/([\w-]+)/);
  const outside = new Client(api.address);
  await outside.must('POST', '/links/code', { token });
  const [, code = ''] = await mailed(mailbox, to, /Your code is (\d{6})/);
  const { session } = await outside.must<{ session: string }>('POST', '/links/session', { token, code });
  return outside.as(session);
}

/** Answers everything well, except what `instead` says of a question, and hands it in. */
export async function answerAll(vendor: Client, instead: Record<string, object> = {}): Promise<Form> {
  for (let round = 0; round < 6; round += 1) {
    const form = await vendor.must<Form>('GET', '/form');
    const given = new Set(form.answers.map(({ key }) => key));
    const open = form.questionnaire.sections.flatMap((section) => section.questions).filter((question) => form.unanswered.some(({ key }) => key === question.key) && !given.has(question.key));
    const answers = open.map((question) => (instead[question.key] ? { key: question.key, state: 'given', revision: 0, ...instead[question.key] } : goodAnswer(question))).filter((answer) => answer !== null);
    if (!answers.length) break;
    await vendor.must('PUT', '/form/answers', { answers: answers.slice(0, 100) });
  }
  return vendor.must<Form>('POST', '/form/submit', { name: 'Astrid Lind', anyway: 'Documents follow by mail' });
}
