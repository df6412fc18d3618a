import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startConcord, type RunningConcord } from '../../apps/local/start-concord.js';
import { firstAdministrator, until, type Client } from '../support/client.js';

interface Outcome {
  saved: string | null; version: number; problemCount: number; problems: { line: number; field: string; message: string; newIds?: { id: string; now: string[] }[] }[];
  counts: Record<string, number>; impact: { verdicts: number; parties: { party: string; changes: { framework: string; id: string; from: string | null; to: string | null }[] }[] };
}
interface Listed { version: number; catalog: string; changes: { id: string; name: string; undoneAt: string | null; madeBy: string }[]; stranded: unknown[] }
interface Coverage { catalog: string; frameworks: { id: string; requirements: { id: string; verdict: string }[] }[] }

const fact = (id: string, control: string, more: object = {}) => ({
  id, version: 1, party: 'own', target: { kind: 'control', id: control }, verdict: 'met', assurance: 'evidenced', period: { from: '2026-01-01', to: '2026-12-31' }, source: { kind: 'manual', label: 'Internal tool' }, ...more,
});

describe('own data over the catalog, and facts from outside', () => {
  let folder: string;
  let concord: RunningConcord;
  let api: Client;
  const take = (name: string, text: string, fields: Record<string, string> = {}) => api.upload<Outcome>('/overlays/imports', { name, bytes: Buffer.from(text) }, fields);
  const verdict = async (framework: string, id: string): Promise<string | undefined> => {
    const { frameworks } = await api.must<Coverage>('GET', `/coverage/own?at=2026-06-30`);
    return frameworks.find((one) => one.id === framework)?.requirements.find((one) => one.id === id)?.verdict;
  };
  const framework = 'framework,framework_name,version,id,parent,title,assessable\nacme,Acme policy,1,P,,All,no\nacme,,,P1,P,Badges,yes';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'concord overlays '));
    concord = await startConcord({ dataDir: join(folder, 'data'), fill: 'empty', environment: { PATH: process.env['PATH'], LOG_LEVEL: 'silent' } });
    ({ api } = await firstAdministrator(concord.address, concord.firstRunUrl));
  }, 120_000);
  afterAll(async () => {
    await concord.close();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  it('records facts from outside, all or none, and says what is wrong with each', async () => {
    const wrong = await api.api<{ error: { message: string; fields: { field: string; message: string }[] } }>('POST', '/evidence', {
      facts: [fact('a', 'PHY-02'), fact('b', 'GONE-01'), fact('c', 'PHY-02', { period: { from: '2026-05-01', to: '2026-04-01' } }), fact('d', 'PHY-02', { party: 'nobody' })],
    });
    expect(wrong.status).toBe(422);
    expect(wrong.body.error.fields.map(({ field }) => field)).toEqual(['facts.1.target.id', 'facts.2.period.to', 'facts.3.party']);
    expect((await api.must<{ items: unknown[] }>('GET', '/evidence/own')).items).toEqual([]);
    expect(await api.must('POST', '/evidence', { facts: [fact('a', 'PHY-02'), fact('b', 'PHY-06')] })).toEqual({ recorded: 2, parties: ['own'] });
    const { items } = await api.must<{ items: { id: string }[] }>('GET', '/evidence/own');
    expect(items.map(({ id }) => id).sort()).toEqual(['pushed/a', 'pushed/b']);
  });

  it('tries an import without keeping anything, then keeps it', async () => {
    const tried = await take('acme.csv', framework);
    expect(tried.body).toMatchObject({ saved: null, version: 0, problemCount: 0, counts: { frameworks: 1 } });
    expect((await api.must<Listed>('GET', '/overlays')).changes).toEqual([]);
    expect((await take('acme.csv', framework, { dryRun: 'false', version: '0' })).body).toMatchObject({ version: 1, problemCount: 0 });
    expect(await verdict('acme', 'P1')).toBe('unknown');
  });

  it('says before it is saved which verdicts of which parties a file changes, and changes just those', async () => {
    const rows = 'framework,requirement,control,relationship,strength,reviewed\nacme,P1,PHY-02,subset,8,me';
    const tried = await take('rows.csv', rows);
    expect(tried.body.impact).toMatchObject({ verdicts: 1, parties: [{ party: 'own', changes: [{ framework: 'acme', id: 'P1', from: 'unknown', to: 'met' }] }] });
    expect(await verdict('acme', 'P1')).toBe('unknown');
    const { catalog } = await api.must<Listed>('GET', '/overlays');
    expect((await take('rows.csv', rows, { dryRun: 'false', version: '1' })).body.saved).not.toBeNull();
    expect(await verdict('acme', 'P1')).toBe('met');
    expect((await api.must<Listed>('GET', '/overlays')).catalog).not.toBe(catalog);
  });

  it('shows own data in the explorer: in the reach of a control, in search, in pairs with their chains, in coverage by section', async () => {
    const reach = await api.must<{ frameworks: { id: string; rows: { requirement: string; own: boolean; ends: object }[] }[] }>('GET', '/controls/PHY-02');
    expect(reach.frameworks.find(({ id }) => id === 'acme')?.rows).toMatchObject([{ requirement: 'P1', own: true, ends: { framework: 'acme', requirement: 'P1', control: 'PHY-02' } }]);
    expect(reach.frameworks.flatMap(({ rows }) => rows).some(({ own }) => !own)).toBe(true);
    expect(await api.must('GET', '/search?q=badges&in=acme')).toMatchObject({ total: 1, items: [{ framework: 'acme', id: 'P1' }] });
    const pairs = await api.must<{ items: { to: string; relation: string }[]; total: number }>('GET', '/crosswalk?from=acme&to=soc2&atLeast=0');
    const matrix = await api.must<{ total: number; cells: object[] }>('GET', '/crosswalk/matrix?from=acme&to=soc2&atLeast=0');
    expect([matrix.total, matrix.cells.length > 0]).toEqual([pairs.total, true]);
    const one = await api.must<{ relation: string; chains: { over: { id: string }[] }[] }>('GET', `/crosswalk/acme/P1/soc2/${pairs.items[0]!.to}`);
    expect(one.relation).toBe(pairs.items[0]!.relation);
    expect(one.chains.flatMap(({ over }) => over.map(({ id }) => id))).toContain('PHY-02');
    const summary = (query: string) => api.must<{ parties: { frameworks: { totals: Record<string, number>; requirements?: object[] }[] }[] }>('GET', `/coverage?frameworks=acme&open=acme:P&at=2026-06-30&${query}`);
    expect((await summary('domain=PHY')).parties[0]!.frameworks[0]).toMatchObject({ totals: { met: 1 }, requirements: [{ id: 'P1', verdict: 'met' }] });
    expect((await summary('domain=IAM')).parties[0]!.frameworks[0]).toMatchObject({ totals: { met: 0 }, requirements: [] });
  });

  it('refuses what was tried on another version, and what is wrong, by line and field', async () => {
    expect((await take('rows.csv', framework, { dryRun: 'false', version: '0' })).status).toBe(409);
    const old = await take('old.csv', 'framework,framework_version,requirement,control,relationship,strength\npci-dss,3.2.1,8.2.3,AUT-05,overlaps,5', { dryRun: 'false' });
    expect(old.body).toMatchObject({ saved: null, problems: [{ line: 2, field: 'framework_version', newIds: [{ id: '8.2.3', now: ['8.3.6'] }] }] });
    expect((await api.must<Listed>('GET', '/overlays')).version).toBe(2);
  });

  it('shows the frameworks that were chosen, an own one too, and the sixth only when it is', async () => {
    const shown = async () => (await api.must<{ choice: number; items: { id: string; shown: boolean }[] }>('GET', '/frameworks'));
    const covered = async () => (await api.must<Coverage>('GET', '/coverage/own')).frameworks.map(({ id }) => id);
    const first = await shown();
    expect([first.choice, first.items.filter((one) => !one.shown).map(({ id }) => id)]).toEqual([0, ['nist-csf']]);
    expect(await covered()).toEqual(['soc2', 'iso27001', 'pci-dss', 'hipaa', 'gdpr', 'acme']);
    expect((await api.must<Coverage>('GET', '/coverage/own?frameworks=nist-csf')).frameworks[0]!.requirements.filter(({ id }) => id.includes('-'))).toHaveLength(106);
    await api.must('PUT', '/frameworks', { frameworks: ['acme', 'nist-csf'], version: 0 });
    expect(await covered()).toEqual(['nist-csf', 'acme']);
    expect((await api.api('PUT', '/frameworks', { frameworks: ['soc2'], version: 0 })).status).toBe(409);
    expect((await api.api('PUT', '/frameworks', { frameworks: ['nothing'], version: 1 })).status).toBe(404);
    await api.must('PUT', '/frameworks', { frameworks: [...first.items.map(({ id }) => id).filter((id) => id !== 'nist-csf')], version: 1 });
    expect(await covered()).not.toContain('nist-csf');
  });

  it('edits one row and takes it away again', async () => {
    const row = { framework: 'acme', requirement: 'P1', control: 'PHY-02', relationship: 'overlaps', strength: 5, reason: 'Badges are a part of it' };
    const tried = await api.must<Outcome>('POST', '/overlays/rows', { row });
    expect(tried.impact.parties[0]!.changes).toMatchObject([{ id: 'P1', from: 'met', to: 'partly' }]);
    await api.must<Outcome>('POST', '/overlays/rows', { row, dryRun: false, version: tried.version });
    expect(await verdict('acme', 'P1')).toBe('partly');
    await api.must<Outcome>('POST', '/overlays/rows', { row, remove: true, dryRun: false });
    expect(await verdict('acme', 'P1')).toBe('unknown');
    const wrong = await api.must<Outcome>('POST', '/overlays/rows', { row: { ...row, requirement: 'P', strength: 12 } });
    expect(wrong.problems.map(({ field }) => field).sort()).toEqual(['requirement', 'strength']);
  });

  it('takes a whole import back, tells what was made over it, and keeps the history', async () => {
    const { changes } = await api.must<Listed>('GET', '/overlays');
    expect(changes.map(({ name }) => name)).toEqual(['Acme policy P1 – PHY-02', 'Acme policy P1 overlaps PHY-02', 'rows.csv', 'acme.csv']);
    const first = changes.find(({ name }) => name === 'acme.csv')!;
    expect((await api.must<Outcome>('POST', `/overlays/changes/${changes[0]!.id}/undo`)).impact.verdicts).toBe(1);
    await api.must('POST', `/overlays/changes/${changes[0]!.id}/undo`, { dryRun: false });
    expect(await verdict('acme', 'P1')).toBe('partly');
    await api.must('POST', `/overlays/changes/${first.id}/undo`, { dryRun: false });
    const after = await api.must<Listed>('GET', '/overlays');
    expect(after.changes.find(({ id }) => id === first.id)!.undoneAt).not.toBeNull();
    expect(after.stranded).toMatchObject([{ kind: 'row', id: 'acme:P1~PHY-02' }]);
    expect(await verdict('acme', 'P1')).toBeUndefined();
    expect((await api.api('POST', `/overlays/changes/${first.id}/undo`, { dryRun: false })).status).toBe(404);
  });

  it('takes files and facts from the command line', async () => {
    const run = promisify(execFile);
    const cli = (...words: string[]) => run(process.execPath, ['dist/apps/cli/main.js', ...words, '--url', concord.address, '--json'], { env: { PATH: process.env['PATH'], CONCORD_TOKEN: api['bearer'] } });
    await writeFile(join(folder, 'facts.json'), JSON.stringify([fact('cli', 'PHY-02', { version: 7 })]));
    expect(JSON.parse((await cli('evidence', 'push', join(folder, 'facts.json'))).stdout)).toEqual({ recorded: 1, parties: ['own'] });
    await writeFile(join(folder, 'facts.json'), JSON.stringify([fact('cli', 'GONE-01')]));
    await expect(cli('evidence', 'push', join(folder, 'facts.json'))).rejects.toMatchObject({ code: 2, stdout: expect.stringContaining('there is no common control GONE-01') });
    await writeFile(join(folder, 'acme.csv'), framework.replaceAll('acme', 'other'));
    expect(JSON.parse((await cli('crosswalk', 'import', join(folder, 'acme.csv'), '--try')).stdout)).toMatchObject({ saved: null, counts: { frameworks: 1 } });
    expect(JSON.parse((await cli('crosswalk', 'import', join(folder, 'acme.csv'), '--save')).stdout).saved).not.toBeNull();
  }, 60_000);

  it('computes the coverage of every vendor anew after a change, by itself', async () => {
    interface Vendor { id: string; coverage: { framework: string; totals: Record<string, number> }[] }
    const { id: party } = await api.must<Vendor>('POST', '/vendors', { name: 'Northgate Ledger', service: 'Ledger', profile: { dataClasses: ['internal'], volume: 'none', access: 'limited', criticality: 'low', substitutability: 'easy', spend: 'under-10k' } });
    await until(() => api.api('POST', '/evidence', { facts: [fact('v', 'PHY-02', { party })] }), ({ status }) => status === 201);
    await take('acme.csv', framework, { dryRun: 'false' });
    await take('rows.csv', 'framework,requirement,control,relationship,strength,reviewed\nacme,P1,PHY-02,subset,8,me', { dryRun: 'false' });
    const met = ({ coverage }: Vendor): number => coverage.find((one) => one.framework === 'acme')?.totals['met'] ?? 0;
    expect(met(await until(() => api.must<Vendor>('GET', `/vendors/${party}`), (vendor) => met(vendor) === 1))).toBe(1);
  });

  it('takes its own files back as no change', async () => {
    const file = async (query: string): Promise<Uint8Array> => new Uint8Array(await (await api.raw('GET', `/api/catalog/export?${query}`)).arrayBuffer());
    for (const [name, query] of [['direct.csv', 'what=direct&format=csv'], ['hipaa.xlsx', 'what=mapping&framework=hipaa&format=xlsx'], ['hipaa.json', 'what=mapping&framework=hipaa&format=oscal']] as const) {
      const { body } = await api.upload<Outcome>('/overlays/imports', { name, bytes: await file(query) }, { dryRun: 'false' });
      expect({ name, ...body }).toMatchObject({ name, saved: null, problemCount: 0, counts: { rows: 0, directRows: 0 } });
    }
  }, 60_000);

  it('names exactly the one wrong row of 50,000 and takes nothing in, while others are answered', async () => {
    const { items } = await api.must<{ items: { id: string; version: string }[] }>('GET', '/frameworks');
    const { controls } = await api.must<{ controls: { id: string }[] }>('GET', '/controls');
    const trees = await Promise.all(items.filter(({ id }) => id !== 'acme' && id !== 'other').map(async ({ id, version }) => {
      const { requirements } = await api.must<{ requirements: { id: string; assessable: boolean }[] }>('GET', `/frameworks/${id}`);
      return requirements.filter(({ assessable }) => assessable).map((one) => `${id},"${version}",${one.id}`);
    }));
    const targets = trees.flat();
    const lines = Array.from({ length: 50_000 }, (_, at) => `${targets[at % targets.length]},${controls[Math.floor(at / targets.length)]!.id},overlaps,5`);
    lines[31_416] = lines[31_416]!.replace('overlaps,5', 'overlaps,50');
    const before = await api.must<Listed>('GET', '/overlays');
    let isTaken = false;
    const taking = take('large.csv', ['framework,framework_version,requirement,control,relationship,strength', ...lines].join('\n'), { dryRun: 'false' }).finally(() => { isTaken = true; });
    let slowest = 0;
    const start = performance.now();
    while (!isTaken) {
      const began = performance.now();
      await api.must('GET', '/frameworks');
      slowest = Math.max(slowest, performance.now() - began);
    }
    expect((await taking).body).toMatchObject({ saved: null, problemCount: 1, problems: [{ line: 31_418, field: 'strength' }] });
    expect(await api.must<Listed>('GET', '/overlays')).toEqual(before);
    expect(slowest).toBeLessThan((performance.now() - start) / 2);
  }, 120_000);

  it('has every party judged anew that was judged last on another day or by another shipped catalog', async () => {
    const database = new pg.Client({ connectionString: concord.infrastructure.database.ownerUrl });
    await database.connect();
    const { rows: [before] } = await database.query<{ parties: number; shipped: string }>('select count(*)::integer as parties, min(shipped) as shipped from crosswalk.coverage_state');
    expect(before!.parties).toBeGreaterThan(1);
    await database.query(`update crosswalk.coverage_state set judged_on = current_date - 1, verdicts = '{}' where party = 'own'; update crosswalk.coverage_state set shipped = 'another', verdicts = '{}' where party <> 'own'`);
    await database.end();
    await concord.close();
    concord = await startConcord({ dataDir: join(folder, 'data'), fill: 'empty', environment: { PATH: process.env['PATH'], LOG_LEVEL: 'silent' } });
    const again = new pg.Client({ connectionString: concord.infrastructure.database.ownerUrl });
    await again.connect();
    try {
      const states = await until(async () => (await again.query<{ shipped: string; old: boolean; verdicts: Record<string, object> }>('select shipped, judged_on < current_date as old, verdicts from crosswalk.coverage_state')).rows, (rows) => rows.every(({ shipped, old }) => shipped === before!.shipped && !old));
      expect(states.filter(({ verdicts }) => Object.keys(verdicts).length === 0)).toEqual([]);
    } finally {
      await again.end();
    }
  }, 120_000);
});
