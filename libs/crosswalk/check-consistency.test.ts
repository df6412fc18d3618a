import { checkConsistency } from './check-consistency.js';
import { compile } from './compile.js';
import { catalog, requirement } from './small-catalog.fixture.js';

describe('the check of a catalog', () => {
  const ring = Array.from({ length: 7 }, (_, at) => requirement(String(at)));

  test('finds a contradiction over a longer way than two hops', () => {
    const rows = ['a:0 subset a:1', 'a:1 subset a:2', 'a:2 subset a:3', 'a:0 subset a:4', 'a:4 subset a:5', 'a:5 subset a:6', 'a:3 disjoint a:6'];
    const data = catalog({ a: ring }, [], [], rows);
    expect(compile(data).contradictions).toEqual([]);
    expect(checkConsistency(data)).toEqual([{ rows: rows.map((text) => `direct-${text}`).sort() }]);
  });

  test('is content with rows that can all be true', () => {
    expect(checkConsistency(catalog({ a: ring }, ['X-01'], ['a:0 superset X-01[every<=1 year]', 'a:1 equal X-01'], ['a:0 superset a:1']))).toEqual([]);
  });

  test('bounds of one control take part', () => {
    expect(checkConsistency(catalog({ a: ring }, ['X-01'], ['a:0 subset X-01[every<=1 year]', 'a:1 equal X-01[every<=1 month]'], ['a:0 superset a:1']))).toHaveLength(1);
  });
});
