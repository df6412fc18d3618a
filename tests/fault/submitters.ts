import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import type { Answered, Client } from '../support/client.js';
import { Client as Speaker } from '../support/client.js';
import { goodAnswer } from '../support/fill-form.js';

const profile = { dataClasses: ['internal'], volume: 'none', access: 'limited', criticality: 'low', substitutability: 'easy', spend: 'under-10k' };

/** What was acknowledged for one question: the words, and the revision under which they stand. */
export interface Acknowledged { readonly revision: number; readonly words: string }

/** One vendor with an open form, and everything that it was told is saved. */
export interface Submitter {
  readonly vendor: string;
  readonly request: string;
  readonly to: string;
  readonly form: Client;
  readonly questions: readonly Parameters<typeof goodAnswer>[0][];
  readonly acknowledged: Map<string, Acknowledged>;
  /** Every acknowledgement that did not carry the revision after the last one. */
  readonly odd: string[];
}

/** Asks with the same body and key until the answer is one of the product itself, as a careful client does. */
export async function insist<T>(client: Client, method: string, path: string, body?: unknown, key?: string): Promise<T> {
  let last = 'nothing';
  for (const end = Date.now() + 60_000; Date.now() < end; await pause(150)) {
    const answer = await client.api<T>(method, path, body, key ? { 'idempotency-key': key } : {}).catch((error: unknown): Answered<T> => ({ status: 0, body: String(error) as T }));
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    last = `${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`;
    if (answer.status !== 0 && answer.status < 500) throw new Error(`${method} ${path} answered ${last}`);
  }
  throw new Error(`${method} ${path} was not acknowledged within a minute; the last answer was ${last}`);
}

/** The local mailbox; each mail is read once. */
export class Mails {
  private readonly read = new Map<string, { to: string; subject: string; text: string }>();

  constructor(private readonly folder: string) {}

  async to(address: string, subject: RegExp): Promise<{ subject: string; text: string }[]> {
    for (const name of (await readdir(this.folder)).filter((file) => file.endsWith('.eml') && !this.read.has(file))) {
      const mail = await simpleParser(await readFile(join(this.folder, name)));
      this.read.set(name, { to: [mail.to ?? []].flat().flatMap((one) => one.value).map((one) => one.address).join(), subject: mail.subject ?? '', text: mail.text ?? '' });
    }
    return [...this.read.values()].filter((mail) => mail.to === address && subject.test(mail.subject));
  }
}

/** Adds a vendor, sends it a questionnaire and signs it in with link and code. */
export async function openForm(api: Client, mails: Mails, number: number): Promise<Submitter> {
  const to = `security@vendor${number}.example`;
  const { id: vendor } = await api.must<{ id: string }>('POST', '/vendors', { name: `Vendor ${number}`, service: 'Hosting', profile, contact: { name: 'Astrid Lind', email: to } });
  const { id: request } = await api.must<{ id: string }>('POST', '/requests', { vendor, template: 'concord-core', depth: 'short', modules: [], to, due: { date: '2099-01-31', zone: 'Europe/Berlin' } });
  const { url } = await api.must<{ url: string }>('POST', `/requests/${request}/link`);
  const token = new URL(url).pathname.split('/').at(-1);
  const outside = new Speaker(api.address);
  await outside.must('POST', '/links/code', { token });
  for (const end = Date.now() + 30_000; ; await pause(100)) {
    const code = /^(\d{6}) is your code/.exec((await mails.to(to, /is your code/))[0]?.subject ?? '')?.[1];
    if (!code && Date.now() > end) throw new Error(`no code for ${to}`);
    if (!code) continue;
    const { session } = await outside.must<{ session: string }>('POST', '/links/session', { token, code });
    const form = outside.as(session);
    const { questionnaire } = await form.must<{ questionnaire: { sections: { questions: Parameters<typeof goodAnswer>[0][] }[] } }>('GET', '/form');
    const questions = questionnaire.sections.flatMap((section) => section.questions).filter(({ kind }) => kind === 'yes-no' || kind === 'single').slice(0, 10);
    return { vendor, request, to, form, questions, acknowledged: new Map(), odd: [] };
  }
}

/** Saves the next answer of a vendor with words that nobody else ever says, and keeps what was acknowledged. */
export async function saveNext(one: Submitter, turn: number): Promise<void> {
  const question = one.questions[turn % one.questions.length]!;
  const before = one.acknowledged.get(question.key)?.revision ?? 0;
  const words = `${one.to} says so in turn ${turn}.`;
  const reply = await insist<{ saved: { key: string; revision: number; explanation?: string }[]; conflicts: unknown[]; wrong: unknown[] }>(
    one.form, 'PUT', '/form/answers', { answers: [{ ...goodAnswer(question), explanation: words, revision: before }] });
  const saved = reply.saved[0];
  if (saved?.revision !== before + 1 || saved.explanation !== words) one.odd.push(JSON.stringify(reply).slice(0, 300));
  one.acknowledged.set(question.key, { revision: before + 1, words });
}

/** Works through a list with a few at a time. */
export async function severally<T>(list: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...list];
  await Promise.all(Array.from({ length: width }, async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  }));
}
