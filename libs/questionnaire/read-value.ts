import { isNotApplicable } from './column-question.js';
import { isDurationUnit } from './durations.js';
import type { Answer, AnswerValue, Question } from './template-types.js';
import { isDate } from './validate-answer.js';

/** What a cell says, or why it has to be asked. */
export type ReadValue =
  | { readonly state: Answer['state']; readonly value?: AnswerValue }
  | { readonly ask: string };

const yes = /^(yes|y|true|ja|oui|si|sí|x|✓|✔|1)$/i;
const no = /^(no|n|false|nein|non|0)$/i;
const numberWords: Readonly<Record<string, number>> = { one: 1, a: 1, an: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, twelve: 12, fifteen: 15, thirty: 30, sixty: 60, ninety: 90 };
const everyWords: Readonly<Record<string, readonly [number, string]>> = {
  daily: [1, 'days'], weekly: [1, 'weeks'], monthly: [1, 'months'], quarterly: [3, 'months'], 'semi-annually': [6, 'months'], semiannually: [6, 'months'], 'half-yearly': [6, 'months'],
  annually: [12, 'months'], yearly: [12, 'months'], 'every year': [12, 'months'], 'once a year': [12, 'months'], biennially: [24, 'months'], hourly: [1, 'hours'],
};
const plain = (text: string) => text.toLowerCase().replace(/[\s ]+/g, ' ').replace(/[.]$/, '').trim();

function readChoice(question: Question, cell: string): ReadValue {
  const options = question.options ?? [];
  const match = (text: string): string | null => {
    const words = plain(text);
    const exact = options.find((option) => plain(option.label) === words || option.key.toLowerCase() === words);
    if (exact !== undefined) return exact.key;
    if (question.kind !== 'yes-no') return null;
    const meant = yes.test(words) ? 'yes' : no.test(words) ? 'no' : null;
    if (meant === null) return null;
    return (options.find((option) => plain(option.label) === meant) ?? options[meant === 'yes' ? 0 : 1])?.key ?? null;
  };
  const offered = options.map((option) => option.label).join(', ');
  if (question.kind !== 'multi') {
    const key = match(cell);
    return key === null ? { ask: `It is none of the options: ${offered}.` } : { state: 'given', value: key };
  }
  const whole = match(cell);
  if (whole !== null) return { state: 'given', value: [whole] };
  const parts = cell.split(/[\n;|]/).flatMap((part) => (match(part.trim()) === null ? part.split(',') : [part])).map((part) => part.trim()).filter((part) => part !== '');
  const strange = parts.find((part) => match(part) === null);
  return strange === undefined ? { state: 'given', value: [...new Set(parts.map((part) => match(part) as string))] } : { ask: `"${strange.slice(0, 80)}" is none of the options: ${offered}.` };
}

function readMeasured(question: Question, cell: string): ReadValue {
  const units = question.measure?.units ?? [];
  const words = plain(cell).replace(/^(every|within|at least|at most|for|up to|after|max\.?|maximum|minimum)\s+/, '');
  const named = Object.hasOwn(everyWords, words) ? everyWords[words] : undefined;
  const match = /^(\d+(?:[.,]\d+)?|[a-z]+)?\s*([a-z]+(?:[ -]days?)?)?$/.exec(words);
  const first = match?.[1] ?? '';
  const n = named !== undefined ? named[0] : /^\d/.test(first) ? Number(first.replace(',', '.')) : Object.hasOwn(numberWords, first) ? numberWords[first] : match?.[2] === undefined && units.includes(`${first}s`) ? 1 : undefined;
  const said = named !== undefined ? named[1] : (match?.[2] ?? (n === 1 && units.includes(`${first}s`) ? first : '')).replace(' ', '-');
  const unit = said === '' ? (units.length === 1 ? units[0] : undefined) : [said, `${said}s`, said.replace(/s$/, '')].find((one) => units.includes(one) || isDurationUnit(one));
  if (n === undefined || unit === undefined) return { ask: `Enter a number and a unit (${units.join(', ')}), for example 3 ${units[0] ?? ''}.` };
  if (units.includes(unit)) return { state: 'given', value: { n, unit } };
  if (unit === 'years' && units.includes('months')) return { state: 'given', value: { n: n * 12, unit: 'months' } };
  if (unit === 'weeks' && units.includes('days')) return { state: 'given', value: { n: n * 7, unit: 'days' } };
  return { ask: `The unit "${unit}" is not offered; use ${units.join(', ')}.` };
}

function readDate(cell: string): ReadValue {
  const text = cell.trim().replace(/T00:00:00(\.000)?Z?$/, '');
  if (isDate(text)) return { state: 'given', value: text };
  const parts = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/.exec(text);
  if (parts === null) return { ask: 'Enter a date such as 2026-12-31.' };
  const [a, b, year] = [Number(parts[1]), Number(parts[3]), parts[4] ?? ''];
  const build = (month: number, day: number) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const readings = [...new Set(parts[2] === '.' ? [build(b, a)] : [build(a, b), build(b, a)])].filter(isDate);
  if (readings.length === 1) return { state: 'given', value: readings[0] as string };
  return { ask: readings.length === 0 ? 'There is no such day. Enter a date such as 2026-12-31.' : `Is this ${readings.join(' or ')}? Enter the date as year-month-day.` };
}

/** Reads one filled cell as an answer to a question. Nothing is guessed: what can be read in two ways is asked. */
export function readValue(question: Question, cell: string): ReadValue {
  const text = cell.trim();
  if (isNotApplicable(text) && !(question.options ?? []).some((option) => plain(option.label) === plain(text))) return { state: 'not-applicable' };
  if (/^(unknown|don'?t know|i do not know|not known|unbekannt|weiß nicht)$/i.test(text)) return { state: 'unknown' };
  switch (question.kind) {
    case 'yes-no': case 'single': case 'multi': return readChoice(question, text);
    case 'date': return readDate(text);
    case 'number': {
      if (question.measure !== undefined) return readMeasured(question, text);
      const bare = text.replace(/[\s ']/g, '');
      if (/^-?\d{1,3}(,\d{3})+$/.test(bare) || /^-?\d{1,3}(\.\d{3})+$/.test(bare)) return { ask: `Is this ${bare.replace(/[.,]/g, '')}? Enter the number without separators.` };
      return /^-?\d+([.,]\d+)?$/.test(bare) ? { state: 'given', value: Number(bare.replace(',', '.')) } : { ask: 'Enter a number, for example 12.' };
    }
    case 'statement': return yes.test(plain(text)) ? { state: 'given', value: true } : no.test(plain(text)) ? { state: 'given', value: false } : { ask: 'Enter Yes if you agree.' };
    case 'file': return { ask: 'Documents cannot be read from a cell. Attach the document to the question.' };
    case 'table': return { ask: 'The rows of a table cannot be read from one cell. Fill in the table itself.' };
    case 'text': return { state: 'given', value: text };
  }
}
