import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNote } from './progress.js';
import { randomAnswers, randomTemplate, seeded } from './random-template.fixture.js';
import { readAnswers } from './read-answers.js';
import { allQuestions } from './template-index.js';
import type { Answer, Answers, AnswerValue, Template } from './template-types.js';
import { validateAnswer } from './validate-answer.js';
import { layOutWorkbook, plainCell, safeCell, type WorkbookLayout } from './workbook-layout.js';

const core = JSON.parse(readFileSync(join(process.cwd(), 'libs/catalog/questionnaires/concord-core.json'), 'utf8')) as Template;
const sheetOf = (layout: WorkbookLayout) => ({ name: layout.sheet, rows: [layout.columns.map((column) => column.header), ...layout.rows] });
const readBack = (template: Template, answers: Answers) => readAnswers([sheetOf(layOutWorkbook(template, answers))], template);

function everyAnswer(template: Template, pick: number): Answers {
  return Object.fromEntries(allQuestions(template).map((question, i): [string, Answer] => {
    const keys = (question.options ?? []).map((option) => option.key);
    const plain = (question.options ?? []).filter((option) => !option.exclusive).map((option) => option.key);
    const value: AnswerValue = question.measure !== undefined ? { n: i + 1, unit: question.measure.units[pick % question.measure.units.length] ?? '' }
      : question.kind === 'multi' ? plain.filter((_, n) => (n + pick) % 2 === 0) : keys[pick % Math.max(1, keys.length)] ?? (question.kind === 'statement' ? true : `=cmd|'${i}`);
    return [question.key, i % 7 === 3 ? { key: question.key, state: 'not-applicable', explanation: '@home only' } : { key: question.key, state: 'given', value, explanation: '-5 people' }];
  }));
}

describe('the workbook to fill in', () => {
  it.each([0, 1, 2])('brings all answers to Concord Core back (%d)', (pick) => {
    const answers = everyAnswer(core, pick);
    const { taken, ask, reported } = readBack(core, answers);
    const text = allQuestions(core).filter((question) => question.kind !== 'file' && question.kind !== 'table');
    for (const question of text.filter((one) => answers[one.key]?.state === 'given' && !(Array.isArray(answers[one.key]?.value) && (answers[one.key]?.value as []).length === 0))) {
      expect(taken.find((one) => one.key === question.key)).toMatchObject({ ...answers[question.key] });
    }
    expect(reported).toEqual([]);
    expect(ask.every((one) => one.why.includes('cannot be read') || one.why.startsWith('There is an explanation'))).toBe(true);
  });

  it('brings random valid answers back, and invents none', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = seeded(seed);
      const template = randomTemplate(random);
      const answers = randomAnswers(random, template);
      const { taken } = readBack(template, answers);
      for (const one of taken) {
        const given = answers[one.key];
        expect(one.state).toBe(given?.state);
        expect([...[one.value].flat()].sort()).toEqual([...[given?.value].flat()].sort());
      }
      const kept = allQuestions(template).filter((question) => {
        const answer = answers[question.key];
        return answer !== undefined && question.kind !== 'text' && !isNote(question) && validateAnswer(question, answer).length === 0 && (answer.state !== 'given' || String(answer.value) !== '');
      });
      for (const question of kept) expect(taken.some((one) => one.key === question.key)).toBe(true);
    }
  });

  it('never writes what a spreadsheet takes for a formula', () => {
    const cells = layOutWorkbook(core, everyAnswer(core, 0)).rows.flat();
    expect(cells.filter((cell) => /^[=+\-@\t\r\n]/.test(cell))).toEqual([]);
    for (const text of ['=1+1', '+1', '-1', '@x', '\tx', "'quoted", 'plain', '']) expect(plainCell(safeCell(text))).toBe(text);
  });

  it('reports a workbook of another version', () => {
    expect(readAnswers([sheetOf(layOutWorkbook(core))], { ...core, version: '9.0.0' }).reported).toMatchObject([{ code: 'answers.other-version' }]);
  });
});
