import { readAnswers } from './read-answers.js';
import { readValue } from './read-value.js';
import type { Question, Template } from './template-types.js';

const yesNo: Question = { key: 'a', text: 'Is MFA on?', kind: 'yes-no', options: [{ key: 'a.yes', label: 'Yes' }, { key: 'a.no', label: 'No' }] };
const multi: Question = { key: 'm', text: 'Which?', kind: 'multi', options: [{ key: 'm.1', label: 'Alpha' }, { key: 'm.2', label: 'Beta, or more' }, { key: 'm.0', label: 'None', exclusive: true }] };
const every: Question = { key: 'e', text: 'How often?', kind: 'number', measure: { parameter: 'every', units: ['months', 'days'] } };
const number: Question = { key: 'n', text: 'How many?', kind: 'number' };
const date: Question = { key: 'd', text: 'Since when?', kind: 'date' };
const template: Template = { key: 't', version: '1.0.0', title: 'T', publisher: 'P', licence: 'L', language: 'en', sections: [{ key: 's', title: 'S', questions: [yesNo, multi, every, number, date, { key: 'x', text: 'Explain.', kind: 'text', reference: 'X-1' }] }] };

describe('reading one cell', () => {
  it.each<[Question, string, unknown]>([
    [yesNo, 'YES', 'a.yes'], [yesNo, 'n', 'a.no'], [yesNo, 'Ja', 'a.yes'], [yesNo, 'TRUE', 'a.yes'], [multi, 'Alpha; Beta, or more', ['m.1', 'm.2']], [multi, 'Beta, or more', ['m.2']], [multi, 'alpha', ['m.1']],
    [every, '3 months', { n: 3, unit: 'months' }], [every, 'quarterly', { n: 3, unit: 'months' }], [every, 'Every 90 days', { n: 90, unit: 'days' }], [every, 'three months', { n: 3, unit: 'months' }], [every, 'annually', { n: 12, unit: 'months' }],
    [every, '1 year', { n: 12, unit: 'months' }], [every, '2 weeks', { n: 14, unit: 'days' }], [every, 'every month', { n: 1, unit: 'months' }], [number, '12', 12], [number, '1,5', 1.5], [date, '2026-02-01', '2026-02-01'], [date, '31/12/2026', '2026-12-31'], [date, '1.2.2026', '2026-02-01'],
  ])('%# takes it', (question, cell, value) => {
    expect(readValue(question, cell)).toEqual({ state: 'given', value });
  });

  it.each<[Question, string, string]>([
    [yesNo, 'Partly', 'none of the options: Yes, No'], [multi, 'Alpha; Gamma', '"Gamma" is none of the options'], [every, '3', 'Enter a number and a unit'], [every, 'regularly', 'Enter a number and a unit'], [every, '5 hours', 'The unit "hours" is not offered'],
    [number, '1,000', 'Is this 1000?'], [number, 'about ten', 'Enter a number'], [date, '02/03/2026', 'Is this 2026-02-03 or 2026-03-02?'], [date, '31.2.2026', 'no such day'],
  ])('%# asks instead of guessing', (question, cell, why) => {
    expect(readValue(question, cell)).toEqual({ ask: expect.stringContaining(why) });
  });

  it('knows "does not apply" and "do not know"', () => {
    expect(readValue(yesNo, 'N/A')).toEqual({ state: 'not-applicable' });
    expect(readValue(number, "don't know")).toEqual({ state: 'unknown' });
  });
});

describe('reading a filled workbook', () => {
  const read = (rows: readonly (readonly string[])[]) => readAnswers([{ name: 'Q', rows: [['ID', 'Question', 'Answer', 'Comments'], ...rows] }], template);

  it('takes, asks and reports with the cell', () => {
    expect(read([['a', '', 'Yes', 'All staff.'], ['', 'How often?', 'monthly', ''], ['x-1', '', 'Words', ''], ['d', '', '02/03/2026', ''], ['z', 'Unknown?', 'Yes', ''], ['n', '', '', 'many'], ['m', '', '', ''], ['n', '', '#REF!', '']])).toEqual({
      taken: [{ key: 'a', state: 'given', value: 'a.yes', explanation: 'All staff.', cell: 'Q!C2' }, { key: 'e', state: 'given', value: { n: 1, unit: 'months' }, cell: 'Q!C3' }, { key: 'x', state: 'given', value: 'Words', cell: 'Q!C4' }],
      ask: [{ key: 'd', cell: 'Q!C5', read: '02/03/2026', why: 'Is this 2026-02-03 or 2026-03-02? Enter the date as year-month-day.' }, { key: 'n', cell: 'Q!C7', read: 'many', why: 'There is an explanation, but no answer.' }],
      reported: [{ cell: 'Q!C6', code: 'answers.unknown-question', message: 'The questionnaire has no question "z". Its answer was not read.' }, { cell: 'Q!C9', code: 'answers.formula-error', message: 'The cell holds the error #REF!. Enter the answer itself.' }],
    });
  });

  it('takes nothing where two rows disagree, and one where they agree', () => {
    expect(read([['a', '', 'Yes', ''], ['a', '', 'No', ''], ['n', '', '3', ''], ['n', '', '3', '']])).toMatchObject({ taken: [{ key: 'n', value: 3 }], ask: [{ key: 'a', cell: 'Q!C3', why: 'Another answer to this question stands in Q!C2. Which one counts?' }] });
  });

  it('keeps who owns a control, and what is left to the customer, in the explanation', () => {
    const rows = [['Question ID', 'Question', 'CSP CAIQ Answer', 'SSRM Control Ownership', 'CSP Implementation Description', 'CSC Responsibilities'], ['a', '', 'Yes', 'Shared CSP and CSC', 'We do.', 'Switch it on.']];
    expect(readAnswers([{ name: 'CAIQ', rows }], template).taken).toEqual([{ key: 'a', state: 'given', value: 'a.yes', cell: 'CAIQ!C2', explanation: 'We do.\nOwnership: Shared CSP and CSC\nLeft to the customer: Switch it on.' }]);
  });

  it('asks for the reason of "does not apply"', () => {
    expect(read([['a', '', 'N/A', '']])).toMatchObject({ taken: [], ask: [{ key: 'a', why: 'Say in a sentence why this does not apply to you.' }] });
    expect(read([['a', '', 'N/A', 'No accounts.']])).toMatchObject({ taken: [{ key: 'a', state: 'not-applicable', explanation: 'No accounts.' }] });
  });

  it('says when a workbook has no columns to read', () => {
    expect(readAnswers([{ name: 'Notes', rows: [['Hello']] }], template).reported).toMatchObject([{ cell: 'Notes', code: 'answers.no-columns' }]);
  });
});
