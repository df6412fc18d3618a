import { compile } from './compile.js';
import { keepPairs, pairsApart } from './pair-filter.js';
import { matrixOf, partsOf } from './pair-matrix.js';
import type { Pair } from './pairs.js';
import { catalog, requirement } from './small-catalog.fixture.js';

const branch = (id: string, parent: string | null = null) => requirement(id, { parent, assessable: false });
const data = catalog(
  {
    soc2: [branch('CC'), branch('CC6', 'CC'), requirement('CC6.1', { parent: 'CC6' }), requirement('CC6.2', { parent: 'CC6' }), branch('E'), branch('CC7', 'CC'), requirement('CC7.1', { parent: 'CC7' })],
    iso: [branch('A'), requirement('A.1', { parent: 'A', title: 'Badges and doors' }), requirement('A.2', { parent: 'A' })],
  }, ['IAM-01'], [], ['soc2:CC7.1 disjoint iso:A.1'],
);
const [soc2, iso] = data.frameworks as [typeof data.frameworks[0], typeof data.frameworks[0]];
const pair = (from: string, to: string, strength: number, relation: Pair['relation'] = 'overlaps'): Pair => ({ from, to, strength, relation, shared: [] });
const pairs = [pair('CC6.1', 'A.1', 7, 'superset'), pair('CC6.1', 'A.2', 3), pair('CC6.2', 'A.1', 5), pair('CC7.1', 'A.2', 1)];

describe('two frameworks side by side', () => {
  test('few branches are opened down to their requirements, and empty ones are left out', () => {
    expect(partsOf(soc2).map(({ id, isRequirement, of }) => [id, isRequirement, of])).toEqual([['CC6.1', true, 1], ['CC6.2', true, 1], ['CC7.1', true, 1]]);
    expect(partsOf(soc2, 'CC6.2').map(({ id }) => id)).toEqual(['CC6.2']);
    const wide = { ...soc2, requirements: [branch('B'), ...Array.from({ length: 40 }, (_, at) => requirement(`B.${at}`, { parent: 'B' }))] };
    expect(partsOf(wide)).toEqual([{ id: 'B', title: 'Title of B', kind: 'requirement', isRequirement: false, of: 40 }]);
    expect(partsOf(wide, 'B')).toHaveLength(40);
  });

  test('a cell counts claimed and weaker pairs apart, and how many of its row are reached', () => {
    const wide = { ...soc2, requirements: [...soc2.requirements, ...Array.from({ length: 40 }, (_, at) => requirement(`CC7.1${at}`, { parent: 'CC7' }))] };
    const { rows, columns, cells } = matrixOf(wide, iso, pairs, {});
    expect([rows.map(({ id }) => id), columns.map(({ id }) => id)]).toEqual([['CC6', 'CC7'], ['A.1', 'A.2']]);
    expect(cells[0]).toEqual({ row: 0, column: 0, claimed: 2, related: 0, apart: 0, reached: 2, strongest: 7, relation: null });
    expect(cells.map(({ row, column, claimed, related }) => [row, column, claimed, related])).toEqual([[0, 0, 2, 0], [0, 1, 0, 1], [1, 1, 0, 1]]);
  });

  test('between two requirements it says what is proven', () => {
    expect(matrixOf(soc2, iso, pairs, { left: 'CC6.1', right: 'A.1' }).cells).toMatchObject([{ relation: 'superset', strongest: 7 }]);
  });

  test('pairs are kept by strength, relation, branch and words of either side', () => {
    const keep = (filter: Partial<Parameters<typeof keepPairs>[3]>) => keepPairs([...pairs, pair('CC7.1', 'A.1', 0, 'disjoint')], soc2, iso, { atLeast: 3, ...filter }).map(({ from, to }) => `${from} ${to}`);
    expect(keep({})).toEqual(['CC6.1 A.1', 'CC6.1 A.2', 'CC6.2 A.1', 'CC7.1 A.1']);
    expect(keep({ relation: 'superset' })).toEqual(['CC6.1 A.1']);
    expect(keep({ left: 'CC6', right: 'A.2' })).toEqual(['CC6.1 A.2']);
    expect(keep({ text: 'cc6.2 BADGES' })).toEqual(['CC6.2 A.1']);
    expect(keep({ left: 'gone' })).toHaveLength(4);
  });

  test('a row that says that two have nothing in common makes a pair of its own, from either side', () => {
    const compiled = compile(data);
    expect(pairsApart(compiled, soc2, iso)).toEqual([pair('CC7.1', 'A.1', 0, 'disjoint')]);
    expect(pairsApart(compiled, iso, soc2)).toEqual([pair('A.1', 'CC7.1', 0, 'disjoint')]);
  });
});
