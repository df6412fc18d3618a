import { solve } from './solve.js';
import { ModelFault } from './solve-types.js';
import type { Model } from './solve-types.js';

describe('solve', () => {
  test('answers the worked model: a breach beside a shared part leaves the requirement partly', () => {
    expect(solve({
      nodes: ['r1', 'r2', 'c1', 'c2'],
      rows: [{ from: 'r1', to: 'c1', relation: 'superset' }, { from: 'r2', to: 'c1', relation: 'intersects' }],
      parts: { r1: ['c1', 'c2'] },
      evidence: [{ node: 'c1', verdict: 'met' }, { node: 'c2', verdict: 'not-met' }],
      hops: 'all',
    })).toEqual({
      relations: [
        { from: 'r1', to: 'r2', mask: ['PPi', 'PO'] },
        { from: 'r1', to: 'c1', mask: ['PPi'] },
        { from: 'r2', to: 'c1', mask: ['PO'] },
      ],
      verdicts: { r1: 'partly', r2: 'partly', c1: 'met', c2: 'not-met' },
      contradictions: [],
    });
  });

  test('a requirement is met when all its named parts are met, and passes that on', () => {
    const { verdicts } = solve({
      nodes: ['r', 'inner', 'a', 'b'],
      rows: [{ from: 'inner', to: 'r', relation: 'subset' }],
      parts: { r: ['a', 'b'] },
      evidence: [{ node: 'a', verdict: 'met' }, { node: 'b', verdict: 'met' }],
    });
    expect(verdicts).toEqual({ r: 'met', inner: 'met', a: 'met', b: 'met' });
  });

  test('a breach inside a node makes it not met; a breach that only overlaps does not', () => {
    const { verdicts } = solve({
      nodes: ['holds', 'overlaps', 'c'],
      rows: [{ from: 'holds', to: 'c', relation: 'superset' }, { from: 'overlaps', to: 'c', relation: 'intersects' }],
      evidence: [{ node: 'c', verdict: 'not-met' }],
    });
    expect(verdicts).toEqual({ holds: 'not-met', overlaps: 'unknown', c: 'not-met' });
  });

  test('a node with both verdicts is a contradiction and passes nothing on', () => {
    const { verdicts } = solve({
      nodes: ['c', 'inside', 'around', 'breached'],
      rows: [
        { from: 'inside', to: 'c', relation: 'subset' }, { from: 'around', to: 'c', relation: 'superset' },
        { from: 'breached', to: 'c', relation: 'subset' },
      ],
      evidence: [{ node: 'c', verdict: 'met' }, { node: 'c', verdict: 'not-met' }, { node: 'breached', verdict: 'not-met' }],
    });
    expect(verdicts).toEqual({ c: 'contradiction', inside: 'unknown', around: 'not-met', breached: 'not-met' });
  });

  test('a met whole with a breached part inside: both are contradictions, and nothing rests on either', () => {
    const { verdicts } = solve({
      nodes: ['whole', 'part', 'elsewhere', 'around'],
      rows: [
        { from: 'part', to: 'whole', relation: 'subset' }, { from: 'elsewhere', to: 'whole', relation: 'subset' },
        { from: 'around', to: 'whole', relation: 'superset' },
      ],
      evidence: [{ node: 'whole', verdict: 'met' }, { node: 'part', verdict: 'not-met' }],
    });
    expect(verdicts).toEqual({ whole: 'contradiction', part: 'contradiction', elsewhere: 'unknown', around: 'unknown' });
  });

  test('rows that cannot all be true are found as disjoint minimal sets and set aside', () => {
    const { contradictions, relations } = solve({
      nodes: ['a', 'b', 'c', 'd'],
      rows: [
        { from: 'a', to: 'b', relation: 'subset' }, // 0
        { from: 'c', to: 'd', relation: 'equal' }, // 1
        { from: 'b', to: 'c', relation: 'subset' }, // 2
        { from: 'a', to: 'c', relation: 'disjoint' }, // 3
        { from: 'd', to: 'c', relation: 'superset' }, // 4
        { from: 'a', to: 'd', relation: 'overlaps' }, // 5
      ],
    });
    expect(contradictions).toEqual([[1, 4], [0, 2, 3]]);
    expect(relations).toEqual([{ from: 'a', to: 'd', mask: ['EQ', 'PP', 'PPi', 'PO'] }]);
  });

  test('two hops stop where full path consistency goes on', () => {
    const model: Model = {
      nodes: ['a', 'b', 'c', 'd'],
      rows: [['a', 'b'], ['b', 'c'], ['c', 'd']].map(([from, to]) => ({ from: from!, to: to!, relation: 'subset' as const })),
      evidence: [{ node: 'd', verdict: 'met' }],
    };
    expect(solve({ ...model, hops: 2 }).relations).not.toContainEqual({ from: 'a', to: 'd', mask: ['PP'] });
    expect(solve(model).relations).toContainEqual({ from: 'a', to: 'd', mask: ['PP'] });
    expect(solve({ ...model, hops: 2 }).verdicts).toEqual({ a: 'met', b: 'met', c: 'met', d: 'met' });
  });

  test('a statement of a node about itself can contradict', () => {
    expect(solve({ nodes: ['a'], rows: [{ from: 'a', to: 'a', relation: 'subset' }] }).contradictions).toEqual([[0]]);
  });

  test.each([
    ['an unknown node', { nodes: ['a'], rows: [{ from: 'a', to: 'b', relation: 'equal' }] }, 'rows[0].to'],
    ['an unknown relation', { nodes: ['a'], rows: [{ from: 'a', to: 'a', relation: 'toString' }] }, 'rows[0].relation'],
    ['a node named twice', { nodes: ['a', 'a'], rows: [] }, 'nodes[1]'],
    ['an unknown verdict', { nodes: ['a'], rows: [], evidence: [{ node: 'a', verdict: 'partly' }] }, 'evidence[0].verdict'],
  ])('%s is refused with its place', (_, model, at) => {
    expect(() => solve(model as unknown as Model)).toThrow(ModelFault);
    expect(() => solve(model as unknown as Model)).toThrow(at);
  });
});
