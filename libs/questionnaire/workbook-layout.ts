import { isMeasured } from './conditions.js';
import { isNote } from './progress.js';
import type { Answer, Answers, Condition, Question, Template } from './template-types.js';
import { indexTemplate, type TemplateIndex } from './template-index.js';

/** A column of the workbook: its header, width in characters, and whether people need not see it. */
export interface LayoutColumn {
  readonly header: string;
  readonly width: number;
  readonly hidden?: boolean;
  /** Cells that the vendor fills in; all others are locked. */
  readonly open?: boolean;
}

/** What one answer cell offers and says when it is entered. */
export interface CellHelp {
  /** Row among `rows`, from 0. */
  readonly row: number;
  readonly list: readonly string[];
  readonly hint: string;
}

/** A workbook to fill in, as cells; `readAnswers` reads it back. */
export interface WorkbookLayout {
  readonly sheet: string;
  readonly columns: readonly LayoutColumn[];
  readonly rows: readonly (readonly string[])[];
  /** Index of the column for answers. */
  readonly answerColumn: number;
  readonly help: readonly CellHelp[];
}

const columns: readonly LayoutColumn[] = [
  { header: 'Key', width: 22, hidden: true }, { header: 'Section', width: 24 }, { header: 'Question', width: 60 }, { header: 'Help', width: 40 },
  { header: 'Options', width: 28 }, { header: 'Show when', width: 28 }, { header: 'Required', width: 10 },
  { header: 'Answer', width: 30, open: true }, { header: 'Explanation', width: 50, open: true }, { header: 'Version mark', width: 14, hidden: true },
  { header: 'Saved state', width: 14, hidden: true },
];

/** What a spreadsheet program could take for a formula gets an apostrophe before it; `plainCell` takes it away. */
export function safeCell(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}

/** The text that `safeCell` was given. */
export function plainCell(text: string): string {
  return /^'[=+\-@\t\r\n]/.test(text) ? text.slice(1) : text;
}

/** What stood in a row when the workbook was made: the revision, and a short mark of what its open cells said. */
export function savedMark(revision: number, answer: string, explanation: string): string {
  const said = JSON.stringify([answer, explanation].map((text) => text.replace(/\s+/g, ' ').trim()));
  let hash = 0x811c9dc5;
  for (let i = 0; i < said.length; i += 1) hash = Math.imul(hash ^ said.charCodeAt(i), 0x01000193);
  return `r${revision}.${(hash >>> 0).toString(36)}`;
}

/** A condition in words that `readShowWhen` reads where it is simple, and that people read in any case. */
export function sayCondition(condition: Condition, index: TemplateIndex): string {
  const say = (part: Condition) => sayCondition(part, index);
  if ('all' in condition) return condition.all.map(say).join(' and ');
  if ('any' in condition) return condition.any.length === 0 ? 'never' : condition.any.map(say).join(' or ');
  if ('not' in condition) return `not ${say(condition.not)}`;
  if ('chosen' in condition) return `${index.ownerOf.get(condition.chosen) ?? '?'} = ${index.options.get(condition.chosen)?.label ?? condition.chosen}`;
  if ('answered' in condition) return condition.answered;
  if ('visible' in condition) return `${condition.visible} is shown`;
  if ('equals' in condition) return `${condition.equals.question} = ${condition.equals.value}`;
  if ('contains' in condition) return `${condition.contains.question} contains ${index.options.get(condition.contains.value)?.label ?? condition.contains.value}`;
  const [comparison, word] = 'greater' in condition ? [condition.greater, 'is more than'] as const : [condition.less, 'is less than'] as const;
  return `${comparison.question} ${word} ${isMeasured(comparison.value) ? `${comparison.value.n} ${comparison.value.unit}` : comparison.value}`;
}

function sayAnswer(question: Question, answer: Answer | undefined): string {
  if (answer === undefined) return '';
  if (answer.state === 'not-applicable') return 'N/A';
  if (answer.state === 'unknown') return 'Unknown';
  const { value } = answer;
  if (value === undefined) return '';
  if (isMeasured(value)) return `${value.n} ${value.unit}`;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  const label = (key: string) => question.options?.find((option) => option.key === key)?.label ?? key;
  if (typeof value === 'string') return question.options === undefined ? value : label(value);
  if (typeof value === 'number') return String(value);
  if (question.kind !== 'multi') return '';
  return (value as readonly string[]).map(label).join('\n');
}

function hintOf(question: Question): string {
  switch (question.kind) {
    case 'multi': return 'Write several options one below the other, or with ; between them.';
    case 'number': return question.measure === undefined ? 'A number.' : `A number and a unit, for example 3 ${question.measure.units[0] ?? ''}.`;
    case 'date': return 'A date such as 2026-12-31.';
    case 'file': return 'Attach documents on the page of the request.';
    case 'table': return 'Fill in the table on the page of the request.';
    case 'statement': return 'Yes if you agree.';
    default: return question.options === undefined ? '' : 'Choose one. "N/A" needs its reason in the next column.';
  }
}

/**
 * Lays a questionnaire out as a sheet to fill in anywhere: keys and a version mark in hidden columns, lists of options
 * and hints on the cells for answers, and what was answered so far.
 */
export function layOutWorkbook(template: Template, answers: Answers = {}): WorkbookLayout {
  const index = indexTemplate(template);
  const asked = template.sections.flatMap((section) => section.questions.filter((question) => !isNote(question)).map((question) => ({ section, question })));
  const mark = `${template.key}@${template.version}`;
  const rows = asked.map(({ section, question }) => {
    const answer = answers[question.key];
    const shown = [section.visibleWhen, question.visibleWhen].filter((condition) => condition !== undefined).map((condition) => sayCondition(condition, index)).join(' and ');
    const options = question.kind === 'yes-no' || question.kind === 'single' || question.kind === 'multi' ? (question.options ?? []).map((option) => option.label).join('\n') : '';
    return [question.key, section.title, question.text, question.help ?? '', options, shown, question.optional === true ? 'No' : 'Yes',
      sayAnswer(question, answer), answer?.explanation ?? '', mark, savedMark(answer?.revision ?? 0, sayAnswer(question, answer), answer?.explanation ?? '')].map(safeCell);
  });
  const help = asked.map(({ question }, row): CellHelp => ({ row, hint: hintOf(question),
    list: question.kind === 'yes-no' || question.kind === 'single' ? [...(question.options ?? []).map((option) => option.label), 'N/A', 'Unknown'] : question.kind === 'statement' ? ['Yes', 'No'] : [] }));
  return { sheet: 'Questions', columns, rows, answerColumn: columns.findIndex((column) => column.header === 'Answer'), help: help.filter((one) => one.hint !== '' || one.list.length > 0) };
}
