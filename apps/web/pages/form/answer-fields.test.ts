import fc from 'fast-check';
import type { Answer, AnswerValue, Column, Question } from '#libs/questionnaire/template-types.js';
import { validateAnswer } from '#libs/questionnaire/validate-answer.js';
import { answersFromBody, bodyOfTyped, fieldNames } from './answer-fields.js';
import { planSave } from './plan-save.js';
import { markOf, typedOfAnswer } from './typed.js';

const optionsOf = (key: string) => ['a', 'b', 'c'].map((one) => ({ key: `${key}.${one}`, label: one.toUpperCase(), compliant: one === 'a', ...(one === 'c' && { exclusive: true }) }));
const columns: readonly Column[] = [{ key: 'name', label: 'Name', kind: 'text' }, { key: 'n', label: 'Count', kind: 'number', optional: true }, { key: 'on', label: 'On', kind: 'date', optional: true }];
const question = (kind: Question['kind'], more: Partial<Question> = {}): Question => ({ key: `k-${kind}`, text: 'T', kind, ...(['yes-no', 'single', 'multi'].includes(kind) && { options: optionsOf(`k-${kind}`) }), ...(kind === 'table' && { columns }), ...more });

const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const words = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }).map((text) => text.replace(/\r/g, '').trim()).filter((text) => text !== '');
const numbers = fc.oneof(fc.integer({ min: 0 }), fc.double({ noNaN: true, noDefaultInfinity: true })).filter((n) => !Object.is(n, -0));
const valueOf = (one: Question): fc.Arbitrary<AnswerValue> => {
  const keys = (one.options ?? []).map(({ key }) => key);
  switch (one.kind) {
    case 'yes-no': case 'single': return fc.constantFrom(...keys);
    case 'multi': return fc.oneof(fc.constant([keys[2] ?? '']), fc.subarray(keys.slice(0, 2), { minLength: 1 }));
    case 'text': return words;
    case 'number': return one.measure ? fc.record({ n: fc.integer({ min: 1, max: 400 }), unit: fc.constantFrom(...one.measure.units) }) : numbers;
    case 'date': return day;
    case 'file': return fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 3 });
    case 'statement': return fc.constant(true);
    case 'table': return fc.array(fc.record({ name: words, n: fc.integer().map(String), on: day }, { requiredKeys: ['name'] }), { minLength: 1, maxLength: 4 });
  }
};
const questions: readonly Question[] = [
  question('yes-no', { explain: 'if-negative' }), question('single', { explain: 'always' }), question('multi'), question('text'), question('number'),
  question('number', { key: 'k-measured', measure: { parameter: 'every', units: ['days', 'months'] } }), question('date'), question('file'), question('table'), question('statement'),
];
const answerTo = (one: Question): fc.Arbitrary<Answer> => fc.oneof(
  { weight: 4, arbitrary: fc.record({ key: fc.constant(one.key), state: fc.constant('given' as const), value: valueOf(one), explanation: words }, { requiredKeys: ['key', 'state', 'value'] }) },
  ...(one.kind === 'statement' ? [] : [
    { weight: 1, arbitrary: fc.record({ key: fc.constant(one.key), state: fc.constant('not-applicable' as const), explanation: words }) },
    { weight: 1, arbitrary: fc.record({ key: fc.constant(one.key), state: fc.constant('unknown' as const), explanation: words }, { requiredKeys: ['key', 'state'] }) },
  ]),
) as fc.Arbitrary<Answer>;
const sent = (one: Question, answer: Answer, mark = '0.') => ({ ...bodyOfTyped(one, typedOfAnswer(one, answer)), [fieldNames(one.key).revision]: mark });
const cases = questions.map((one) => [one.key, one] as const);

test.each(cases)('an answer that was written into the fields of %s comes back as it was', (_, one) => {
  fc.assert(fc.property(answerTo(one), (answer) => {
    const [read] = answersFromBody([one], sent(one, answer));
    expect(read?.answer).toEqual(answer);
    expect(read?.problem).toEqual(validateAnswer(one, answer)[0] ?? null);
    expect(read?.contradictory).toBe(false);
  }), { seed: 7, numRuns: 200 });
});

test.each(cases)('whatever a browser sends for %s is an answer of the question, or is told what is wrong by the same rule', (_, one) => {
  const names = fieldNames(one.key);
  const anything = fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 3 }), fc.constantFrom(':unknown', ':not-applicable', 'not-applicable', 'unknown', 'true', ...(one.options ?? []).map(({ key }) => key), ''));
  const fields = [names.chosen, names.text, names.unit, names.state, names.explanation, names.keep, names.cell(0, 'name'), names.cell(0, 'n'), names.cell(1, 'on')];
  fc.assert(fc.property(fc.record(Object.fromEntries(fields.map((name) => [name, anything])), { requiredKeys: [] }), (body) => {
    const [read] = answersFromBody([one], { ...body, [names.revision]: '0.' });
    if (!read) throw new Error('not read');
    if (read.answer === null) expect(read.problem).toBeNull();
    else if (!read.contradictory) expect(read.problem).toEqual(validateAnswer(one, read.answer)[0] ?? null);
    else expect(read.problem?.code).toBe('form.contradictory');
    expect(JSON.parse(JSON.stringify(read.answer))).toEqual(read.answer);
  }), { seed: 11, numRuns: 300 });
});

test.each(cases)('a page that is sent back as it came changes nothing of %s, also when somebody else did meanwhile', (_, one) => {
  fc.assert(fc.property(answerTo(one), (answer) => {
    const body = sent(one, answer, `3.${markOf(typedOfAnswer(one, answer))}`);
    const plan = planSave(answersFromBody([one], body), { [one.key]: { ...answer, revision: 4 } });
    expect(plan).toEqual({ batch: { answers: [], clear: [] }, wrong: {}, conflicts: [] });
  }), { seed: 13, numRuns: 100 });
});

test('only questions that were on the page are read', () => {
  expect(answersFromBody(questions, { 'rev-k-text': '0.', 'a-k-text': 'x', 'a-k-date': '2026-01-01' }).map(({ question: { key } }) => key)).toEqual(['k-text']);
});

test('a number that is none is sent as the text that was typed, and named', () => {
  const [plain] = answersFromBody([question('number')], { 'rev-k-number': '0.', 'a-k-number': '1,5' });
  expect(plain?.answer?.value).toBe('1,5');
  expect(plain?.problem?.message).toBe('Enter a number, for example 12.');
});

test('a value beside "does not apply" is not saved until one of them is cleared', () => {
  const plan = planSave(answersFromBody([question('text')], { 'rev-k-text': '2.x', 'a-k-text': 'Yes, we do', 's-k-text': 'not-applicable', 'e-k-text': 'No servers' }), {});
  expect(plan.batch.answers).toEqual([]);
  expect(Object.keys(plan.wrong)).toEqual(['k-text']);
});

test('emptied fields forget the answer that was on screen, and ask where it is another one now', () => {
  const read = answersFromBody([question('text')], { 'rev-k-text': '2.x', 'a-k-text': '  ' });
  expect(planSave(read, { 'k-text': { key: 'k-text', state: 'given', value: 'old', revision: 2 } }).batch.clear).toEqual([{ key: 'k-text', revision: 2 }]);
  expect(planSave(read, { 'k-text': { key: 'k-text', state: 'given', value: 'new', revision: 3 } })).toEqual({ batch: { answers: [], clear: [] }, wrong: {}, conflicts: ['k-text'] });
});

test('of two texts side by side the chosen one stays, and nothing is saved before one is chosen', () => {
  const body = { 'rev-k-text': '4.x', 'a-k-text': 'mine', 'ask-k-text': '1' };
  const plan = (keep?: string) => planSave(answersFromBody([question('text')], { ...body, ...(keep && { 'keep-k-text': keep }) }), {});
  expect(plan('mine').batch.answers).toEqual([{ key: 'k-text', state: 'given', value: 'mine', revision: 4 }]);
  expect(plan('theirs')).toEqual({ batch: { answers: [], clear: [] }, wrong: {}, conflicts: [] });
  expect(Object.keys(plan().wrong)).toEqual(['k-text']);
});

test('line ends of a browser are those that were saved', () => {
  const [read] = answersFromBody([question('text')], { 'rev-k-text': '0.', 'a-k-text': 'one\r\ntwo' });
  expect(read?.answer?.value).toBe('one\ntwo');
});
