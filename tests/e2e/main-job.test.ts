import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeDemoReport } from '../../apps/local/demo/soc2-report.js';
import { startConcord, type RunningConcord } from '../../apps/local/start-concord.js';
import { firstAdministrator, until, type Client } from '../support/client.js';
import { enterCertificate, judge, putResultRight, restrict } from './assurance.js';
import { walk, type Walked } from './walk.js';

interface Coverage { frameworks: { id: string; totals: Record<string, number>; requirements: { id: string; verdict: string }[] }[] }
interface Explained { says: string; result: { verdict: string; reasons: { says: string }[] }; facts: { source: { kind: string; page?: number } }[] }

const tembo = resolve('../shared/samples/reports/tembo-soc2.pdf');
const hostile = resolve('../shared/samples/hostile');
const start = (dataDir: string): Promise<RunningConcord> => startConcord({ dataDir, fill: 'empty', environment: { PATH: process.env['PATH'], LOG_LEVEL: 'silent' } });
const met = (coverage: Coverage, framework: string): number => {
  const totals = coverage.frameworks.find(({ id }) => id === framework)?.totals ?? {};
  return (totals['met'] ?? 0) + (totals['met-with-exceptions'] ?? 0);
};

describe('the main job over the JSON API', () => {
  let folder: string;
  let concord: RunningConcord;
  let api: Client;
  let northgate: Walked;
  const mailbox = () => join(folder, 'data', 'mail');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'concord e2e '));
    concord = await start(join(folder, 'data'));
    ({ api } = await firstAdministrator(concord.address, concord.firstRunUrl));
  }, 120_000);

  afterAll(async () => {
    await concord.close();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  it('goes from a vendor to coverage in every framework on a current Type II report', async () => {
    const pdf = join(folder, 'report.pdf');
    await writeDemoReport(pdf, { periodFrom: '2025-10-01', periodTo: '2026-09-30', opinionDate: '2026-11-09' });
    northgate = await walk(api, mailbox(), pdf, 'Northgate Ledger');
    expect(northgate.vendor.risk.factors.reduce((sum, factor) => sum + factor.points, 0)).toBe(northgate.vendor.risk.score);
    expect(northgate.receipt.number).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    expect(northgate.report).toMatchObject({ status: 'accepted', reportType: 'type2', opinion: 'unqualified' });
    expect(northgate.report.evidence).toBeGreaterThan(30);
    const covered = await until(() => api.must<Coverage>('GET', `/coverage/${northgate.vendor.id}?at=2026-11-25`), (coverage) => met(coverage, 'soc2') > 30);
    for (const framework of covered.frameworks) expect(framework.requirements.filter(({ verdict }) => verdict !== 'unknown').length).toBeGreaterThan(0);
  }, 180_000);

  it('says sentence by sentence why, with the page that proves it', async () => {
    const explained = await api.must<Explained>('GET', `/coverage/${northgate.vendor.id}/soc2/CC8.1?at=2026-11-25`);
    expect(explained.result.verdict).toBe('met');
    expect(explained.result.reasons[0]?.says).toContain('CC8.1');
    expect(explained.facts.some(({ source }) => source.kind === 'report' && (source.page ?? 0) > 0)).toBe(true);
  });

  it('proves nothing at a date before the report began', async () => {
    const before = await api.must<Coverage>('GET', `/coverage/${northgate.vendor.id}?at=2024-01-01`);
    expect(met(before, 'soc2')).toBe(0);
  });

  it('takes a corrected result of the matrix as evidence, until it is taken back', () => putResultRight(api, northgate.vendor.id, northgate.report.id), 30_000);

  it('takes a certificate entered by hand as evidence of what it speaks of', () => enterCertificate(api, northgate.vendor.id), 30_000);

  it('says what to ask about a report, which days it covers and what it expects of us', () => judge(api, northgate.vendor.id, northgate.report.id), 30_000);

  it('keeps a report under an agreement to its readers, and notes who took it', () => restrict(api, northgate.vendor.id, northgate.report.id), 60_000);

  it('exports what is shown as CSV and as a tagged PDF', async () => {
    const csv = await (await api.raw('GET', `/api/coverage/${northgate.vendor.id}/export?format=csv&at=2026-11-25`)).text();
    expect(csv.split('\n')[0]).toContain('party,framework,version,requirement');
    expect(csv).toContain('CC8.1');
    const pdf = Buffer.from(await (await api.raw('GET', `/api/coverage/${northgate.vendor.id}/export?format=pdf&at=2026-11-25`)).arrayBuffer()).toString('latin1');
    expect(pdf.startsWith('%PDF')).toBe(true);
    expect(pdf).toContain('/StructTreeRoot');
    expect(pdf).toContain('/Marked true');
  });

  it('gives the same reply to the same key, and refuses the key with another body', async () => {
    const vendor = { name: 'Once Only', service: 'Tests', profile: { dataClasses: ['public'], volume: 'none', access: 'none', criticality: 'low', substitutability: 'easy', spend: 'under-10k' } };
    const replies = await Promise.all(Array.from({ length: 8 }, () => api.api<{ id: string }>('POST', '/vendors', vendor, { 'idempotency-key': 'one vendor' })));
    expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
    expect((await api.api('POST', '/vendors', { ...vendor, name: 'Another' }, { 'idempotency-key': 'one vendor' })).status).toBe(422);
  }, 30_000);

  it('refuses a program that is named like a report, an oversized file and a stranger, each with a clear word', async () => {
    const exe = await api.upload<{ error: { code: string; message: string } }>(`/vendors/${northgate.vendor.id}/reports`, { name: 'report.pdf', bytes: Buffer.from('MZ\u0090\u0000 this is a program') });
    expect(exe).toMatchObject({ status: 415, body: { error: { code: 'web.upload-kind' } } });
    const large = await api.upload<{ error: { code: string } }>(`/vendors/${northgate.vendor.id}/reports`, { name: 'large.pdf', bytes: Buffer.alloc(60 * 1024 * 1024, '%PDF-1.7 ') });
    expect(large).toMatchObject({ status: 413, body: { error: { code: 'web.upload-too-large' } } });
    expect((await api.as('concord_not-a-token').api('GET', '/vendors')).status).toBe(401);
  }, 60_000);

  (existsSync(hostile) ? it : it.skip)('refuses hostile PDFs by name while it goes on', async () => {
    const files = ['own-bomb-content-1GiB.pdf', 'own-user-password-aes256.pdf', 'own-zero-pages.pdf', 'pdfjs-poppler-395-0-fuzzed.pdf'];
    const added = await Promise.all(files.map(async (name) => api.upload<{ id: string }>(`/vendors/${northgate.vendor.id}/reports`, { name, bytes: await readFile(join(hostile, name)) })));
    const ended = await Promise.all(added.map(({ body }) => until(() => api.must<{ status: string; refusal: { code: string; message: string } | null }>('GET', `/reports/${body.id}`), ({ status }) => !['queued', 'reading'].includes(status), 120)));
    expect(ended.map(({ status }) => status)).toEqual(files.map(() => 'refused'));
    expect(['too-large', 'timed-out']).toContain(ended[0]?.refusal?.code);
    expect(ended[1]?.refusal?.code).toBe('needs-password');
    for (const { refusal } of ended) expect(refusal?.message).toMatch(/[.!]$/);
    expect((await api.api('GET', '/vendors')).status).toBe(200);
  }, 180_000);

  it('finds everything as it was after a stop and a start', async () => {
    const before = await api.must<{ items: { id: string }[] }>('GET', '/vendors');
    await concord.close();
    concord = await start(join(folder, 'data'));
    expect(await api.must<{ items: { id: string }[] }>('GET', '/vendors')).toEqual(before);
    expect(met(await api.must<Coverage>('GET', `/coverage/${northgate.vendor.id}?at=2026-11-25`), 'soc2')).toBeGreaterThan(30);
  }, 120_000);

  (existsSync(tembo) ? it : it.skip)('reads the real report whole and says that it has expired', async () => {
    const { report, vendor } = await walk(api, mailbox(), tembo, 'Tembo Data');
    expect(report).toMatchObject({ reportType: 'type1', opinion: 'unqualified', auditor: 'Armanino LLP', controls: 214, countsUntil: '2024-11-30' });
    expect(report.extraction?.controls.flatMap(({ rows }) => rows)).toHaveLength(214);
    await until(() => api.must<Coverage>('GET', `/coverage/${vendor.id}?at=2024-01-31`), (coverage) => met(coverage, 'soc2') > 30);
    const today = await api.must<Coverage & { frameworks: { requirements: { id: string; expired: string | null }[] }[] }>('GET', `/coverage/${vendor.id}?frameworks=soc2`);
    expect(today.frameworks[0]?.requirements.find(({ id }) => id === 'CC6.1')).toMatchObject({ expired: '2024-11-30' });
  }, 180_000);
});
