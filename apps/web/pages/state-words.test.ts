import { daysUntil, documentState, dueWords, requestState, requestStatuses, vendorState, vendorStatuses } from './state-words.js';
import { stateLook } from '../states.js';

const at = (iso: string) => Date.parse(iso);

test('a day ends when it ends in the zone of the deadline, not before', () => {
  expect(daysUntil('2026-03-10', 'Europe/Berlin', at('2026-03-10T22:30:00Z'))).toBe(0);
  expect(daysUntil('2026-03-10', 'Europe/Berlin', at('2026-03-10T23:30:00Z'))).toBe(-1);
  expect(daysUntil('2026-03-10', 'America/Los_Angeles', at('2026-03-11T06:30:00Z'))).toBe(0);
  expect(daysUntil('2026-03-30', 'Europe/Berlin', at('2026-03-28T12:00:00Z'))).toBe(2);
});

test('only what the vendor still works on can be overdue', () => {
  const due = { date: '2026-03-01', zone: 'UTC' };
  const now = at('2026-03-10T00:00:00Z');
  expect(requestState('started', due, now).state).toBe('overdue');
  expect(requestState('submitted', due, now).state).toBe('submitted');
  expect(requestState('cancelled', due, now).state).toBe('withdrawn');
  expect(requestState('started', { ...due, date: '2026-03-10' }, now).state).toBe('started');
});

test('every status has a look and a word', () => {
  for (const status of vendorStatuses) expect(stateLook(vendorState(status).state).icon).toBeTruthy();
  for (const status of requestStatuses) expect(stateLook(requestState(status, null, 0).state).icon).toBeTruthy();
  for (const status of ['queued', 'reading', 'read', 'refused', 'accepted', 'rejected']) expect(documentState(status).word).toBeTruthy();
});

test('how soon or how late is said in words', () => {
  expect(dueWords(1)).toBe('in 1 day');
  expect(dueWords(12)).toBe('in 12 days');
  expect(dueWords(0)).toBe('today');
  expect(dueWords(-2)).toBe('2 days late');
});
