import type { Answer, AnswerValue, Question } from './template-types.js';
import { isDate, validateAnswer } from './validate-answer.js';

const base = { key: 'q', text: 'Q' };
const options = [
  { key: 'q.a', label: 'A', compliant: true }, { key: 'q.b', label: 'B', compliant: false }, { key: 'q.none', label: 'None', exclusive: true }];
const questions = {
  single: { ...base, kind: 'single', options },
  multi: { ...base, kind: 'multi', options },
  text: { ...base, kind: 'text' },
  number: { ...base, kind: 'number' },
  every: { ...base, kind: 'number', measure: { parameter: 'every', units: ['months', 'days'] } },
  date: { ...base, kind: 'date' },
  file: { ...base, kind: 'file' },
  statement: { ...base, kind: 'statement' },
  table: { ...base, kind: 'table', columns: [
    { key: 'who', label: 'Name', kind: 'text' }, { key: 'since', label: 'Since', kind: 'date', optional: true }, { key: 'n', label: 'People', kind: 'number', optional: true }] },
} as const satisfies Record<string, Question>;

const codes = (question: Question, value: AnswerValue, more: Partial<Answer> = {}) =>
  validateAnswer(question, { key: 'q', state: 'given', value, ...more }).map((problem) => problem.code);

describe('validating an answer', () => {
  it.each<[keyof typeof questions, AnswerValue]>([
    ['single', 'q.a'], ['multi', ['q.a', 'q.b']], ['multi', ['q.none']], ['text', 'words'], ['number', 0], ['every', { n: 3, unit: 'months' }],
    ['date', '2024-02-29'], ['file', ['doc-1']], ['statement', true], ['table', [{ who: 'Ada', since: '2020-01-01', n: '3' }, { who: 'Bo', since: '' }]],
  ])('takes a %s value of %j', (name, value) => {
    expect(codes(questions[name], value)).toEqual([]);
  });

  it.each<[keyof typeof questions, AnswerValue, string]>([
    ['single', 'q.z', 'unknown-option'], ['single', ['q.a'], 'unknown-option'], ['multi', 'q.a', 'wrong-type'], ['multi', ['q.a', 'q.a'], 'twice'],
    ['multi', ['q.a', 'q.none'], 'exclusive'], ['text', 5, 'wrong-type'], ['text', 'x'.repeat(20_001), 'too-long'], ['number', 'three', 'wrong-type'],
    ['number', Number.NaN, 'wrong-type'], ['every', 3, 'wrong-type'], ['every', { n: 3, unit: 'years' }, 'unknown-unit'], ['every', { n: 0, unit: 'days' }, 'zero'],
    ['every', { n: -1, unit: 'days' }, 'negative'], ['date', '2023-02-29', 'wrong-type'], ['date', '31.12.2026', 'wrong-type'], ['file', 'doc', 'wrong-type'],
    ['statement', 'yes', 'wrong-type'], ['table', [{ since: '2020-01-01' }], 'empty-cell'], ['table', [{ who: 'Ada', since: 'then' }], 'wrong-type'],
    ['table', [{ who: 'Ada', n: 'many' }], 'wrong-type'], ['table', [{ who: 'Ada', age: '3' }], 'unknown-column'],
  ])('refuses a %s value of %j', (name, value, code) => {
    expect(codes(questions[name], value)).toEqual([`answer.${code}`]);
  });

  it('says how to mend a measured value', () => {
    expect(validateAnswer(questions.every, { key: 'q', state: 'given', value: 'quarterly' })[0]?.message).toBe(
      'Enter a number and choose its unit, for example 3 months.');
  });

  it('wants a reason for "does not apply" and none for "I do not know"', () => {
    expect(validateAnswer(questions.text, { key: 'q', state: 'not-applicable', explanation: ' ' })).toHaveLength(1);
    expect(validateAnswer(questions.text, { key: 'q', state: 'not-applicable', explanation: 'No offices.' })).toEqual([]);
    expect(validateAnswer(questions.text, { key: 'q', state: 'unknown' })).toEqual([]);
  });

  it('wants an explanation where the rule says so, by the option and not by the word yes', () => {
    const ifNegative: Question = { ...questions.single, explain: 'if-negative' };
    expect(codes(ifNegative, 'q.b')).toEqual(['answer.no-explanation']);
    expect(codes(ifNegative, 'q.b', { explanation: 'Planned for May.' })).toEqual([]);
    expect(codes(ifNegative, 'q.a')).toEqual([]);
    expect(codes({ ...questions.single, explain: 'always' }, 'q.a')).toEqual(['answer.no-explanation']);
    expect(validateAnswer({ ...ifNegative, explainAsk: 'Say what happened.' }, { key: 'q', state: 'given', value: 'q.b' })).toMatchObject([{ code: 'answer.no-explanation', message: 'Say what happened.' }]);
  });

  it('knows the days of the calendar', () => {
    expect(['2000-02-29', '2024-12-31', '2026-04-30'].every(isDate)).toBe(true);
    expect(['1900-02-29', '2026-13-01', '2026-04-31', '2026-00-10', '2026-1-1', ''].some(isDate)).toBe(false);
  });
});
