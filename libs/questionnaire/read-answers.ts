import { findByReferences, findColumns, isAnswerHeader, type FoundColumns } from './find-columns.js';
import { readValue } from './read-value.js';
import { cellAddress, cellText, type Sheet } from './sheet.js';
import { allQuestions } from './template-index.js';
import { plainCell, savedMark } from './workbook-layout.js';
import type { Answer, Question, Template } from './template-types.js';
import { validateAnswer } from './validate-answer.js';

/** An answer that was read without doubt. Cells are named with their sheet: `Questions!C12`. */
export interface TakenAnswer {
  readonly key: string;
  readonly state: Answer['state'];
  readonly value?: Answer['value'];
  readonly explanation?: string;
  readonly cell: string;
  /** From a workbook of ours: the revision that it was made with, and whether the row was changed since. */
  readonly saved?: { readonly revision: number; readonly touched: boolean };
}

export interface ReadAnswers {
  readonly taken: readonly TakenAnswer[];
  /** Has to be asked: what stands in the cell, and why it was not taken. */
  readonly ask: readonly { readonly key?: string; readonly cell: string; readonly read: string; readonly why: string }[];
  readonly reported: readonly { readonly cell: string; readonly code: string; readonly message: string }[];
}

interface Finder {
  readonly byReference: ReadonlyMap<string, Question>;
  readonly byText: ReadonlyMap<string, Question>;
}

const plain = (text: string) => text.toLowerCase().replace(/\s+/g, ' ').trim();

function finderOf(template: Template): Finder {
  const questions = allQuestions(template);
  const texts = questions.map((question) => plain(question.text));
  return {
    byReference: new Map(questions.flatMap((question) => [...(question.reference === undefined ? [] : [[plain(question.reference), question] as const]), [plain(question.key), question] as const])),
    byText: new Map(questions.filter((question) => texts.indexOf(plain(question.text)) === texts.lastIndexOf(plain(question.text))).map((question) => [plain(question.text), question])),
  };
}

/** What the hidden column says of a row; nothing where there is none, or it was overwritten. */
function savedOf(mark: string, said: string, explanation: string): TakenAnswer['saved'] {
  const revision = /^r(\d{1,9})\.[0-9a-z]+$/.exec(mark)?.[1];
  return revision === undefined ? undefined : { revision: Number(revision), touched: savedMark(Number(revision), said, explanation) !== mark };
}

/** The column beside the questions that nothing else claims, when no header says "Answer". */
function answerColumn(found: FoundColumns): number | undefined {
  if (found.columns.answer !== undefined) return found.columns.answer;
  const next = (found.columns.question ?? 0) + 1;
  return Object.values(found.columns).includes(next) ? undefined : next;
}

/** The explanation with what the sheet says beside it: who owns the control, and what is left to the customer. */
function explanationOf(sheet: Sheet, row: number, { columns }: FoundColumns): string {
  const text = (column: number | undefined) => plainCell(cellText(sheet, row, column));
  const [owner, duties] = [text(columns.ownership), text(columns.duties)];
  return [text(columns.explanation), owner && `Ownership: ${owner}`, duties && `Left to the customer: ${duties}`].filter((line) => line !== '').join('\n');
}

/**
 * Reads the answers of a filled workbook. Rows find their question by key or reference, else by the exact words of the
 * question. An empty cell is no answer. Of a question that is answered in two rows differently nothing is taken.
 */
export function readAnswers(sheets: readonly Sheet[], template: Template): ReadAnswers {
  const finder = finderOf(template);
  const taken: TakenAnswer[] = [];
  const ask: { key?: string; cell: string; read: string; why: string }[] = [];
  const reported: { cell: string; code: string; message: string }[] = [];
  let readable = 0;
  for (const sheet of sheets.filter((one) => one.hidden !== true)) {
    const found = findColumns(sheet) ?? findByReferences(sheet, (text) => finder.byReference.has(plain(text)));
    const column = found === null ? undefined : answerColumn(found);
    if (found === null || column === undefined) continue;
    readable += 1;
    const mark = found.columns.versionMark === undefined ? '' : cellText(sheet, found.firstRow, found.columns.versionMark);
    if (mark !== '' && mark !== `${template.key}@${template.version}`) {
      reported.push({ cell: `${sheet.name}!${cellAddress(found.firstRow, found.columns.versionMark ?? 0)}`, code: 'answers.other-version', message: `This workbook was made for ${mark}; the questionnaire is ${template.key}@${template.version}. Check the answers to questions that changed.` });
    }
    for (let row = found.firstRow; row < sheet.rows.length; row += 1) {
      const reference = cellText(sheet, row, found.columns.ref);
      const asked = cellText(sheet, row, found.columns.question);
      const said = plainCell(cellText(sheet, row, column));
      const explanation = explanationOf(sheet, row, found);
      if ((said === '' && explanation === '') || isAnswerHeader(said)) continue;
      const cell = `${sheet.name}!${cellAddress(row, column)}`;
      const question = (reference === '' ? undefined : finder.byReference.get(plain(reference))) ?? finder.byText.get(plain(asked));
      if (question === undefined) {
        if (reference !== '' || asked !== '') reported.push({ cell, code: 'answers.unknown-question', message: `The questionnaire has no question "${(reference || asked).slice(0, 100)}". Its answer was not read.` });
        continue;
      }
      readCell(question, said, explanation, cell, savedOf(plainCell(cellText(sheet, row, found.columns.saved)), said, explanation));
    }
  }
  function readCell(question: Question, said: string, explanation: string, cell: string, saved: TakenAnswer['saved']): void {
    const { key } = question;
    if (/^#(REF|N\/A|VALUE|NAME|DIV\/0|NUM|NULL)[!?]?$/i.test(said)) { reported.push({ cell, code: 'answers.formula-error', message: `The cell holds the error ${said}. Enter the answer itself.` }); return; }
    if (said === '') { ask.push({ key, cell, read: explanation.slice(0, 200), why: 'There is an explanation, but no answer.' }); return; }
    const read = readValue(question, said);
    if ('ask' in read) { ask.push({ key, cell, read: said.slice(0, 200), why: read.ask }); return; }
    const answer: Answer = { key, ...read, ...(explanation === '' ? {} : { explanation }) };
    const wrong = validateAnswer(question, answer).find((problem) => problem.path === 'value' || problem.code === 'answer.no-reason');
    if (wrong !== undefined) { ask.push({ key, cell, read: said.slice(0, 200), why: wrong.message }); return; }
    const earlier = taken.findIndex((one) => one.key === key);
    if (earlier !== -1) {
      const before = taken[earlier] as TakenAnswer;
      if (JSON.stringify([before.state, before.value]) === JSON.stringify([answer.state, answer.value])) return;
      taken.splice(earlier, 1);
      ask.push({ key, cell, read: said.slice(0, 200), why: `Another answer to this question stands in ${before.cell}. Which one counts?` });
      return;
    }
    if (!ask.some((one) => one.key === key && one.why.startsWith('Another answer'))) taken.push({ ...answer, cell, ...(saved && { saved }) });
  }
  if (readable === 0) reported.push({ cell: sheets[0]?.name ?? '', code: 'answers.no-columns', message: 'No sheet has columns "Question" and "Answer". Fill in the workbook that was sent to you, with its headers.' });
  return { taken, ask, reported };
}
