import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { concord, projectRoot, put } from './run-cli.js';

interface Branch {
  readonly id: string;
  readonly parent: string | null;
  readonly assessable: boolean;
  readonly children: readonly Branch[];
}
const flat = (branches: readonly Branch[]): Branch[] => branches.flatMap((branch) => [branch, ...flat(branch.children)]);

describe('concord frameworks', () => {
  it('says how large each framework and its map are', () => {
    const items = concord(['frameworks', '--json']).json() as Record<string, unknown>[];
    expect(items[0]).toEqual({ id: 'soc2', name: 'SOC 2', version: expect.any(String), requirements: 86, assessable: 61, rows: expect.any(Number), unmapped: 0 });
    expect(concord(['frameworks']).out).toMatch(/^ID +NAME +VERSION +REQUIREMENTS +ASSESSABLE +ROWS +UNMAPPED\nsoc2 /);
  });
});

describe('concord requirements', () => {
  it('prints the tree', () => {
    const { status, json } = concord(['requirements', 'iso27001', '--json']);
    const tree = json() as { id: string; requirements: Branch[] };
    expect([status, tree.id, flat(tree.requirements).length]).toEqual([0, 'iso27001', 140]);
    for (const branch of flat(tree.requirements)) for (const child of branch.children) expect(child.parent).toBe(branch.id);
    expect(concord(['requirements', 'soc2']).out).toContain('• CC6.1  ');
    expect(concord(['requirements', 'pci-dss-3.2.1'])).toMatchObject({ status: 2, out: '', err: expect.stringContaining('"pci-dss-3.2.1"') });
  });
});

describe('concord catalog check', () => {
  it('finds no problem in the shipped data', () => {
    expect(concord(['catalog', 'check'])).toMatchObject({ status: 0, out: '', err: 'No problems.\n' });
  });

  it('prints file and line of what is wrong in a folder', () => {
    const folder = mkdtempSync(join(tmpdir(), 'catalog-'));
    cpSync(join(projectRoot, 'libs/catalog'), folder, { recursive: true, filter: (path) => !path.endsWith('.ts') });
    const map = join(folder, 'mappings/soc2.csv');
    writeFileSync(map, `${readFileSync(map, 'utf8').trimEnd()}\nCC99.1,HRS-01,intersects,5,semantic,A row on nothing,no,own,\n`);
    const line = readFileSync(map, 'utf8').trimEnd().split('\n').length;
    expect(concord(['catalog', 'check', folder])).toMatchObject({ status: 2, out: `mappings/soc2.csv:${line}: there is no requirement CC99.1 in soc2; correct the id\n`, err: '1 problem.\n' });
    expect(concord(['catalog', 'check', folder, '--json']).json()).toMatchObject({ error: { code: 'catalog.invalid' }, problems: [{ file: 'mappings/soc2.csv', line }] });
    rmSync(folder, { recursive: true });
  });
});

describe('concord', () => {
  it('shows how it is written, and ends with 2 where it is written wrongly', () => {
    expect(concord(['--help'])).toMatchObject({ status: 0, err: '' });
    expect(concord([])).toMatchObject({ status: 2, out: '' });
    expect(concord(['frobnicate'])).toMatchObject({ status: 2, out: '', err: expect.stringContaining("unknown command 'frobnicate'") });
    expect(concord(['frameworks', '--frob', '--json'])).toMatchObject({ status: 2, err: '', out: expect.stringContaining('"usage"') });
    expect(concord(['erase', '--json'])).toMatchObject({ status: 2, out: expect.stringContaining('--vendor') });
  });

  it('says what an installation needs before facts can be pushed, and which fact cannot be', () => {
    const facts = (to: string) => put('facts.json', [{ id: 'f1', version: 1, party: 'own', target: { kind: 'control', id: 'PHY-02' }, verdict: 'met', assurance: 'attested', period: { from: '2026-05-01', to }, source: { kind: 'manual', label: 'Tool' } }]);
    expect(concord(['evidence', 'push', facts('2026-06-01'), '--url', 'http://127.0.0.1:9', '--json'])).toMatchObject({ status: 2, out: expect.stringContaining('token.missing') });
    expect(concord(['evidence', 'push', facts('2026-06-01'), '--url', 'http://127.0.0.1:9', '--json'], undefined, { CONCORD_TOKEN: 'x' })).toMatchObject({ status: 2, out: expect.stringContaining('installation.away') });
    expect(concord(['coverage', '--evidence', facts('2026-04-01')])).toMatchObject({ status: 2, err: expect.stringContaining('[0].period.to (id f1): it ends on 2026-04-01, before it starts on 2026-05-01') });
  });

  it('checks a file of rows by line and field, and says where the ids of a replaced edition went', () => {
    const rows = (...lines: string[]) => put('rows.csv', ['framework,framework_version,requirement,control,relationship,strength', ...lines].join('\n'));
    expect(concord(['crosswalk', 'import', rows('pci-dss,4.0.1,8.3.6,PHY-02,overlaps,3')])).toMatchObject({ status: 0, out: expect.stringContaining('1 rows to controls') });
    expect(concord(['crosswalk', 'import', rows('pci-dss,4.0.1,8.3.6,PHY-02,near,3')])).toMatchObject({ status: 2, out: expect.stringMatching(/^rows\.csv:2: relationship: "near"/) });
    expect(concord(['crosswalk', 'import', rows('pci-dss,3.2.1,8.2.3,PHY-02,overlaps,3')])).toMatchObject({ status: 2, out: expect.stringContaining('8.2.3 → 8.3.6') });
  });

  it('passes on what an installation answers', () => {
    const none = mkdtempSync(join(tmpdir(), 'none-'));
    expect(concord(['audit', 'verify', '--data', none, '--json'])).toMatchObject({ status: 2, out: expect.stringContaining('There is no installation') });
    expect(concord(['user', 'add', 'a@example.com', '--name', 'A', '--roles', 'reader', '--data', none])).toMatchObject({ status: 2, err: expect.stringContaining('There is no installation') });
    rmSync(none, { recursive: true });
  });

  it('checks a questionnaire from standard input, and reads one that is piped in', () => {
    expect(concord(['questionnaire', 'check', '-', '--json'], '{"key":"x"}')).toMatchObject({ status: 2, out: expect.stringContaining('"path"') });
    const made = concord(['questionnaire', 'import', '-', '--json'], 'ID,Question,Type\nQ1,Do you encrypt?,yes/no\n');
    expect(made.json()).toMatchObject({ template: { sections: [{ questions: [{ key: 'Q1' }] }] }, report: { questions: 1 } });
    expect(concord(['questionnaire', 'visible', 'concord-core', '--chosen', 'service.data.personal', '--json']).json()).toMatchObject({ visible: expect.arrayContaining(['privacy']) });
  });

  it('refuses a report that is none', () => {
    const { status, json } = concord(['extract', '-', '--json'], 'not a report');
    expect([status, json()]).toEqual([2, { error: expect.objectContaining({ code: expect.any(String), message: expect.any(String) }) }]);
  });

  it('stands in a checkout under npx', () => {
    const { status, stdout } = spawnSync('npx', ['--offline', 'concord', 'frameworks', '--json'], { cwd: projectRoot, encoding: 'utf8' });
    expect([status, (JSON.parse(stdout) as unknown[]).length]).toEqual([0, expect.any(Number)]);
  }, 60_000);
});
