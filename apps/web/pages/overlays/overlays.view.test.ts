import { impactView, sayCounts, type Outcome } from './impact.view.js';
import { trialView } from './overlays.view.js';
import { knownRow, rowInput, typedRow } from './rows.view.js';

const outcome: Outcome = {
  saved: null, version: 3, problems: [], problemCount: 0, counts: { frameworks: 1, controls: 0, rows: 14, directRows: 0, removed: 0 },
  impact: { verdicts: 2, parties: [{ party: 'own', name: 'Own organization', verdicts: 2, changes: [{ framework: 'soc2', id: 'CC6.1', title: 'Access', from: 'unknown', to: 'partly' }] }] },
};
const names = new Map([['soc2', 'SOC 2']]);
const next = { action: '/x', confirm: 'Keep it', fields: [] };

test('what a change holds is said without what there is none of', () => {
  expect(sayCounts(outcome.counts)).toBe('1 framework, 14 rows to controls');
});

test('the impact names each party, its verdicts now and then, and that not all are shown', () => {
  const { sentence, parties } = impactView(outcome.impact, names);
  expect(sentence).toBe('2 verdicts become others: 1 party');
  expect(parties[0]).toMatchObject({ title: 'Own organization: 2', note: 'The first 1 are shown.', rows: [{ cells: [{ id: 'CC6.1', href: '/coverage/own/soc2/CC6.1' }, { state: 'unknown' }, { state: 'partly' }] }] });
  expect(impactView({ verdicts: 0, parties: [] }, names).sentence).toBe('No verdict of any party changes by it.');
});

test('a trial with problems names the place of each and where old ids went', () => {
  const problem = { file: 'a.xlsx', sheet: 'Rows', line: 7, field: 'version', message: 'was replaced', newIds: [{ id: '8.2.3', now: ['8.3.6'] }, { id: '9.99', now: [] }] };
  const view = trialView('Try', { ...outcome, problems: [problem], problemCount: 1 }, names, next);
  expect(view.sub).toBe('1 problem: nothing would be taken in');
  expect(view.problems[0]!.cells[0]).toMatchObject({ text: 'Rows, row 7' });
  expect(view.newIds.map(({ cells }) => cells[1]!.text)).toEqual(['8.3.6', 'No counterpart is known']);
});

test('a row is edited as it counts now, and goes to the service as it was typed', () => {
  const known = { key: 'k', framework: 'soc2', requirement: 'CC6.1', title: '', control: 'AUT-11', to: null, toTitle: '', relationship: 'intersects', strength: 3, rationale: 'functional', reason: 'Why', origin: 'own', reviewed: true, inUnion: false, own: false };
  expect(knownRow([known], { framework: 'soc2', requirement: 'CC6.1', control: 'AUT-11' })).toMatchObject({ known: true, row: { relationship: 'intersects', strength: '3', said: ['reviewed'] } });
  expect(knownRow([known], { framework: 'soc2', requirement: 'CC6.2', control: 'AUT-11' }).known).toBe(false);
  expect(rowInput(typedRow({ framework: 'soc2', requirement: 'CC6.1', control: '', toFramework: 'gdpr', to: '32(1)', relationship: 'overlaps', strength: '4', said: 'reviewed' }))).toMatchObject({ toFramework: 'gdpr', to: '32(1)', reviewed: true, inUnion: false });
});
