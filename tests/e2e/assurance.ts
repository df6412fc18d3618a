import { expect } from '@jest/globals';
import { until, type Client } from '../support/client.js';
import type { Report } from './walk.js';

interface Detail extends Report {
  corrections: { path: string; by: string }[]; exceptions: number; extraction: { controls: { key: string; rows: { criterion: string; page: number }[]; tests: { result: string }[] }[]; asOf: null; exceptions: unknown[] };
}
interface Fact { id: string; verdict: string; assurance: string; target: { id: string }; source: { kind: string; id?: string; quote?: string } }
interface Duty { vendor: string; key: string; version: number; text: string; state: string }

const factsOf = async (api: Client, vendor: string): Promise<Fact[]> => (await api.must<{ items: Fact[] }>('GET', `/evidence/${vendor}`)).items;

/** A result that a person puts right becomes the evidence that it is, beside what was read, until it is taken back. */
export async function putResultRight(api: Client, vendor: string, report: string): Promise<void> {
  const before = await api.must<Detail>('GET', `/reports/${report}`);
  const control = before.extraction.controls.find(({ rows, tests }) => rows[0]?.criterion === 'CC8.1' && tests.every(({ result }) => result === 'no-exceptions'))!;
  const path = `row/${control.key}/CC8.1`;
  expect((await api.api('POST', `/reports/${report}/corrections`, { version: before.version, path, value: { result: 'exception', resultText: '' } })).status).toBe(400);
  const after = await api.must<Detail>('POST', `/reports/${report}/corrections`, { version: before.version, path, value: { result: 'exception', resultText: 'For 1 of 25 changes no approval was recorded.' } });
  expect(after).toMatchObject({ exceptions: before.exceptions + 1, extraction: before.extraction });
  const verdict = async () => (await factsOf(api, vendor)).find(({ id }) => id === `report:${report}:CC8.1`)?.verdict;
  await until(verdict, (now) => now === 'excepted');
  expect(await api.must<Detail>('DELETE', `/reports/${report}/corrections`, { version: after.version, path })).toMatchObject({ exceptions: before.exceptions });
  await until(verdict, (now) => now === 'met');
}

/** A certificate that nobody reads is evidence as a person says, once the requirements are there. */
export async function enterCertificate(api: Client, vendor: string): Promise<void> {
  const file = { name: 'certificate.pdf', bytes: Buffer.from('%PDF-1.7 a certificate') };
  const said = { kind: 'iso-certificate', issuer: 'Northern Certification', scope: 'The hosted ledger', issued: '2026-01-10', until: '2029-01-09' };
  expect((await api.upload(`/vendors/${vendor}/documents`, file, { ...said, requirements: 'iso27001 A.99.1' })).status).toBe(400);
  const entered = await api.upload<Detail>(`/vendors/${vendor}/documents`, file, { ...said, requirements: 'iso27001 A.5.1, A.8.*' });
  expect(entered).toMatchObject({ status: 201, body: { status: 'accepted', countsUntil: '2029-01-09' } });
  expect(entered.body.evidence).toBeGreaterThan(20);
  await until(() => factsOf(api, vendor), (facts) => facts.some((fact) => fact.target.id === 'A.5.1' && fact.source.kind === 'document' && fact.assurance === 'evidenced'));
  await api.must('POST', `/reports/${entered.body.id}/reject`, { version: entered.body.version, note: 'Only tried' });
  await until(() => factsOf(api, vendor), (facts) => facts.every(({ source }) => source.kind !== 'document'));
}

/** Under an agreement only the named read a report, what it proves goes on without its words, and every look stands in the log. */
export async function restrict(api: Client, vendor: string, report: string): Promise<void> {
  const { version } = await api.must<Detail>('GET', `/reports/${report}`);
  const { secret } = await api.must<{ secret: string }>('POST', '/tokens', { name: 'Buyer', roles: ['procurement'], days: 1 });
  const buyer = api.as(secret);
  const closed = await api.must<Detail>('PUT', `/reports/${report}/access`, { version, restricted: true });
  expect((await buyer.api('GET', `/reports/${report}/signals`)).status).toBe(403);
  expect((await buyer.must<{ items: { id: string; readable: boolean; opinion: string | null }[] }>('GET', `/reports?vendor=${vendor}`)).items.find(({ id }) => id === report)).toMatchObject({ readable: false, opinion: null });
  await until(() => factsOf(api, vendor), (facts) => facts.filter(({ source }) => source.id === report).every(({ source }) => source.quote === undefined));
  await api.must('PUT', '/reports/settings', { watermark: true });
  const marked = Buffer.from(await (await api.raw('GET', `/api/reports/${report}/file`)).arrayBuffer()).toString('latin1');
  expect(marked.startsWith('%PDF')).toBe(true);
  expect(marked).toContain('under a non-disclosure agreement');
  const { items } = await api.must<{ items: { act: string }[] }>('GET', `/reports/${report}/log`);
  expect(items[0]).toMatchObject({ act: 'downloaded', detail: { marked: true } });
  await api.must('PUT', '/reports/settings', { watermark: false });
  await api.must('PUT', `/reports/${report}/access`, { version: closed.version, restricted: false });
}

/** What the compliance team gets on top of one report. */
export async function judge(api: Client, vendor: string, report: string): Promise<void> {
  const signals = await api.must<{ items: { code: string; weight: string }[] }>('GET', `/reports/${report}/signals`);
  expect(signals.items.find(({ code }) => code === 'exceptions')).toMatchObject({ weight: 'ask' });
  expect(signals.items.find(({ code }) => code === 'no-privacy')).toMatchObject({ weight: 'ask' });
  const calendar = await api.must<{ today: string; items: { vendor: string; spans: object[]; gaps: { to: string }[]; chain: { name: string; report: null }[] }[] }>('GET', `/reports/calendar?vendor=${vendor}&from=2024-01-01`);
  expect(calendar.items).toMatchObject([{ vendor, spans: [{ kind: 'report', from: '2025-10-01', to: '2026-09-30' }], gaps: [{ from: '2026-10-01', to: calendar.today }] }]);
  expect(calendar.items[0]?.chain[0]).toMatchObject({ depth: 1, method: 'carve-out', report: null });
  expect(await api.must('GET', `/reports/${report}/diff`)).toMatchObject({ before: null, changes: [] });
  const duties = await api.must<{ items: Duty[]; open: number }>('GET', `/reports/duties?vendor=${vendor}`);
  const first = duties.items[0]!;
  await api.must('PUT', `/reports/duties/${first.vendor}/${first.key}`, { version: first.version, owner: 'Mara Ellingsworth', state: 'in-place', note: 'Our joiner and leaver process' });
  expect(await api.must<{ open: number }>('GET', `/reports/duties?vendor=${vendor}`)).toMatchObject({ open: duties.open - 1 });
  expect((await api.api('PUT', `/reports/duties/${first.vendor}/${first.key}`, { version: 0, state: 'open' })).status).toBe(409);
  expect((await api.api('GET', `/reports/${report}/contradictions`)).status).toBe(200);
  const memo = Buffer.from(await (await api.raw('GET', `/api/reports/${report}/export?format=memo`)).arrayBuffer()).toString('latin1');
  expect(memo).toContain('/StructTreeRoot');
  expect(memo.match(/\/Type \/Page\b/g)?.length).toBeLessThanOrEqual(2);
  expect(await (await api.raw('GET', `/api/reports/${report}/export?format=csv`)).text()).toContain('CC8.1');
}
