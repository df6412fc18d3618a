import { isAnswered, isMeasured } from './conditions.js';
import { isDurationUnit } from './durations.js';
import type { Answer, Problem, Question } from './template-types.js';

const longestText = 20_000;

/** Whether a text is a day of the calendar in the form `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return length !== undefined && day >= 1 && day <= length;
}

type Fault = readonly [code: string, message: string];

function faultOfChoice(question: Question, value: unknown): Fault | null {
  const options = question.options ?? [];
  const labels = options.map((option) => option.label).join(', ');
  const chosen = question.kind === 'multi' ? value : [value];
  if (!Array.isArray(chosen)) return ['wrong-type', `Choose any of: ${labels}.`];
  for (const key of chosen) {
    if (!options.some((option) => option.key === key)) return ['unknown-option', `"${String(key)}" is not offered. Choose from: ${labels}.`];
  }
  if (new Set(chosen).size < chosen.length) return ['twice', 'The same option is chosen twice. Choose each once.'];
  const alone = options.find((option) => option.exclusive && chosen.includes(option.key));
  return alone !== undefined && chosen.length > 1
    ? ['exclusive', `"${alone.label}" cannot stand beside other options. Choose it alone or take it away.`] : null;
}

function faultOfNumber(question: Question, value: unknown): Fault | null {
  const { measure } = question;
  if (measure === undefined) {
    return typeof value === 'number' && Number.isFinite(value) ? null : ['wrong-type', 'Enter a number, for example 12.'];
  }
  const example = `for example 3 ${measure.units[0] ?? ''}`.trim();
  if (!isMeasured(value) || !Number.isFinite(value.n)) return ['wrong-type', `Enter a number and choose its unit, ${example}.`];
  if (!measure.units.includes(value.unit)) return ['unknown-unit', `The unit "${value.unit}" is not offered. Choose from: ${measure.units.join(', ')}.`];
  if (value.n < 0) return ['negative', `Enter a number that is not negative, ${example}.`];
  return value.n === 0 && measure.parameter === 'every' && isDurationUnit(value.unit)
    ? ['zero', `Enter how much time passes between two times, ${example}.`] : null;
}

function faultOfTable(question: Question, value: unknown): Fault | null {
  const columns = question.columns ?? [];
  if (!Array.isArray(value)) return ['wrong-type', 'Fill in the rows of the table.'];
  for (const [i, row] of value.entries()) {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return ['wrong-type', `Row ${i + 1}: fill in its columns.`];
    const cells = row as Readonly<Record<string, unknown>>;
    const stray = Object.keys(cells).find((key) => !columns.some((column) => column.key === key));
    if (stray !== undefined) return ['unknown-column', `Row ${i + 1}: there is no column "${stray}".`];
    for (const column of columns) {
      const cell = cells[column.key] ?? '';
      if (typeof cell !== 'string') return ['wrong-type', `Row ${i + 1}, ${column.label}: enter a text.`];
      if (cell.trim() === '') {
        if (!column.optional) return ['empty-cell', `Row ${i + 1}, ${column.label}: fill it in, or remove the row.`];
      } else if (column.kind === 'number' && !Number.isFinite(Number(cell))) {
        return ['wrong-type', `Row ${i + 1}, ${column.label}: enter a number, for example 12.`];
      } else if (column.kind === 'date' && !isDate(cell)) {
        return ['wrong-type', `Row ${i + 1}, ${column.label}: enter a date such as 2026-12-31.`];
      }
    }
  }
  return null;
}

function faultOfValue(question: Question, value: unknown): Fault | null {
  switch (question.kind) {
    case 'yes-no': case 'single': case 'multi': return faultOfChoice(question, value);
    case 'number': return faultOfNumber(question, value);
    case 'table': return faultOfTable(question, value);
    case 'date': return typeof value === 'string' && isDate(value) ? null : ['wrong-type', 'Enter a date such as 2026-12-31.'];
    case 'file': return Array.isArray(value) && value.every((one) => typeof one === 'string' && one !== '') ? null
      : ['wrong-type', 'Attach one or more documents.'];
    case 'statement': return typeof value === 'boolean' ? null : ['wrong-type', 'Tick the box if you agree.'];
    case 'text':
      if (typeof value !== 'string') return ['wrong-type', 'Enter a text.'];
      return value.length <= longestText ? null
        : ['too-long', `The text has ${value.length} characters; at most ${longestText} fit. Shorten it or attach a document.`];
  }
}

/** Whether an answer chooses something that the buyer counts as bad. */
export function isNegative(question: Question, answer: Answer): boolean {
  if (answer.state !== 'given') return false;
  const chosen = Array.isArray(answer.value) ? answer.value : [answer.value];
  return (question.options ?? []).some((option) => option.compliant === false && chosen.includes(option.key));
}

/**
 * Checks one answer by itself: its value against the kind of the question, and its explanation.
 * @returns problems whose `path` is `value` or `explanation`, each with the way to mend it; an unanswered question has
 * none here (see `progress`).
 */
export function validateAnswer(question: Question, answer: Answer): readonly Problem[] {
  const explained = (answer.explanation ?? '').trim() !== '';
  if (answer.state === 'unknown') return [];
  if (answer.state === 'not-applicable') {
    return explained ? []
      : [{ path: 'explanation', code: 'answer.no-reason', message: 'Say in a sentence why this does not apply to you.' }];
  }
  if (answer.value === undefined || answer.value === '' || (Array.isArray(answer.value) && answer.value.length === 0)) return [];
  const fault = faultOfValue(question, answer.value);
  if (fault !== null) return [{ path: 'value', code: `answer.${fault[0]}`, message: fault[1] }];
  const rule = question.explain ?? 'never';
  const wanted = isAnswered(answer) && (rule === 'always' || (rule === 'if-negative' && isNegative(question, answer)));
  return wanted && !explained
    ? [{ path: 'explanation', code: 'answer.no-explanation',
      message: question.explainAsk ?? (rule === 'always' ? 'Explain your answer in a sentence or two.' : 'Explain this answer: what do you do instead, or by when will it change?') }]
    : [];
}
