import { reachMap, type ReachGroup } from './reach-map.js';

const group = (name: string, count: number): ReachGroup => ({ name, items: Array.from({ length: count }, (_, at) => ({ id: `${name}${at}`, relationship: 'superset', word: 'Holds it', href: '/' })) });

test('frameworks stand at both sides, the longest alone where the others together are as long', () => {
  const { groups } = reachMap([group('a', 2), group('b', 5), group('c', 3)]);
  expect(groups.map(({ name, x }) => [name, x])).toEqual([['b', '0.00%'], ['c', '68.00%'], ['a', '68.00%']]);
});

test('boxes of one side never lie over each other, and all lie within the picture', () => {
  const { groups, height } = reachMap([group('a', 9), group('b', 4), group('c', 4), group('d', 1)]);
  for (const side of ['0.00%', '68.00%']) {
    const tops = groups.filter(({ x }) => x === side).flatMap(({ items }) => items.map(({ y }) => y));
    expect(tops.slice(1).every((y, at) => y - tops[at]! >= 28)).toBe(true);
    expect(Math.max(...tops) + 24).toBeLessThanOrEqual(height);
  }
});

test('each relation has a line of its own, and a control that nothing maps to is still drawn', () => {
  const items = ['equal', 'superset', 'subset', 'intersects', 'disjoint'].map((relationship) => ({ id: relationship, relationship, word: '', href: '/' }));
  expect(reachMap([{ name: 'a', items }]).groups[0]!.items.map(({ line }) => line)).toEqual(['bold', 'full', 'dot', 'dash', 'apart']);
  expect(reachMap([]).height).toBeGreaterThan(0);
});
