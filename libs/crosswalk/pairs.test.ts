import { compile } from './compile.js';
import { explainPair } from './explain.js';
import { pairsBetween } from './pairs.js';
import { catalog, direct, requirement } from './small-catalog.fixture.js';

const data = catalog(
  { soc2: [requirement('CC6.1'), requirement('CC6.2'), requirement('CC', { assessable: false })], pci: [requirement('8.1'), requirement('8.2'), requirement('8.3')] },
  ['IAM-01', 'IAM-02', 'VUL-02'],
  ['soc2:CC6.1 superset IAM-01 9', 'pci:8.1 equal IAM-01 9', 'pci:8.2 subset IAM-01 2', 'soc2:CC6.2 superset VUL-02[every<=6 months] 9', 'pci:8.3 equal VUL-02[every<=3 months] 9',
    'pci:8.2 disjoint IAM-02 9', 'soc2:CC6.2 superset IAM-02 9', 'soc2:CC superset IAM-01 9'],
  ['soc2:CC6.2 disjoint pci:8.1'],
);

describe('pairs of two frameworks', () => {
  test('each pair that shares a control has the word that is proven and a strength in [0,10]', () => {
    const pairs = pairsBetween(compile(data), 'soc2', 'pci')!;
    expect(pairs.map(({ from, to, relation, shared }) => [from, to, relation, ...shared])).toEqual([
      ['CC6.1', '8.1', 'superset', 'IAM-01'], ['CC6.1', '8.2', 'superset', 'IAM-01'], ['CC6.2', '8.3', 'overlaps', 'VUL-02'],
    ]);
    expect(pairs[0]!.strength).toBeGreaterThan(pairs[1]!.strength);
    for (const { strength } of pairs) expect(strength > 0 && strength <= 10).toBe(true);
  });

  test('the same pairs come out from the other side, with the words turned round', () => {
    const [there, back] = [pairsBetween(compile(data), 'soc2', 'pci')!, pairsBetween(compile(data), 'pci', 'soc2')!];
    expect(back.map(({ from, to, strength }) => [to, from, strength]).sort()).toEqual(there.map(({ from, to, strength }) => [from, to, strength]).sort());
    expect(back.find(({ from }) => from === '8.1')!.relation).toBe('subset');
  });

  test('a control that many share weighs less than one that few share', () => {
    const many = Array.from({ length: 9 }, (_, at) => requirement(`9.${at}`));
    const wide = catalog({ soc2: [requirement('CC1')], pci: [requirement('8.1'), ...many] }, ['A-01', 'B-01'],
      ['soc2:CC1 intersects A-01 8', 'soc2:CC1 intersects B-01 8', 'pci:8.1 intersects A-01 8', ...many.map(({ id }) => `pci:${id} intersects B-01 8`)]);
    const [narrow, ...others] = pairsBetween(compile(wide), 'soc2', 'pci')!;
    expect(narrow!.strength).toBeGreaterThan(others[0]!.strength);
    expect(others).toHaveLength(9);
  });

  test('a row straight between two requirements says their strength, and takes none from other pairs', () => {
    const without = pairsBetween(compile(data), 'soc2', 'pci')!;
    const said = pairsBetween(compile({ ...data, directRows: [...data.directRows, direct('soc2:CC6.1 overlaps pci:8.2'), direct('soc2:CC6.1 overlaps pci:8.3')] }), 'soc2', 'pci')!;
    expect(said.map(({ from, to, strength }) => [from, to, strength])).toEqual([
      ['CC6.1', '8.1', without[0]!.strength], ['CC6.1', '8.2', 8], ['CC6.1', '8.3', 8], ['CC6.2', '8.3', without[2]!.strength],
    ]);
  });

  test('a framework that is not there is null', () => {
    expect(pairsBetween(compile(data), 'soc2', 'nist')).toBeNull();
  });
});

describe('explaining a pair', () => {
  const compiled = compile(data);
  test('every chain is shown with its rows and what it proves alone', () => {
    const { relation, mask, chains } = explainPair(compiled, { framework: 'soc2', id: 'CC6.2' }, { framework: 'pci', id: '8.3' })!;
    expect([relation, mask]).toEqual(['overlaps', ['EQ', 'PP', 'PPi', 'PO']]);
    expect(chains).toHaveLength(1);
    expect(chains[0]!.steps.map(({ from, to, row }) => [from, to, row?.id ?? null])).toEqual([
      ['soc2:CC6.2', 'VUL-02[every<=6 months]', 'row-soc2:CC6.2 superset VUL-02[every<=6 months] 9'],
      ['VUL-02[every<=6 months]', 'VUL-02[every<=3 months]', null],
      ['VUL-02[every<=3 months]', 'pci:8.3', 'row-pci:8.3 equal VUL-02[every<=3 months] 9'],
    ]);
    expect(chains[0]!.says).toBe('SOC2 CC6.2 and PCI 8.3, over VUL-02 at least every 6 months and VUL-02 at least every 3 months: certainly share something.');
  });

  test('a chain of containment longer than two steps is named', () => {
    const long = compile(catalog({ a: [requirement('1'), requirement('2'), requirement('3'), requirement('4')] }, [], [], ['a:1 subset a:2', 'a:2 subset a:3', 'a:3 subset a:4']));
    const up = explainPair(long, { framework: 'a', id: '1' }, { framework: 'a', id: '4' })!;
    expect([up.relation, up.chains.map(({ steps }) => steps.map(({ to }) => to))]).toEqual(['subset', [['a:2', 'a:3', 'a:4']]]);
    expect(explainPair(long, { framework: 'a', id: '4' }, { framework: 'a', id: '1' })!.chains[0]!.mask).toEqual(['PPi']);
  });

  test('no chain is unknown, and a requirement that is not there is null', () => {
    expect(explainPair(compiled, { framework: 'soc2', id: 'CC6.1' }, { framework: 'pci', id: '8.3' })).toMatchObject({ relation: 'unknown', chains: [] });
    expect(explainPair(compiled, { framework: 'soc2', id: 'none' }, { framework: 'pci', id: '8.3' })).toBeNull();
  });
});
