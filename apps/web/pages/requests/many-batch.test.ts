import { requestSendMany } from '#libs/contracts/sending.contract.js';
import { manyOf, rowsOfForm, type BatchRow } from './many-batch.js';

const id = '018f0000-0000-7000-8000-000000000001';
const row = (more: Partial<BatchRow> = {}): BatchRow => ({ line: 2, vendor: id, name: 'Quill', tier: 'low', to: 'ann@q.example', contactName: '', depth: '', due: '', proposed: { depth: 'short', modules: ['payment-cards'] }, ...more });
const body = { template: 'core', depth: 'proposed', modules: 'proposed', date: '2099-01-31', zone: 'UTC', message: '', when: 'now' };
const wording = { subject: '', text: '' };

test('what the page asks is what the contract takes, also while nobody is named as the asker', () => {
  const parsed = requestSendMany.request.parse({ ...manyOf([row()], body, '', wording), dryRun: true });
  expect(parsed.rows).toEqual([{ vendor: id, to: 'ann@q.example', due: { date: '2099-01-31', zone: 'UTC' }, depth: 'short', modules: ['payment-cards'] }]);
});

test('a depth and a date of a row count before those for all, and modules can be left out', () => {
  const { rows } = manyOf([row({ depth: 'full', due: '2098-05-01' }), row()], { ...body, depth: 'standard', modules: 'none' }, 'Nadia', wording);
  expect(rows.map(({ depth, due, modules }) => [depth, due.date, modules])).toEqual([['full', '2098-05-01', []], ['standard', '2099-01-31', []]]);
});

test('rows that came back broken are no rows', () => {
  expect(rowsOfForm({ rows: JSON.stringify([row(), { vendor: 1 }]) })).toHaveLength(1);
  expect(rowsOfForm({ rows: '{"a"' })).toEqual([]);
});
