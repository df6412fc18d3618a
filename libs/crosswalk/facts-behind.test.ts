import { compile } from './compile.js';
import { explainRequirement } from './explain-requirement.js';
import { ask, catalog, control, fact, requirement } from './small-catalog.fixture.js';
import type { Ask, Evidence } from './evidence-types.js';

const interval = [{ parameter: 'every' as const, measures: 'time between reviews', unit: 'months' }];
const data = compile(catalog(
  { pci: [requirement('7.2.4')], soc2: [requirement('CC6.3', { exhausted: 'judgement' })] },
  [control('IAM-08', { parameters: interval }), 'IAM-02', 'IAM-99'],
  ['pci:7.2.4 superset IAM-08[every<=6 months]', 'pci:7.2.4 intersects IAM-02', 'soc2:CC6.3 superset IAM-02', 'soc2:CC6.3 overlaps IAM-99'],
));
const answer = { kind: 'answer' as const, label: 'Questionnaire' };
const factsOf = (evidence: Evidence[], more: Partial<Ask> = {}) => explainRequirement(data, evidence, { ...ask, ...more }, 'pci', '7.2.4')!.facts.map(({ counts, why, speaksOf }) => ({ counts, why, speaksOf }));

test('an opinion on a criterion that holds a mapped control is listed, since the control is met through it', () => {
  expect(factsOf([fact('soc2:CC6.3')])).toEqual([{ counts: true, why: 'Counts until 31 Dec 2026.', speaksOf: ['SOC2 CC6.3'] }]);
});

test('a fact on a control that is not mapped is not listed', () => {
  expect(factsOf([fact('IAM-99')])).toEqual([]);
});

test('what does not count says why: expired, not begun, replaced, too little assurance, another scope', () => {
  expect(factsOf([fact('IAM-02', { period: { from: '2023-01-01', to: '2023-12-31' } })])[0]).toMatchObject({ counts: false, why: 'It counted until 31 Dec 2024.' });
  expect(factsOf([fact('IAM-02', { period: { from: '2026-01-01' } })])[0]).toMatchObject({ counts: false, why: 'It begins on 1 Jan 2026, after the date that is asked for.' });
  expect(factsOf([fact('IAM-02', { period: { from: '2024-01-01', to: '2024-12-31' } }), fact('IAM-02')])[1]).toMatchObject({ counts: false, why: 'Replaced by SOC 2 report 2025, which speaks of a later time.' });
  expect(factsOf([fact('IAM-02', { source: answer, assurance: 'attested' })], { assurance: 'evidenced' })[0]).toMatchObject({ counts: false, why: 'Its assurance is lower than what is asked for.' });
  expect(factsOf([fact('IAM-02', { scope: ['eu'] })], { scope: ['us'] })[0]).toMatchObject({ counts: false, why: 'It speaks of eu only.' });
});

test('a fact on a control without the bound that is needed counts, and says what it leaves open', () => {
  expect(factsOf([fact('IAM-08')])[0]).toMatchObject({ counts: true, why: 'Counts until 31 Dec 2026, but does not show it at least every 6 months.' });
});

test('an exception outweighs a clean test in the same report, and opposite facts cancel each other', () => {
  const report = { kind: 'report' as const, label: 'SOC 2 report 2025', id: 'r1' };
  expect(factsOf([fact('IAM-02', { source: report }), fact('IAM-02', { source: report, verdict: 'excepted' })]).map(({ why }) => why)).toContain('The same report found an exception in it, which outweighs this.');
  expect(factsOf([fact('IAM-02'), fact('IAM-02', { verdict: 'not-met', source: answer })]).map(({ counts }) => counts)).toEqual([false, false]);
});
