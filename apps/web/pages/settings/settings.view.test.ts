import { render } from '../../render.js';
import { nameOf } from '../people-names.js';
import { accountView, atRemoval, qrPath } from './account.view.js';
import { mailsView } from './mails.view.js';
import { peopleView, personView } from './people.view.js';
import { tokensView, tokenState } from './tokens.view.js';
import { usualTiers } from '#libs/contracts/sending.contract.js';
import { planErrors, plansOf, policyValues, typedPolicy } from './asking.view.js';

const now = Date.parse('2026-03-10T08:00:00Z');
const token = { id: 't1', name: 'Nightly export', roles: ['reader' as const], created: '2026-03-01T00:00:00Z', expires: '2026-06-01T00:00:00Z', lastUsed: null, revoked: null, maker: 'a1' };
const person = { id: 'a1', email: 'n@orrin.example', name: 'Nadia <Keller>', roles: ['procurement' as const], state: 'disabled' as const, secondFactor: false, lastSignIn: null, created: '2026-03-01T00:00:00Z' };

test('a token that was revoked says so even after it would have expired', () => {
  expect(tokenState(token, now)).toEqual({ state: 'active' });
  expect(tokenState({ ...token, expires: '2026-03-09T00:00:00Z' }, now)).toMatchObject({ state: 'expired' });
  expect(tokenState({ revoked: '2026-03-02T00:00:00Z', expires: '2026-03-09T00:00:00Z' }, now)).toMatchObject({ state: 'withdrawn', word: 'Revoked' });
});

test('only a live token can be revoked, and a secret stands on the page of its making only', () => {
  const list = render('settings/tokens', tokensView([token, { ...token, id: 't2', name: 'Old', revoked: '2026-03-02T00:00:00Z' }], nameOf([person]), ['reader'], now, {}));
  expect(list.match(/\/revoke"/g)).toHaveLength(1);
  expect(list).not.toContain('concord_secret');
  expect(list).toContain('Nadia &lt;Keller&gt;');
  expect(render('settings/tokens', tokensView([], nameOf([]), ['reader'], now, { secret: 'concord_secret' }))).toContain('concord_secret');
});

test('a token can be given no role that its maker has not', () => {
  expect(render('settings/tokens', tokensView([], nameOf([]), ['reader'], now, {}))).not.toContain('value="administrator"');
});

test('people who are shut out do not count as having access, and no enum value is shown', () => {
  const html = render('settings/people', peopleView([person, { ...person, id: 'a2', state: 'active' }], 'k'));
  expect(html).toContain('One person has access.');
  expect(html).toContain('Shut out');
  expect(html).not.toMatch(/>\s*disabled\s*</);
});

test('the form of a person keeps what was chosen when it is refused', () => {
  const html = render('settings/person', personView({ ...person, state: 'active' }, { roles: ['auditor'], access: 'off' }, { errors: [{ field: '', text: 'No', href: '#main' }] }));
  expect(html).toMatch(/value="auditor" checked/);
  expect(html).toMatch(/value="off" checked/);
});

test('refused and unknown mails can be sent again, others not', () => {
  const mail = { id: 'm1', owner: 'web', kind: 'invite', attempts: 1, note: null, created: '2026-03-01T00:00:00Z', settled: null };
  const html = render('settings/mails', mailsView({ items: (['due', 'sent', 'refused', 'unknown', 'unwanted'] as const).map((state) => ({ ...mail, state })), next: 'c' }, undefined));
  expect(html.match(/\/retry"/g)).toHaveLength(2);
  expect(html).toContain('?after&#x3D;c');
});

test('the QR code draws every dark module exactly once', () => {
  const { path, box } = qrPath('otpauth://totp/Concord:n@orrin.example?secret=ABC');
  const side = Number(box.split(' ')[2]) - 8;
  const dark = [...path.matchAll(/h(\d+)v1/g)].reduce((sum, [, run]) => sum + Number(run), 0);
  expect(side % 4).toBe(1);
  expect(dark).toBeGreaterThan(side * side * 0.3);
  expect(dark).toBeLessThan(side * side * 0.7);
  expect(path.startsWith('M0 0h7')).toBe(true);
});

test('a wrong password at removing the second factor is said at its own field', () => {
  const moved = atRemoval({ errors: [{ field: 'current', text: 'No', href: '#current' }], wrong: { current: 'No' } });
  expect(moved).toEqual({ errors: [{ field: 'removing', text: 'No', href: '#removing' }], wrong: { removing: 'No' } });
});

test('the account page shows the key in groups of four while the second factor waits for its first code', () => {
  const session = { tenant: 't', id: 's', account: 'a', name: 'N', tenantName: 'Orrin', roles: ['reader' as const], zone: 'Europe/Berlin', secondFactorDue: false };
  const own = { email: 'n@orrin.example', name: 'N', secondFactor: false, sessions: 2 };
  expect(render('settings/account', accountView(own, session, { secret: 'ABCDEFGHIJ', address: 'otpauth://totp/x?secret=ABCDEFGHIJ' }))).toContain('ABCD EFGH IJ');
  expect(render('settings/account', accountView(own, session, null))).toContain('Set up a second factor');
  expect(render('settings/account', accountView({ ...own, secondFactor: true }, session, null))).toContain('Remove the second factor');
});

test('what each tier is asked goes through the form and back, and a refusal is said at its field', () => {
  const policy = { version: 1, remindBefore: [7], remindWeekly: true, fourEyes: [], linkDays: 30, tiers: { ...usualTiers, high: { template: 'mvsp', depth: 'standard' as const, days: 21 } } };
  const { plans } = policyValues(policy);
  expect(plansOf(typedPolicy({ ...plans }))).toMatchObject({ high: { template: 'mvsp', depth: 'standard', days: '21' }, low: { template: null, depth: 'short' } });
  expect(planErrors({ errors: [{ field: 'tiers.high.days', text: 'Enter 1 or more days', href: '' }] })).toEqual({ errors: [{ field: 'days-high', text: 'Enter 1 or more days', href: '#days-high' }], wrong: { 'days-high': 'Enter 1 or more days' } });
});
