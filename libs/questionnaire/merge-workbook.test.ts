import { mergeWorkbook } from './merge-workbook.js';
import { readAnswers } from './read-answers.js';
import type { Answer, Answers, Question, Template } from './template-types.js';
import { layOutWorkbook } from './workbook-layout.js';

const question = (key: string): Question => ({ key, text: `What of ${key}?`, kind: 'text' });
const template: Template = { key: 't', version: '1.0.0', title: 'T', publisher: 'P', licence: 'CC0', language: 'en', sections: [{ key: 's', title: 'S', questions: ['a', 'b', 'c', 'd'].map(question) }] };
const given = (key: string, value: string, revision: number): Answer => ({ key, state: 'given', value, revision });
const all = (...answers: Answer[]): Answers => Object.fromEntries(answers.map((one) => [one.key, one]));

/** Downloads a workbook with some answers, fills cells in, and reads it. */
function filled(before: Answers, cells: Record<string, string>) {
  const { sheet, columns, rows, answerColumn } = layOutWorkbook(template, before);
  const changed = rows.map((row) => row.map((cell, i) => (i === answerColumn ? cells[row[0]!] ?? cell : cell)));
  return readAnswers([{ name: sheet, rows: [columns.map(({ header }) => header), ...changed] }], template).taken;
}
const keys = (list: readonly { key: string }[]) => list.map(({ key }) => key);

test('takes what only the workbook changed, and leaves what only somebody else changed', () => {
  const base = all(given('a', 'one', 1), given('b', 'two', 3));
  const merged = mergeWorkbook(filled(base, { a: 'one, better', c: 'three' }), all(given('a', 'one', 1), given('b', 'two, elsewhere', 4)));
  expect(merged.take.map(({ answer, revision }) => [answer.key, answer.value, revision])).toEqual([['a', 'one, better', 1], ['c', 'three', 0]]);
  expect(merged).toMatchObject({ conflicts: [], same: 0, older: 1 });
});

test('asks where both changed to different things, and not where both say the same', () => {
  const base = all(given('a', 'one', 1), given('b', 'two', 1));
  const merged = mergeWorkbook(filled(base, { a: 'mine', b: 'both', d: 'mine' }), all(given('a', 'theirs', 2), given('b', 'both', 2), given('d', 'theirs', 1)));
  expect(keys(merged.conflicts.map(({ mine }) => mine))).toEqual(['a', 'd']);
  expect(merged.conflicts[0]?.theirs.value).toBe('theirs');
  expect(merged).toMatchObject({ take: [], same: 1 });
});

test('a workbook of another origin never overwrites an answer by itself', () => {
  const taken = filled({}, { a: 'from elsewhere', b: 'new' }).map(({ saved: _saved, ...one }) => one);
  const merged = mergeWorkbook(taken, all(given('a', 'typed here', 1)));
  expect(keys(merged.conflicts.map(({ mine }) => mine))).toEqual(['a']);
  expect(merged.take.map(({ answer }) => answer.key)).toEqual(['b']);
});

test('nothing is lost: every answer that was read has exactly one fate', () => {
  const base = all(given('a', '1', 1), given('b', '2', 1), given('c', '3', 1));
  const taken = filled(base, { a: 'x', d: 'y' });
  const merged = mergeWorkbook(taken, all(given('a', 'z', 2), given('b', '2', 1)));
  expect(merged.take.length + merged.conflicts.length + merged.same + merged.older).toBe(taken.length);
});
