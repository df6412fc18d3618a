import { inZone } from './zone.js';
import { calendarDate, changedQuery, templateHelpers, zonedTime } from './template-helpers.js';

const helpers = templateHelpers({ message: (key) => `[${key}]`, asset: (name) => `/assets/${name}` }) as unknown as Record<string, (...args: unknown[]) => unknown>;
const call = (name: string, ...args: unknown[]): unknown => helpers[name]?.(...args, { hash: {} });

test('a calendar date is the same day in every zone, and nothing for none', () => {
  expect(calendarDate('2026-03-31')).toBe('31 March 2026');
  expect(calendarDate(null)).toBe('');
  expect(() => calendarDate('tomorrow')).toThrow('"tomorrow" is not a calendar date');
});

test('a time says its zone', () => {
  expect(zonedTime('2026-03-10T07:40:00Z', 'Europe/Berlin')).toBe('10 March 2026, 08:40 CET');
  expect(zonedTime('2026-07-10T07:40:00Z', 'UTC')).toBe('10 July 2026, 07:40 UTC');
  expect(zonedTime('2026-07-10T07:40:00Z')).toBe('10 July 2026, 07:40 UTC');
  expect(inZone('Europe/Berlin', () => zonedTime('2026-03-10T07:40:00Z'))).toBe('10 March 2026, 08:40 CET');
  expect(() => zonedTime('noon', 'UTC')).toThrow('"noon" is not a time');
});

test('a link changes one parameter, keeps the others, and takes out what is null', () => {
  expect(changedQuery({ tier: '1', sort: 'name', page: 2 }, { sort: 'due', page: null })).toBe('?tier=1&sort=due');
  expect(changedQuery({ state: ['met', 'partly'] }, { q: 'a & b' })).toBe('?state=met&state=partly&q=a+%26+b');
});

test.each([
  [[131, 148], '88.5%'], [[0.5], '50%'], [[0, 0], '0%'], [[9, 8], '100%'], [[1, 3], '33.3%'],
])('percent of %j is %s', (args, text) => {
  expect(call('percent', ...args)).toBe(text);
});

test('a state has a word, a class and a shape; one that is not declared is named', () => {
  expect([call('statusWord', 'not-met'), call('statusClass', 'not-met'), call('statusIcon', 'not-met')]).toEqual(['[common.status.not-met]', 'is-notmet', 'notmet']);
  expect(() => call('statusClass', 'fine')).toThrow('No look is declared for the state "fine"');
  expect(() => call('statusClass', 'constructor')).toThrow('No look is declared');
});

test('or takes the first that holds, an empty list does not hold, zero is given', () => {
  expect(call('or', '', [], 'x', 'y')).toBe('x');
  expect(call('and', 'a', [])).toEqual([]);
  expect(call('not', [])).toBe(true);
  expect([call('given', 0), call('given', ''), call('given', undefined)]).toEqual([true, false, false]);
});

test('an auditor alone sees no vendors, requests or settings', () => {
  const keys = (roles: string[]): unknown[] => (call('navigation', roles, 'home') as { key: string }[]).map(({ key }) => key);
  expect(keys(['auditor'])).toEqual(['home', 'reports', 'coverage', 'crosswalk', 'programme']);
  expect(keys(['auditor', 'procurement'])).toContain('vendors');
  expect(keys(['administrator'])).toContain('settings');
});
