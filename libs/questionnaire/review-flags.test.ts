import { contradicts, reviewFlags, type Beside } from './review-flags.js';
import { indexTemplate } from './template-index.js';
import type { Answer, Answers, Question, Template } from './template-types.js';

const option = (key: string, compliant: boolean, more: object = {}) => ({ key, label: key, compliant, ...more });
const questions: Question[] = [
  { key: 'mfa', text: 'Second factor?', kind: 'yes-no', options: [option('mfa.yes', true), option('mfa.no', false, { knockOut: true })], controls: [{ id: 'IAM-01' }] },
  { key: 'who', text: 'For whom?', kind: 'multi', visibleWhen: { chosen: 'mfa.yes' }, options: [option('w.all', true), option('w.admins', true)] },
  { key: 'bak', text: 'Backups tested?', kind: 'yes-no', options: [option('bak.yes', true), option('bak.no', false)], wants: { kinds: ['record'] }, controls: [{ id: 'BCK-02[every<=12 months]' }] },
];
const template: Template = { key: 't', version: '1.0.0', title: 'T', publisher: 'P', licence: 'CC0', language: 'en', sections: [{ key: 's', title: 'S', questions }] };
const index = indexTemplate(template);
const given = (key: string, value: Answer['value'], more: Partial<Answer> = {}): Answer => ({ key, state: 'given', value: value as never, ...more });
const answers = (...all: Answer[]): Answers => Object.fromEntries(all.map((one) => [one.key, one]));
const beside: Beside = { before: null, tested: [], today: '2026-03-01' };
const flags = (all: Answers, more: Partial<Beside> = {}) => Object.fromEntries(reviewFlags(index, all, { ...beside, ...more }));

test('a knock-out is negative too and stands first', () => {
  expect(flags(answers(given('mfa', 'mfa.no')))).toEqual({ mfa: ['knock-out', 'negative'] });
});

test('an answer that was another last time is flagged, in whatever order options were chosen', () => {
  const now = answers(given('mfa', 'mfa.yes'), given('who', ['w.admins', 'w.all']));
  expect(flags(now, { before: answers(given('mfa', 'mfa.yes'), given('who', ['w.all', 'w.admins'])) })).toEqual({});
  expect(flags(now, { before: answers(given('mfa', 'mfa.yes'), given('who', ['w.all'])) })).toEqual({ who: ['changed'] });
  expect(flags(now, { before: answers({ key: 'mfa', state: 'unknown' }) })).toEqual({ mfa: ['changed'] });
});

test('a document is missed behind a good answer only, and one that has run out is stale', () => {
  expect(flags(answers(given('bak', 'bak.yes')))).toEqual({ bak: ['no-document'] });
  expect(flags(answers(given('bak', 'bak.no')))).toEqual({ bak: ['negative'] });
  expect(flags(answers(given('bak', 'bak.yes', { evidence: [{ id: 'd', kind: 'record', validUntil: '2026-02-28' }] })))).toEqual({ bak: ['stale-document'] });
  expect(flags(answers(given('bak', 'bak.yes', { evidence: [{ id: 'd', kind: 'record', validUntil: '2026-03-01' }] })))).toEqual({});
});

test('what is hidden has no flags', () => {
  expect(flags(answers(given('mfa', 'mfa.no'), given('who', ['w.all'])), { before: answers(given('who', ['w.admins'])) })).toEqual({ mfa: ['knock-out', 'negative'] });
});

test('a report contradicts a yes by an exception and a no by a test that passed', () => {
  const [mfa, , bak] = questions as [Question, Question, Question];
  expect(contradicts(mfa, given('mfa', 'mfa.yes'), [{ control: 'IAM-01', result: 'excepted' }])).toBe(true);
  expect(contradicts(mfa, given('mfa', 'mfa.yes'), [{ control: 'IAM-01', result: 'met' }])).toBe(false);
  expect(contradicts(mfa, given('mfa', 'mfa.no'), [{ control: 'IAM-01', result: 'met' }])).toBe(true);
  expect(contradicts(mfa, given('mfa', 'mfa.no'), [{ control: 'IAM-02', result: 'met' }])).toBe(false);
  expect(contradicts(bak, given('bak', 'bak.no'), [{ control: 'BCK-02', result: 'met' }])).toBe(false);
});
