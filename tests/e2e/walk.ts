import { readFile } from 'node:fs/promises';
import { Client, mailed, until } from '../support/client.js';
import { goodAnswer } from '../support/fill-form.js';

const profile = { dataClasses: ['personal', 'confidential'], volume: '1k-100k', access: 'production', criticality: 'high', substitutability: 'months', spend: '100k-1m', countries: ['DE', 'US'], regulated: ['gdpr'] };

export interface Walked {
  readonly vendor: { id: string; tier: string; risk: { score: number; factors: { points: number; says: string }[] } };
  readonly request: { id: string };
  readonly receipt: { number: string };
  readonly report: Report;
}

export interface Report {
  id: string; version: number; status: string; says: string; reportType: string | null; opinion: string | null; auditor: string | null; controls: number; countsUntil: string | null;
  evidence: number; extraction: { controls: { rows: { page: number }[] }[]; asOf: { value: string; page: number } | null } | null;
}

/** The main job over the JSON API: vendor, request, mail, code, answers, report, submit, read, accept, review. */
export async function walk(api: Client, mailbox: string, pdf: string, name: string): Promise<Walked> {
  const to = `security@${name.toLowerCase().replace(/\W+/g, '')}.example`;
  const vendor = await api.must<Walked['vendor']>('POST', '/vendors', { name, service: 'Hosted ledger', profile, roles: ['processor', 'service-provider'], contact: { name: 'Astrid Lind', email: to } });
  const request = await api.must<{ id: string }>('POST', '/requests', { vendor: vendor.id, template: 'concord-core', depth: 'short', modules: [], to, due: { date: '2099-01-31', zone: 'Europe/Berlin' } });
  const [, token = ''] = await mailed(mailbox, to, /\/l\/([\w-]+)/);
  const outside = new Client(api.address);
  await outside.must('POST', '/links/code', { token });
  const [, code = ''] = await mailed(mailbox, to, /Your code is (\d{6})/);
  const { session } = await outside.must<{ session: string }>('POST', '/links/session', { token, code });
  const vendorSide = outside.as(session);
  const receipt = await answerAndSubmit(vendorSide, pdf);
  const read = await until(() => reportOf(api, vendor.id), (report) => report !== null && ['read', 'refused'].includes(report.status), 60);
  if (!read || read.status !== 'read') throw new Error(`the report was not read: ${read?.says}`);
  const report = await api.must<Report>('POST', `/reports/${read.id}/accept`, { version: read.version });
  await api.must('POST', `/requests/${request.id}/review`, { keys: 'all', verdict: 'accepted' });
  return { vendor, request, receipt, report };
}

async function answerAndSubmit(vendor: Client, pdf: string): Promise<{ number: string }> {
  interface Form { questionnaire: { sections: { questions: Parameters<typeof goodAnswer>[0][] }[] }; unanswered: { key: string }[]; answers: { key: string }[]; receipt: { number: string } | null }
  const uploaded = await vendor.upload('/form/documents', { name: 'soc2.pdf', bytes: await readFile(pdf) }, { kind: 'report' });
  if (uploaded.status !== 201) throw new Error(`the upload answered ${uploaded.status}: ${JSON.stringify(uploaded.body)}`);
  // answering can show further questions, so answer until nothing is open
  for (let round = 0; round < 5; round += 1) {
    const form = await vendor.must<Form>('GET', '/form');
    const given = new Set(form.answers.map(({ key }) => key));
    const open = form.questionnaire.sections.flatMap((section) => section.questions).filter((question) => form.unanswered.some(({ key }) => key === question.key) && !given.has(question.key));
    if (!open.length) break;
    const answers = open.map(goodAnswer).filter((answer) => answer !== null);
    const saved = await vendor.must<{ wrong: unknown[]; conflicts: unknown[] }>('PUT', '/form/answers', { answers: answers.slice(0, 100) });
    if (saved.wrong.length || saved.conflicts.length) throw new Error(JSON.stringify(saved).slice(0, 1_000));
  }
  const form = await vendor.must<Form>('POST', '/form/submit', { name: 'Astrid Lind', anyway: 'Documents follow by mail' });
  if (!form.receipt) throw new Error('no receipt');
  return form.receipt;
}

async function reportOf(api: Client, vendor: string): Promise<Report | null> {
  const { items } = await api.must<{ items: { id: string }[] }>('GET', `/reports?vendor=${vendor}`);
  return items[0] ? api.must<Report>('GET', `/reports/${items[0].id}`) : null;
}
