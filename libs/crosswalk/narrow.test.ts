import { compile } from './compile.js';
import { coverage } from './coverage.js';
import { narrowed, type Narrowing } from './narrow.js';
import { ask, catalog, fact, requirement } from './small-catalog.fixture.js';

const tree = [requirement('P', { assessable: false }), requirement('P.1', { parent: 'P', appliesTo: ['processor'] }), requirement('P.2', { parent: 'P', appliesTo: ['controller'] }), requirement('P.3', { parent: 'P' })];
const compiled = compile(catalog({ gdpr: tree }, ['IAM-01', 'INC-01'], ['gdpr:P.1 equal IAM-01 8', 'gdpr:P.2 equal INC-01 8', 'gdpr:P.3 disjoint IAM-01 8']));
const [whole] = coverage(compiled, [fact('IAM-01')], ask).frameworks;
const narrow = (narrowing: Narrowing) => narrowed(compiled, compiled.catalog.frameworks[0]!, whole!, narrowing);

test('without a narrowing the answer stays what it is', () => {
  expect(narrow({})).toBe(whole);
});

test('a domain keeps the requirements that map to one of its controls, with totals and roll-ups over these alone', () => {
  const { requirements, totals } = narrow({ domain: 'IAM' });
  expect(requirements.map(({ id, rollup }) => [id, rollup])).toEqual([['P', 'met'], ['P.1', null]]);
  expect([totals.met, totals.unknown]).toEqual([1, 0]);
});

test('a role keeps what binds it and what binds everybody', () => {
  expect(narrow({ appliesTo: 'controller' }).requirements.map(({ id }) => id)).toEqual(['P', 'P.2', 'P.3']);
  expect(narrow({ appliesTo: 'controller', domain: 'IAM' }).requirements.map(({ id }) => id)).toEqual(['P']);
});
