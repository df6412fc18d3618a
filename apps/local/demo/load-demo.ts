import { randomBytes } from 'node:crypto';
import { mkdir, readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import type { DemoResult, DemoTarget } from '../demo-target.js';
import { firstRunUrl } from '../first-run-url.js';
import { DemoClient } from './demo-client.js';
import { northgate, organization, otherVendors, ownControls, person } from './demo.data.js';
import { writeDemoReport } from './soc2-report.js';

const day = 86_400_000;
const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);

/**
 * Loads the worked example through the commands of the running services: an organization, four vendors, one
 * of which has answered and brought a current SOC 2 Type II report, and some controls of its own.
 */
export async function loadDemo(target: DemoTarget): Promise<DemoResult> {
  const web = target.environmentOf('web');
  const browser = new DemoClient(target.address);
  const password = randomBytes(12).toString('base64url');
  await browser.form(new URL(firstRunUrl(target.address, web['SESSION_KEY'] ?? '')).pathname, { organization, ...person, password });
  const { secret, id } = await browser.call<{ secret: string; id: string }>('POST', '/tokens', { name: 'worked example', roles: ['administrator', 'procurement', 'compliance'], days: 1 });
  const api = browser.as(secret);
  const mailbox = web['MAILBOX_DIR'];
  const file = join(mailbox ? dirname(mailbox) : web['OBJECT_STORE'] ?? '.', 'demo', 'Northgate SOC 2 Type II.pdf');
  await mkdir(dirname(file), { recursive: true });
  await writeReport(file);
  const vendor = await api.call<{ id: string; version: number }>('POST', '/vendors', northgate);
  for (const other of otherVendors) {
    const added = await api.call<{ id: string }>('POST', '/vendors', other);
    if (other.name === 'Quillmark Print & Mail') await ask(api, added.id, other.contact.email, 'short');
  }
  await ownProgramme(api);
  if (mailbox) await answered(api, target.address, mailbox, vendor.id, file);
  await api.call('DELETE', `/tokens/${id}`);
  target.say(`A SOC 2 report of Northgate Ledger Services to try uploads with:  ${file}`);
  return { people: [{ email: person.email, password, role: 'administrator, procurement and compliance' }] };
}

/** A report whose twelve months ended some weeks ago. */
async function writeReport(file: string): Promise<void> {
  const end = new Date(Date.now() - 75 * day);
  const to = Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0);
  const from = Date.UTC(new Date(to).getUTCFullYear() - 1, new Date(to).getUTCMonth() + 1, 1);
  await writeDemoReport(file, { periodFrom: iso(from), periodTo: iso(to), opinionDate: iso(to + 38 * day) });
}

function ask(api: DemoClient, vendor: string, to: string, depth: 'short' | 'standard'): Promise<{ id: string }> {
  return api.call('POST', '/requests', { vendor, template: 'concord-core', depth, modules: [], to, due: { date: iso(Date.now() + 14 * day), zone: 'Europe/Berlin' }, askerName: person.name });
}

interface Form {
  questionnaire: { sections: { questions: Asked[] }[] };
  unanswered: { key: string }[];
}

interface Asked {
  key: string;
  kind: string;
  explain?: string;
  options?: { key: string; compliant?: boolean; exclusive?: boolean }[];
  measure?: { units: string[] };
}

/** Northgate opens its link, answers, uploads its report and submits; compliance accepts both. */
async function answered(api: DemoClient, address: string, mailbox: string, vendor: string, file: string): Promise<void> {
  const to = northgate.contact.email;
  const request = await ask(api, vendor, to, 'short');
  const outside = new DemoClient(address);
  const token = await mailed(mailbox, to, /\/l\/([\w-]+)/);
  await outside.call('POST', '/links/code', { token });
  const code = await mailed(mailbox, to, /Your code is (\d{6})/);
  const { session } = await outside.call<{ session: string }>('POST', '/links/session', { token, code });
  const vendorSide = outside.as(session);
  const upload = new FormData();
  upload.append('kind', 'report');
  upload.append('file', new Blob([new Uint8Array(await readFile(file))]), 'Northgate SOC 2 Type II.pdf');
  await vendorSide.call('POST', '/form/documents', upload);
  for (let round = 0; round < 4; round += 1) {
    const form = await vendorSide.call<Form>('GET', '/form');
    const open = form.questionnaire.sections.flatMap(({ questions }) => questions).filter(({ key }) => form.unanswered.some((one) => one.key === key));
    const answers = open.flatMap(answerTo);
    if (!answers.length) break;
    await vendorSide.call('PUT', '/form/answers', { answers: answers.slice(0, 100) });
  }
  await vendorSide.call('POST', '/form/submit', { name: northgate.contact.name, anyway: 'The remaining documents follow with the contract.' });
  await api.call('POST', `/requests/${request.id}/review`, { keys: 'all', verdict: 'accepted' });
  await acceptReport(api, vendor);
}

/** A plausible good answer. */
function answerTo({ key, kind, explain, options = [], measure }: Asked): object[] {
  const good = options.filter((option) => option.compliant && !option.exclusive);
  const chosen = good[0] ?? options.find((option) => option.compliant !== false) ?? options[0];
  const values: Record<string, unknown> = {
    'yes-no': chosen?.key, single: chosen?.key, multi: (good.length ? good : chosen ? [chosen] : []).map((option) => option.key), text: 'See our security handbook, which we share under NDA.',
    number: measure ? { n: 1, unit: measure.units[0] } : 1, date: iso(Date.now() - 90 * day), statement: true,
  };
  const value = values[kind];
  return value === undefined ? [] : [{ key, state: 'given', value, revision: 0, ...(explain === 'always' && { explanation: 'As described in our security handbook.' }) }];
}

async function acceptReport(api: DemoClient, vendor: string): Promise<void> {
  for (let second = 0; second < 60; second += 1) {
    const { items } = await api.call<{ items: { id: string; status: string }[] }>('GET', `/reports?vendor=${vendor}`);
    const [report] = items;
    if (report?.status === 'read') {
      const { version } = await api.call<{ version: number }>('GET', `/reports/${report.id}`);
      await api.call('POST', `/reports/${report.id}/accept`, { version });
      return;
    }
    if (report?.status === 'refused') return;
    await pause(1_000);
  }
}

/** Finds each control by its words, so that the example follows the catalog. */
async function ownProgramme(api: DemoClient): Promise<void> {
  const { controls } = await api.call<{ controls: { id: string; title: string; statement: string; parameters: { name: string }[] }[] }>('GET', '/controls');
  for (const own of ownControls) {
    const wanted = own.find.split(' ');
    const scored = controls.map((control) => ({ control, score: wanted.filter((word) => `${control.title} ${control.statement}`.toLowerCase().includes(word)).length }));
    const best = scored.reduce((top, one) => (one.score > top.score ? one : top));
    if (best.score < wanted.length - 1) continue;
    const measured = 'measured' in own ? own.measured.filter(({ parameter }) => best.control.parameters.some(({ name }) => name === parameter)) : [];
    await api.call('PUT', `/programme/controls/${best.control.id}`, { version: 0, state: 'in-place', owner: person.name, how: own.how, measured, since: iso(Date.now() - 200 * day) });
  }
}

async function mailed(mailbox: string, to: string, pattern: RegExp): Promise<string> {
  for (let tries = 0; tries < 200; tries += 1) {
    for (const name of (await readdir(mailbox).catch(() => [])).filter((one) => one.endsWith('.eml')).sort().reverse()) {
      const mail = await simpleParser(await readFile(join(mailbox, name)));
      const found = JSON.stringify(mail.to ?? '').includes(to) ? pattern.exec(mail.text ?? '') : null;
      if (found?.[1]) return found[1];
    }
    await pause(150);
  }
  throw new Error('the worked example could not be loaded: a mail did not arrive in the local mailbox');
}
