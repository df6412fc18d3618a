import { compile } from './compile.js';
import { coverage } from './coverage.js';
import { diffCoverage } from './diff.js';
import { gapsOf } from './gaps.js';
import { orderWork } from './order-work.js';
import { planFor } from './plan.js';
import { randomFrom } from './random-models.fixture.js';
import { reuseOf } from './reuse.js';
import { ask, catalog, control, fact, requirement } from './small-catalog.fixture.js';

const compiled = compile(catalog(
  {
    pci: [
      requirement('8.1'), requirement('8.2', { exhausted: 'yes', union: ['IAM-01', 'IAM-02'] }), requirement('11.3'), requirement('12.1', { residue: 'A named person.' }),
      requirement('1.1', { exhausted: 'yes', union: ['NET-01', 'NET-02'] }),
    ],
    soc2: [requirement('CC6.1', { exhausted: 'judgement' })],
  },
  ['IAM-01', 'IAM-02', 'VUL-02', 'NET-01', 'NET-02', 'ALL-01'],
  ['pci:8.1 equal IAM-01', 'pci:8.2 superset IAM-01', 'pci:8.2 superset IAM-02', 'pci:11.3 equal VUL-02[every<=3 months]', 'pci:1.1 superset NET-01', 'pci:1.1 superset NET-02', 'pci:1.1 subset ALL-01',
    'soc2:CC6.1 intersects IAM-01', 'soc2:CC6.1 intersects IAM-02'],
));

describe('the plan for a framework', () => {
  test('lists the fewest controls, those that close most first, and what each closes in every framework', () => {
    const plan = planFor(compiled, [fact('VUL-02')], ask, 'pci')!;
    expect(plan).toMatchObject({ requirements: 5, metBefore: 0, metAfter: 4, atLeast: 4, isExact: true });
    expect(plan.steps.map(({ control, kind }) => [control, kind])).toEqual([['IAM-01', 'add'], ['IAM-02', 'add'], ['ALL-01', 'add'], ['VUL-02[every<=3 months]', 'tighten']]);
    expect(plan.steps[0]!.unlocks).toEqual({ pci: ['8.1'] });
    expect(plan.steps[1]).toMatchObject({ unlocks: { pci: ['8.2'] }, readies: { soc2: ['CC6.1'] } });
    expect(plan.open).toEqual([{ id: '12.1', says: 'No control holds it: A named person.' }]);
  });

  test('a broken control is to mend, an expired one to renew, and what is met is left out', () => {
    const evidence = [fact('IAM-01', { verdict: 'not-met' }), fact('IAM-02'), fact('VUL-02[every<=1 month]', { period: { from: '2023-01-01', to: '2023-12-31' } })];
    const plan = planFor(compiled, evidence, ask, 'pci')!;
    expect(Object.fromEntries(plan.steps.map(({ control, kind }) => [control, kind]))).toEqual({ 'IAM-01': 'mend', 'ALL-01': 'add', 'VUL-02[every<=3 months]': 'renew' });
    expect(plan.metAfter).toBe(4);
  });

  test('the bound of a choice too large to try out is never above the number of steps, nor below what no choice avoids', () => {
    const many = Array.from({ length: 17 }, (_, at) => at);
    const large = compile(catalog(
      { pci: [requirement('scan'), ...many.map((at) => requirement(`r${at}`))] },
      [control('VUL-02', { parameters: [{ parameter: 'every', measures: 'time between scans', unit: 'months' }] }), 'ALL-01', ...many.map((at) => `NET-${10 + at}`)],
      ['pci:scan equal VUL-02[every<=6 months]', ...many.flatMap((at) => [`pci:r${at} subset NET-${10 + at}`, `pci:r${at} subset ${at < 16 ? 'ALL-01' : 'VUL-02[every<=3 months]'}`])],
    ));
    const plan = planFor(large, [], ask, 'pci')!;
    expect(plan).toMatchObject({ metAfter: 18, atLeast: 2, isExact: true });
    expect(plan.steps.map((step) => step.control).sort()).toEqual(['ALL-01', 'VUL-02[every<=3 months]']);
  });

  test('a single target is planned alone, and a framework that is not there is null', () => {
    expect(planFor(compiled, [], ask, 'pci', ['11.3'])!.steps.map(({ control }) => control)).toEqual(['VUL-02[every<=3 months]']);
    expect(planFor(compiled, [], ask, 'nist')).toBeNull();
  });

  test('a small order is the best of all orders', () => {
    const random = randomFrom(5);
    for (let round = 0; round < 40; round++) {
      const work = [0, 1, 2, 3, 4];
      const unlocks = Array.from({ length: 5 }, () => ({ needs: work.filter(() => random() < 0.4), weight: 1 + Math.floor(random() * 3) }));
      const cost = (order: readonly number[]): number => unlocks.reduce((sum, { needs, weight }) => sum + weight * Math.max(0, ...needs.map((piece) => order.indexOf(piece) + 1)), 0);
      const orders = (rest: readonly number[]): number[][] => (rest.length === 0 ? [[]] : rest.flatMap((one) => orders(rest.filter((other) => other !== one)).map((tail) => [one, ...tail])));
      expect(cost(orderWork(work, unlocks))).toBe(Math.min(...orders(work).map(cost)));
    }
  });

  test('a long order takes every piece once and closes a cheap requirement before a dear one', () => {
    const work = Array.from({ length: 20 }, (_, at) => at);
    const order = orderWork(work, [{ needs: work.slice(0, 15), weight: 1 }, { needs: [19], weight: 1 }]);
    expect([...order].sort((a, b) => a - b)).toEqual(work);
    expect(order[0]).toBe(19);
  });
});

describe('gaps', () => {
  test('each gap has its kind, its control, the requirements that it holds up and a question', () => {
    const yearly = fact('VUL-02', { measured: [{ parameter: 'every', value: { n: 12, unit: 'months' }, precision: 'exact' }] });
    const gaps = gapsOf(compiled, [yearly, fact('IAM-02', { verdict: 'excepted' })], ask, 'pci')!;
    const kinds = Object.fromEntries(gaps.map(({ kind, control, requirements }) => [`${kind} ${control ?? ''}`, requirements]));
    expect(kinds).toMatchObject({ 'missing IAM-01': ['8.1', '8.2'], 'exception IAM-02': ['8.2'], 'loose VUL-02[every<=3 months]': ['11.3'], 'residue ': ['12.1'] });
    expect(gaps.every(({ says }) => says.length > 0)).toBe(true);
    expect(gaps[0]).toMatchObject({ control: 'IAM-01', question: 'Show that statement of IAM-01.' });
  });

  test('too little assurance and expired evidence are gaps of their own', () => {
    const kindsOf = (evidence: Parameters<typeof gapsOf>[1], more = {}) => gapsOf(compiled, evidence, { ...ask, ...more }, 'pci')!.filter(({ requirements }) => requirements.includes('8.1')).map(({ kind }) => kind);
    expect(kindsOf([fact('IAM-01', { assurance: 'attested' })], { assurance: 'evidenced' })).toEqual(['assurance']);
    expect(kindsOf([fact('IAM-01')], { at: '2027-06-01' })).toContain('expired');
    expect(kindsOf([fact('IAM-01')])).toEqual([]);
  });
});

describe('reuse and differences', () => {
  test('a fact is shown with all that it proves alone and all that rests on it', () => {
    const one = fact('IAM-01');
    const reuse = reuseOf(compiled, [one, fact('IAM-02')], ask, ({ id }) => id === one.id);
    expect(reuse.map(({ framework, id, alone, withAll, without }) => [`${framework}:${id}`, alone, withAll, without])).toEqual([
      ['pci:8.1', 'met', 'met', 'unknown'], ['pci:8.2', 'partly', 'met', 'partly'], ['soc2:CC6.1', 'partly', 'partly', 'partly'],
    ]);
  });

  test('two dates differ in what expired between them', () => {
    const evidence = [fact('IAM-01')];
    const at = (day: string) => coverage(compiled, evidence, { ...ask, at: day });
    expect(diffCoverage(at('2025-07-01'), at('2027-01-01')).map(({ id, from, to, direction, lost }) => [id, from, to, direction, lost])).toEqual([
      ['8.1', 'met', 'unknown', 'worse', ['IAM-01']], ['8.2', 'partly', 'unknown', 'worse', ['IAM-01']], ['CC6.1', 'partly', 'unknown', 'worse', ['IAM-01']],
    ]);
    expect(diffCoverage(at('2025-07-01'), at('2025-07-02'))).toEqual([]);
  });
});
