import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { concord, projectRoot, put } from './run-cli.js';

interface Covered {
  readonly at: string;
  readonly party: string;
  readonly roles: string[];
  readonly scope: string[];
  readonly frameworks: { id: string; totals: Record<string, number>; requirements: { id: string; verdict: string; binds: boolean; scope?: string[]; reasons?: unknown[] }[] }[];
  readonly unplaced?: unknown[];
}

const fact = (id: string, target: object, more: object = {}) => ({
  id, version: 1, party: 'acme', target, verdict: 'met', assurance: 'audited-operation', period: { from: '2025-01-01', to: '2025-12-31' },
  source: { kind: 'report', label: 'SOC 2 report 2025', page: 12 }, ...more,
});
const criterion = { kind: 'requirement', framework: 'soc2', id: 'CC6.1' };
const evidence = [
  fact('e1', criterion),
  fact('e2', { kind: 'requirement', framework: 'iso27001', id: 'A.5.1' }, { scope: ['eu'] }),
  fact('e3', { kind: 'control', id: 'VUL-06' }, { measured: [{ parameter: 'every', value: { n: 1, unit: 'months' }, precision: 'bound' }] }),
];
const file = put('evidence.json', evidence);
const ask = (words: readonly string[], input?: string) => concord(['coverage', '--at', '2025-07-01', '--json', ...words], input);
const verdictOf = (covered: Covered, framework: string, id: string) => covered.frameworks.find((one) => one.id === framework)!.requirements.find((one) => one.id === id)!;

describe('concord coverage', () => {
  it('judges every requirement of every framework for the only party', () => {
    const { status, err, json } = ask(['--evidence', file]);
    const covered = json() as Covered;
    expect([status, err]).toEqual([0, '']);
    expect(covered).toMatchObject({ at: '2025-07-01', party: 'acme', roles: [], scope: [] });
    expect(verdictOf(covered, 'soc2', 'CC6.1').verdict).toBe('met');
    expect(verdictOf(covered, 'iso27001', 'A.5.1')).toMatchObject({ verdict: 'partly', scope: ['eu'] });
    expect(verdictOf(covered, 'gdpr', 'Art.5(1)(a)').binds).toBe(true);
    const soc2 = covered.frameworks.find(({ id }) => id === 'soc2')!;
    expect(Object.values(soc2.totals).reduce((sum, count) => sum + count, 0)).toBe(61);
  });

  const schema = join(projectRoot, '../shared/contracts/coverage.schema.json');
  if (existsSync(schema)) it('answers in the shape of its schema, reasons included', () => {
    const ajv = new Ajv2020({ strict: false });
    (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')) as object);
    expect(validate(ask(['--evidence', file, '--reasons']).json()) || validate.errors).toBe(true);
    expect(validate(ask(['--evidence', '-'], '[]').json()) || validate.errors).toBe(true);
  });

  it('honours frameworks, roles, scope, date and reasons', () => {
    const few = ask(['--evidence', file, '--frameworks', 'soc2,gdpr', '--roles', 'processor', '--scope', 'eu', '--reasons']).json() as Covered;
    expect(few.frameworks.map(({ id }) => id)).toEqual(['soc2', 'gdpr']);
    expect([few.roles, few.scope]).toEqual([['processor'], ['eu']]);
    expect(verdictOf(few, 'gdpr', 'Art.5(1)(a)').binds).toBe(false);
    expect(verdictOf(few, 'soc2', 'CC6.1').reasons).toHaveLength(1);
    expect(verdictOf(ask(['--evidence', file]).json() as Covered, 'soc2', 'CC6.1').reasons).toBeUndefined();
    expect(verdictOf(ask(['--evidence', file, '--scope', 'eu']).json() as Covered, 'iso27001', 'A.5.1').verdict).toBe('met');
    expect(verdictOf(concord(['coverage', '--evidence', file, '--at', '2024-07-01', '--json']).json() as Covered, 'soc2', 'CC6.1').verdict).toBe('unknown');
  });

  it('asks for the party where the facts speak of several', () => {
    const two = put('two.json', [evidence[0], fact('e9', criterion, { party: 'other', verdict: 'not-met' })]);
    expect(ask(['--evidence', two])).toMatchObject({ status: 2, out: expect.stringContaining('"party.several"') });
    expect(verdictOf(ask(['--evidence', two, '--party', 'other']).json() as Covered, 'soc2', 'CC6.1').verdict).toBe('not-met');
  });

  it.each([
    ['a verdict that there is not', [evidence[0], { ...evidence[1], verdict: 'perhaps' }], 1, 'verdict'],
    ['a date that is none', [{ ...evidence[0], period: { from: '2025-02-30' } }], 0, 'period.from'],
    ['a fact without a party', [{ ...evidence[0], party: undefined }], 0, 'party'],
    ['a measured value without a unit', [{ ...evidence[2], measured: [{ parameter: 'every', value: { n: 3 }, precision: 'exact' }] }], 0, 'measured[0].value'],
  ])('names index and field of %s', (_, facts, index, field) => {
    const { status, json } = ask(['--evidence', '-'], JSON.stringify(facts));
    expect([status, json()]).toEqual([2, { error: expect.objectContaining({ code: 'evidence.invalid', file: 'Standard input', line: 1, index, field, message: expect.stringContaining(`[${index}].${field}`) }) }]);
  });

  it('names file, line and field of dates that end before they start', () => {
    const turned = put('turned.json', `[\n ${JSON.stringify(evidence[0])},\n {\n  "period": { "from": "2025-01-01",\n   "to": "2024-01-01" },\n${JSON.stringify({ ...evidence[1], period: undefined }).slice(1)}\n]`);
    const { status, json } = ask(['--evidence', turned]);
    expect([status, json()]).toEqual([2, { error: expect.objectContaining({ code: 'evidence.invalid', file: turned, line: 5, index: 1, field: 'period.to', id: 'e2', message: expect.stringContaining(`${turned}:5: fact [1].period.to (id e2): it ends on 2024-01-01`) }) }]);
  });

  it('reports facts on ids of other editions, which count for nothing', () => {
    const old = put('old.json', [fact('e1', { kind: 'requirement', framework: 'iso27001', id: 'A.12.6.1' }), fact('e2', { kind: 'requirement', framework: 'pci-dss', id: '6.5.10' }), fact('e3', { kind: 'control', id: 'NOPE-01' })]);
    const { status, err, json } = ask(['--evidence', old]);
    expect(status).toBe(0);
    for (const id of ['A.12.6.1', '6.5.10', 'NOPE-01']) expect(err).toContain(id);
    for (const { totals } of (json() as Covered).frameworks) expect(Object.entries(totals).filter(([verdict, count]) => verdict !== 'unknown' && count > 0)).toEqual([]);
  });

  it('refuses frameworks and dates that there are not, and reads no object', () => {
    expect(ask(['--evidence', file, '--frameworks', 'soc2,pci'])).toMatchObject({ status: 2, out: expect.stringContaining('\\"pci\\"') });
    expect(concord(['coverage', '--evidence', file, '--at', '2025-13-01'])).toMatchObject({ status: 2, out: '', err: expect.stringContaining('2025-13-01') });
    expect(ask(['--evidence', '-'], '{}')).toMatchObject({ status: 2, out: expect.stringContaining('array') });
    expect(ask([])).toMatchObject({ status: 2, out: expect.stringContaining('--evidence') });
  });

  it('prints tables for people', () => {
    const { status, out } = concord(['coverage', '--evidence', file, '--at', '2025-07-01', '--frameworks', 'soc2', '--reasons']);
    expect(status).toBe(0);
    expect(out).toMatch(/^acme at 2025-07-01\n/);
    expect(out).toMatch(/CC6\.1 +met +audited-operation +2026-12-31/);
    expect(out).toContain('The auditor\'s opinion in SOC 2 report 2025');
  });
});

describe('concord plan', () => {
  it('lists the work that adds a framework', () => {
    const made = concord(['plan', '--evidence', file, '--add', 'iso27001', '--at', '2025-07-01', '--json']).json() as { framework: string; requirements: number; metBefore: number; metAfter: number; steps: { control: string; unlocks: object }[] };
    expect(made).toMatchObject({ framework: 'iso27001', requirements: 123 });
    expect(made.steps.length).toBeGreaterThan(10);
    expect(made.metAfter).toBeGreaterThan(made.metBefore);
    expect(concord(['plan', '--evidence', file, '--add', 'iso27001', '--at', '2025-07-01']).out).toContain('of 123 requirements met today');
    expect(concord(['plan', '--evidence', file, '--add', 'iso']).status).toBe(2);
  });
});
