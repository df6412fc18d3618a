import type { Question } from '#libs/questionnaire/template-types.js';
import { render } from '../../render.js';
import { nameOf } from '../people-names.js';
import { answerLines, type Answer } from './answer-words.js';
import type { BesideAnswers } from './beside.js';
import { newRequestView, proposedValues, requestFormErrors, requestOf } from './new-request.view.js';
import { previewView } from './preview.view.js';
import { usualTiers } from '#libs/contracts/sending.contract.js';
import { proposeRequest } from './propose-request.js';
import { openOf, requestListView } from './request-list.view.js';
import { requestAct, requestSays, requestView, type RequestParts } from './request.view.js';
import { reviewOf } from './review-form.js';
import { reviewRows } from './review-rows.js';

const now = Date.parse('2026-03-10T08:00:00Z');
const wording = { subject: 'Hello {vendor}', text: '{link}', own: false };
const profile = { dataClasses: ['cardholder' as const], volume: 'none' as const, access: 'none' as const, criticality: 'low' as const, substitutability: 'easy' as const, spend: 'under-10k' as const, countries: [], regulated: [] };
const template = { key: 'core', version: '1.0.0', title: 'Core', publisher: 'Concord', licence: 'CC0', questions: { short: 20, standard: 60, full: 150 }, modules: [{ key: 'payment-cards', title: 'Payment cards', questions: 15 }, { key: 'eu-personal-data', title: 'EU data', questions: 20 }, { key: 'health-data', title: 'Health', questions: 9 }] };
const vendor = { id: 'v1', tier: 'low' as const, profile, name: 'Quill', contacts: [{ id: 'c', name: 'Ann', email: 'ann@q.example', phone: null, purpose: 'commercial' as const }, { id: 'd', name: 'Sam', email: 'sam@q.example', phone: null, purpose: 'security' as const }] } as never as Parameters<typeof newRequestView>[0];
const option = (key: string, label: string, compliant: boolean, knockOut = false) => ({ key, label, compliant, knockOut });
const questions: Question[] = [
  { key: 'mfa', text: 'Is a second factor used?', kind: 'yes-no', options: [option('mfa.yes', 'Yes', true), option('mfa.no', 'No', false, true)] },
  { key: 'mfa.who', text: 'For whom?', kind: 'multi', visibleWhen: { chosen: 'mfa.yes' }, options: [option('w.all', 'Everybody', true)] },
  { key: 'logs', text: 'How long are logs kept?', kind: 'number', measure: { parameter: 'at-least', units: ['months'] }, why: 'Because.' },
  { key: 'bak', text: 'Are backups tested?', kind: 'yes-no', options: [option('bak.yes', 'Yes, yearly', true), option('bak.no', 'Never', false)] },
];
const answer = (key: string, value: Answer['value'], more: Partial<Answer> = {}): Answer => ({ key, state: 'given', ...(value !== undefined && { value }), evidence: [], origin: null, revision: 1, by: 'sam@q.example', at: '2026-03-09T00:00:00Z', review: null, ...more });
const detail: RequestParts['detail'] = {
  id: 'r1', vendor: 'v1', vendorName: 'Quill', template: 'core', title: 'Core', depth: 'short', status: 'submitted', to: 'sam@q.example', contactName: null, due: { date: '2026-03-12', zone: 'UTC' },
  sent: '2026-03-01T00:00:00Z', opened: '2026-03-01T00:00:00Z', submitted: '2026-03-09T00:00:00Z', lastActivity: null, answered: 3, asked: 3, threads: { vendor: 0, asker: 0 }, sendAt: null, paused: false, batch: null, mail: { state: 'sent', note: null }, version: 2, modules: [], message: null, mails: [], next: null, handedIn: { name: 'Ann Lee', receipt: 'ABCD-2345', anyway: 'The rest follows next week.' },
  questionnaire: { key: 'core', version: '1.0.0', title: 'Core', sections: [{ key: 'access', title: 'Access', questions: questions as never }] },
  answers: [answer('mfa', 'mfa.no'), answer('logs', { n: 12, unit: 'months' }), answer('bak', 'bak.no', { review: { verdict: 'clarify', revision: 1, by: 'a1', at: '2026-03-09T00:00:00Z', comment: 'When?', waits: false, second: null } })],
  attachments: [], progress: [{ key: 'access', title: 'Access', state: 'complete', done: 3, questions: 3 }],
  score: { value: 0.2, earned: 1, possible: 5, knockOuts: [{ key: 'mfa', says: 'No second factor' }], negative: ['bak', 'mfa'] }, history: [],
};
const parts: RequestParts = { detail, names: nameOf([{ id: 'a1', name: 'Nadia' }]), roles: ['procurement'], now };

test('modules are proposed by what the vendor holds and which rules apply', () => {
  expect(proposeRequest({ tier: 'critical', profile }, template)).toEqual({ depth: 'full', modules: ['payment-cards'] });
  expect(proposeRequest({ tier: 'medium', profile: { ...profile, dataClasses: ['personal'], regulated: ['gdpr', 'hipaa'] } }, template)).toEqual({ depth: 'standard', modules: ['eu-personal-data', 'health-data'] });
  expect(proposeRequest({ tier: 'low', profile: { ...profile, dataClasses: ['personal'] } }, template)).toEqual({ depth: 'short', modules: [] });
  const plans = { ...usualTiers, low: { template: null, depth: 'standard' as const, days: 30 } };
  expect(proposeRequest({ tier: 'low', profile: { ...profile, dataClasses: ['personal'] } }, template, plans).depth).toBe('standard');
});

test('the security contact is proposed, with two weeks of time', () => {
  expect(proposedValues(vendor, template, 'Europe/Berlin', now, wording)).toMatchObject({ contact: 'sam@q.example', date: '2026-03-24', depth: 'short', zone: 'Europe/Berlin' });
});

test('a chosen contact gives address and name; another address is taken as typed', () => {
  expect(requestOf({ contact: 'ann@q.example', to: 'x@y.example' }, vendor, 'Nadia', wording)).toMatchObject({ to: 'ann@q.example', contactName: 'Ann', askerName: 'Nadia' });
  expect(requestOf({ contact: 'other', to: 'x@y.example' }, vendor, 'Nadia', wording)).toMatchObject({ to: 'x@y.example', contactName: undefined });
});

test('a refused date is said at the date, and what was chosen is kept', () => {
  const refused = requestFormErrors({ errors: [{ field: 'due.date', text: 'Enter a date', href: '#due.date' }] });
  expect(refused.wrong).toEqual({ date: 'Enter a date' });
  const html = render('requests/new', newRequestView(vendor, [template], template, { ...proposedValues(vendor, template, 'UTC', now, wording), modules: ['health-data'], date: '' }, 'k', wording, refused));
  expect(html).toMatch(/value="health-data" checked/);
  expect(html).toContain('href="#date"');
});

test('the form offers to send later and holds the words of the mail', () => {
  const html = render('requests/new', newRequestView(vendor, [template], template, proposedValues(vendor, template, 'UTC', now, wording), 'k', wording));
  expect(html).toMatch(/name="when"[^>]*value="now" checked/);
  expect(html).toMatch(/name="when"[^>]*value="later"/);
  expect(html).toContain('value="Hello {vendor}"');
  expect(html).toContain('formaction="/vendors/v1/requests/mail"');
});

test('a time is sent only when later is chosen, and a wording that nobody touched is not sent', () => {
  const body = { contact: 'other', to: 'x@y.example', zone: 'UTC', sendDate: '2026-03-12', sendTime: '08:00', subject: wording.subject, wording: wording.text };
  expect(requestOf({ ...body, when: 'now' }, vendor, 'Nadia', wording)).not.toMatchObject({ sendAt: expect.anything() });
  expect(requestOf({ ...body, when: 'now' }, vendor, 'Nadia', wording)).not.toHaveProperty('wording');
  expect(requestOf({ ...body, when: 'later', wording: 'Hier: {link}' }, vendor, 'Nadia', wording)).toMatchObject({ sendAt: { date: '2026-03-12', time: '08:00', zone: 'UTC' }, wording: { text: 'Hier: {link}' } });
});

test('an open request can be moved, handed over, paused and cancelled; a mail that waits is not said to be out', () => {
  const sent = { ...detail, status: 'sent' as const, opened: null, mail: { state: 'due' as const, note: null } };
  const html = render('requests/request', requestView({ ...parts, detail: sent }, {}));
  for (const act of ['due', 'contact', 'pause', 'link', 'cancel', 'resend']) expect(html).toContain(`action="/requests/r1/${act}"`);
  expect(requestSays(sent, { given: 0, waiting: 0 }, now)).toContain('goes out in a moment');
  expect(requestSays({ ...sent, mail: { state: 'sent', note: null } }, { given: 0, waiting: 0 }, now)).toContain('The mail is out');
  expect(requestSays({ ...sent, mail: { state: 'refused', note: null } }, { given: 0, waiting: 0 }, now)).toContain('did not arrive');
});

test('answers are read by the labels of their options and the units of their numbers', () => {
  expect(answerLines(questions[0]!, answer('mfa', 'mfa.no'))).toEqual(['No']);
  expect(answerLines(questions[2]!, answer('logs', { n: 3, unit: 'business-days' }))).toEqual(['3 business days']);
  expect(answerLines(questions[1]!, answer('mfa.who', ['w.all']))).toEqual(['Everybody']);
  expect(answerLines({ key: 't', text: '', kind: 'table', columns: [{ key: 'a', label: 'Name', kind: 'text' }, { key: 'b', label: 'Where', kind: 'text' }] }, answer('t', [{ a: 'X', b: '' }, { a: 'Y', b: 'DE' }]))).toEqual(['Name: X', 'Name: Y; Where: DE']);
  expect(answerLines(questions[0]!, undefined)).toEqual(['Not answered']);
  expect(answerLines(questions[0]!, { ...answer('mfa', undefined), state: 'unknown' })).toEqual(['They do not know']);
});

test('knock-outs come first, then negative answers, and hidden questions are not shown', () => {
  const { sections, first } = reviewRows(detail, parts.names);
  expect(first.map(({ key }) => key)).toEqual(['mfa', 'bak']);
  expect(sections[0]?.rows.map(({ key }) => key)).toEqual(['mfa', 'logs', 'bak']);
});

test('the page offers to accept what has no verdict and warns of the flagged ones among them', () => {
  const html = render('requests/request', requestView(parts, {}));
  expect(html).toContain('Accept the 2 answers that are not judged yet?');
  expect(html).toContain('Accept all 2, the flagged one too');
  expect(html).toContain('One of them has a flag');
  expect(html).toContain('12 months');
  expect(html).toContain('action="/requests/r1/review"');
  expect(html.match(/id="comment-a-mfa"/g)).toHaveLength(1);
});

test('who only reads finds answers and no forms', () => {
  const html = render('requests/request', requestView({ ...parts, roles: ['reader'] }, {}));
  expect(html).toContain('No second factor');
  expect(html).not.toContain('name="verdict"');
  expect(html).not.toContain('/cancel"');
});

test('a mail that was refused is said with the words of the mail server', () => {
  const refused = { ...detail, status: 'sent' as const, opened: null, mail: { state: 'refused' as const, note: '550 No such user' } };
  const html = render('requests/request', requestView({ ...parts, detail: refused }, {}));
  expect(html).toContain('The mail server said: 550 No such user');
  expect(requestSays(refused, { given: 0, waiting: 0 }, now)).toContain('Due on 12 March 2026, end of day in UTC: in 2 days.');
});

test('a row says what was answered last time, what the report says, and whose acceptance is missing', () => {
  const beside: BesideAnswers = {
    before: { request: 'r0', submitted: '2025-03-01T00:00:00Z', questions: [questions[0]! as never, questions[2]! as never], answers: [answer('mfa', 'mfa.yes'), answer('logs', { n: 12, unit: 'months' })] },
    said: [{ control: 'IAM-01', result: 'excepted', document: 'SOC 2.pdf', page: 31, href: '/reports/d?page=31', text: 'MFA' }],
    threads: [{ key: 'bak', question: 'Are backups tested?', section: 'access', state: 'waits-for-asker', answer: null, entries: [{ id: 'e', side: 'vendor', name: 'sam@q.example', at: '2026-03-09T00:00:00Z', text: 'Each June.' }] }],
  };
  const once = { verdict: 'accepted' as const, revision: 1, by: 'a1', at: '2026-03-09T00:00:00Z', comment: null, waits: true, second: null };
  const asked = [{ ...questions[0]!, controls: [{ id: 'IAM-01' }] }, ...questions.slice(1)];
  const looked = { ...detail, questionnaire: { ...detail.questionnaire, sections: [{ key: 'access', title: 'Access', questions: asked as never }] }, answers: detail.answers.map((one) => (one.key === 'logs' ? { ...one, review: once } : one)) };
  const { first, sections } = reviewRows(looked, nameOf([]), beside, 'a1', '2026-03-10');
  expect(first.map(({ key }) => key)).toEqual(['bak', 'mfa']);
  expect(first[1]).toMatchObject({ kinds: ['knock-out', 'negative', 'changed'], last: { when: 'Last time, on 1 March 2025:', text: 'Yes' }, said: [{ text: 'SOC 2.pdf, page 31: tested, with an exception' }] });
  const logs = (rows: typeof sections) => rows[0]!.rows.find(({ key }) => key === 'logs')!;
  expect(logs(sections)).toMatchObject({ last: { text: 'the same.' }, pending: false, waits: true, verdict: { word: 'Accepted by one person' } });
  expect(logs(reviewRows(looked, nameOf([]), beside, 'a2').sections)).toMatchObject({ pending: true });
});

test('asking back and rejecting need a comment, accepting does not', () => {
  expect(reviewOf(['mfa'], 'accepted', undefined).asked).toEqual({ keys: ['mfa'], verdict: 'accepted' });
  expect(reviewOf(['all'], 'accepted', undefined).asked).toEqual({ keys: 'all', verdict: 'accepted' });
  expect(reviewOf(['mfa'], 'rejected', 'Too late').asked).toEqual({ keys: ['mfa'], verdict: 'rejected', comment: 'Too late' });
  expect(reviewOf(['mfa'], 'clarify', undefined).refused).toMatchObject({ wrongAnswers: { mfa: 'Say what is missing' }, errors: [{ href: '#a-mfa' }] });
  expect(reviewOf([], 'accepted', undefined).refused?.wrong).toEqual({ comment: 'Choose at least one answer' });
});

test('open requests are shown unless something else is asked for', () => {
  expect(openOf({})).toBe('true');
  expect(openOf({ open: 'closed' })).toBe('false');
  expect(openOf({ status: 'reviewed' })).toBeUndefined();
  expect(openOf({ open: 'open', status: 'sent' })).toBe('true');
  expect(render('requests/list', requestListView({ items: [detail], next: null }, {}, now))).toContain('Answers are in');
});

test('the preview names what is to be given and tells what is asked only sometimes', () => {
  const html = render('requests/preview', previewView({ ...detail.questionnaire, publisher: 'C', licence: 'CC0', language: 'en', sections: [{ key: 'access', title: 'Access', questions }] }, 10, 'short', '/requests'));
  expect(html).toContain('A number with months');
  expect(html.match(/Asked only when/g)).toHaveLength(1);
  expect(html).not.toContain('mfa.yes');
});

test('the history speaks in words', () => {
  expect(requestAct('answers.reviewed', { verdict: 'clarify', answers: 3 })).toBe('Asked back: 3 answers');
  expect(requestAct('request.cancelled', { reason: 'Not bought' })).toBe('Cancelled: Not bought');
  expect(requestAct('link.code-sent', {})).toBe('A code was sent');
});
