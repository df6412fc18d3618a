import { clashesOf } from './clashes.js';
import { compile } from './compile.js';
import { explainConflict } from './contradiction-chains.js';
import { ask, catalog, control, direct, fact, requirement, row } from './small-catalog.fixture.js';

const compiled = compile(catalog(
  { pci: [requirement('8.1'), requirement('8.2')] },
  ['IAM-01', control('VUL-02', { parameters: [{ parameter: 'every', measures: 'time between scans', unit: 'months' }] })],
  ['pci:8.1 equal IAM-01', 'pci:8.2 superset VUL-02[every<=3 months]', 'pci:8.2 intersects VUL-02[every<=6 months]'],
));
const answer = { source: { kind: 'answer', label: 'Questionnaire', id: 'q:1' }, assurance: 'attested' } as const;

describe('facts that contradict each other', () => {
  test('are told once, at the control and the requirement that they prove and disprove, each with both chains', () => {
    const { contradictions, disagreements } = clashesOf(compiled, [fact('IAM-01', answer), fact('IAM-01', { verdict: 'not-met' })], ask);
    expect(contradictions.map(({ node }) => compiled.nodes.names[node])).toContain('IAM-01');
    const clash = contradictions.find(({ node }) => compiled.nodes.names[node] === 'IAM-01')!;
    expect(JSON.stringify(clash.for)).toContain('The answer in Questionnaire');
    expect(JSON.stringify(clash.against)).toContain('found it not met');
    expect(disagreements.map(({ says }) => says)).toEqual(['Questionnaire says that IAM-01 \'Title of IAM-01\' is met; SOC 2 report 2025 (p. 34) reports that it is not.']);
  });

  test('bounds of one control that clash by the same facts are one clash', () => {
    const { contradictions } = clashesOf(compiled, [
      fact('VUL-02', { ...answer, measured: [{ parameter: 'every', value: { n: 1, unit: 'months' }, precision: 'exact' }] }), fact('VUL-02', { verdict: 'not-met' }),
    ], ask);
    expect(contradictions.filter(({ node }) => compiled.nodes.names[node]!.startsWith('VUL-02'))).toHaveLength(1);
  });

  test('an exception beside a clean answer is a disagreement and no contradiction, and agreement is neither', () => {
    expect(clashesOf(compiled, [fact('IAM-01', answer), fact('IAM-01', { verdict: 'excepted' })], ask)).toMatchObject({ contradictions: [], disagreements: [{ says: expect.stringContaining('reports an exception') }] });
    expect(clashesOf(compiled, [fact('IAM-01', answer), fact('IAM-01')], ask)).toEqual({ contradictions: [], disagreements: [] });
  });
});

describe('rows that cannot all be true', () => {
  const trees = { own: ['1', '2', '3'].map((id) => requirement(id)), pci: [requirement('8.1')] };

  test('are one row and the chain that leads around it, in the order of the chain', () => {
    const rows = [direct('own:1 subset own:2'), direct('own:2 subset own:3'), direct('own:1 disjoint own:3')];
    const clash = compile({ ...catalog(trees, ['IAM-01'], []), directRows: rows });
    expect(clash.contradictions).toHaveLength(1);
    const told = explainConflict(clash, rows)!;
    expect(told.chains.map(({ steps }) => steps.length).sort()).toEqual([1, 2]);
    expect(told.chains.map(({ says }) => says)).toEqual(['OWN 1 and OWN 2: the first lies inside the second.', 'OWN 1 and OWN 2, over OWN 3: share nothing.']);
  });

  test('two rows over bounds of one control are joined by the order of the bounds', () => {
    const texts = ['pci:8.1 superset VUL-02[every<=3 months]', 'pci:8.1 subset VUL-02[every<=6 months]', 'pci:8.1 disjoint VUL-02[every<=6 months]'];
    const rows = texts.map(row);
    const clash = compile(catalog({ pci: [requirement('8.1')] }, [control('VUL-02', { parameters: [{ parameter: 'every', measures: 'time', unit: 'months' }] })], [texts[0]!, texts[2]!]));
    const told = explainConflict(clash, [rows[0]!, rows[2]!])!;
    expect(told.chains).toHaveLength(2);
    expect(told.chains[1]!.steps.some(({ row: one }) => one === null)).toBe(true);
  });
});
