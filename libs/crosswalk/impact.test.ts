import { compile } from './compile.js';
import { verdictChanges } from './impact.js';
import { ask, catalog, fact, requirement } from './small-catalog.fixture.js';

const before = compile(catalog({ a: [requirement('1'), requirement('2', { appliesTo: ['processor'] }), requirement('3', { assessable: false })] }, ['X-01'], ['a:1 subset X-01', 'a:2 subset X-01', 'a:3 subset X-01']));

describe('the impact of a change of the catalog', () => {
  it('names each verdict that becomes another, and those only', () => {
    const after = compile(catalog({ a: [requirement('1'), requirement('2'), requirement('3', { assessable: false })] }, ['X-01'], ['a:1 superset X-01', 'a:2 subset X-01', 'a:3 disjoint X-01']));
    expect(verdictChanges(before, after, [fact('X-01')], ask)).toEqual([{ framework: 'a', id: '1', title: 'Title of 1', from: 'met', to: 'partly' }]);
    expect(verdictChanges(before, after, [], ask)).toEqual([]);
  });

  it('leaves out what does not bind the party, and tells what comes and goes', () => {
    const after = compile(catalog({ b: [requirement('9')] }, ['X-01'], ['b:9 equal X-01']));
    expect(verdictChanges(before, after, [fact('X-01')], { ...ask, roles: ['controller'] })).toEqual([
      { framework: 'b', id: '9', title: 'Title of 9', from: null, to: 'met' }, { framework: 'a', id: '1', title: 'Title of 1', from: 'met', to: null },
    ]);
  });
});
