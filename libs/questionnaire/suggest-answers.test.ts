import { suggestAnswers, type TestedControl } from './suggest-answers.js';
import { indexTemplate } from './template-index.js';
import type { Question, Template } from './template-types.js';

const option = (key: string, compliant: boolean, more: object = {}) => ({ key, label: key, compliant, ...more });
const questions: Question[] = [
  { key: 'mfa', text: 'Second factor?', kind: 'yes-no', options: [option('mfa.yes', true), option('mfa.no', false)], controls: [{ id: 'IAM-01[scope>=administrators]' }, { id: 'IAM-02' }] },
  { key: 'often', text: 'Reviewed each quarter?', kind: 'yes-no', options: [option('often.yes', true), option('often.no', false)], controls: [{ id: 'IAM-13[every<=3 months]' }] },
  { key: 'logs', text: 'What is logged?', kind: 'multi', options: [{ key: 'l.sign-in', label: 'Sign-in', controls: [{ id: 'LOG-01' }] }, { key: 'l.admin', label: 'Admin', controls: [{ id: 'LOG-02' }] }, { key: 'l.none', label: 'None', exclusive: true, compliant: false }] },
  { key: 'free', text: 'Tell us', kind: 'text', controls: [{ id: 'IAM-01' }] },
];
const template: Template = { key: 't', version: '1.0.0', title: 'T', publisher: 'P', licence: 'CC0', language: 'en', sections: [{ key: 's', title: 'S', questions }] };
const met = (control: string, page = 7): TestedControl => ({ control, result: 'met', page, text: `tests ${control}` });
const suggested = (...tested: TestedControl[]) => suggestAnswers(indexTemplate(template), tested);

test('suggests the good option only when all of its controls were tested, and names the page', () => {
  expect(suggested(met('IAM-01'))).toEqual([]);
  expect(suggested(met('IAM-01', 31), met('IAM-02'))).toEqual([{ key: 'mfa', value: 'mfa.yes', page: 31, quote: 'tests IAM-01' }]);
});

test('an exception suggests nothing, even where another test of the control passed', () => {
  expect(suggested(met('IAM-01'), met('IAM-02'), { ...met('IAM-02'), result: 'excepted' })).toEqual([]);
});

test('a bound is not suggested: the report shows the control, not how often', () => {
  expect(suggested(met('IAM-13'))).toEqual([]);
});

test('of several options those that were tested are suggested', () => {
  expect(suggested(met('LOG-02', 40))).toEqual([{ key: 'logs', value: ['l.admin'], page: 40, quote: 'tests LOG-02' }]);
});
