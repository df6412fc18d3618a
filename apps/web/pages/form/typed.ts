import type { Answer, AnswerValue, Measured, Question } from '#libs/questionnaire/template-types.js';

/** What stands in the fields of one question, as texts: what was typed, or an answer written back into fields. */
export interface Typed {
  /** option keys, ids of documents, or `true` for an agreement */
  readonly chosen: readonly string[];
  readonly text: string;
  readonly unit: string;
  /** rows of a table by column key; blank cells are left out */
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** said instead of a value: `not-applicable`, `unknown`; both at once is a mistake that can be typed */
  readonly states: readonly string[];
  readonly explanation: string;
}

const nothing: Typed = { chosen: [], text: '', unit: '', rows: [], states: [], explanation: '' };

/** Whether a question is answered by one of its options, so that "does not apply" is one more of them. */
export function choosesOne(question: Question): boolean {
  return question.kind === 'yes-no' || question.kind === 'single';
}

/** An answer as it stands in the fields of its question. No answer leaves them empty. */
export function typedOfAnswer(question: Question, answer: Answer | undefined): Typed {
  if (answer === undefined) return nothing;
  const said = { ...nothing, explanation: (answer.explanation ?? '').trim() };
  if (answer.state !== 'given') return { ...said, states: [answer.state] };
  const { value } = answer;
  if (value === undefined) return said;
  if (value === true) return { ...said, chosen: ['true'] };
  if (Array.isArray(value)) {
    return value.some((one) => typeof one === 'object')
      ? { ...said, rows: (value as readonly Readonly<Record<string, string>>[]).map(filled).filter((row) => Object.keys(row).length > 0) }
      : { ...said, chosen: value as readonly string[] };
  }
  if (typeof value === 'object') return { ...said, text: String((value as Measured).n), unit: (value as Measured).unit };
  if (value === false) return said;
  return choosesOne(question) ? { ...said, chosen: [String(value)] } : { ...said, text: String(value).trim() };
}

/** A row without its blank cells. */
export function filled(row: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, cell.trim()] as const).filter(([, cell]) => cell !== ''));
}

/** Whether nothing was typed or chosen that would be an answer; an explanation alone is kept as one. */
export function isBlank(typed: Typed): boolean {
  return !hasValue(typed) && typed.states.length === 0 && typed.explanation === '';
}

/** Whether there is a value beside what may be said instead of one. */
export function hasValue(typed: Typed): boolean {
  return typed.chosen.length > 0 || typed.text !== '' || typed.rows.length > 0;
}

/** The answer that the fields of a question say. What is not a number stays the text that it is, for the check to name it. */
export function answerOfTyped(question: Question, typed: Typed): Answer {
  const [state] = typed.states;
  const explained = typed.explanation === '' ? {} : { explanation: typed.explanation };
  if (state === 'not-applicable' || state === 'unknown') return { key: question.key, state, ...explained };
  const value = valueOf(question, typed);
  return { key: question.key, state: 'given', ...(value !== undefined && { value }), ...explained };
}

function valueOf(question: Question, typed: Typed): AnswerValue | undefined {
  switch (question.kind) {
    case 'yes-no': case 'single': return typed.chosen[0];
    case 'multi': case 'file': return typed.chosen.length > 0 ? typed.chosen : undefined;
    case 'statement': return typed.chosen.includes('true') ? true : undefined;
    case 'table': return typed.rows.length > 0 ? typed.rows : undefined;
    case 'text': case 'date': return typed.text === '' ? undefined : typed.text;
    case 'number': {
      if (typed.text === '') return undefined;
      const n = decimal(typed.text);
      return n === null ? typed.text : question.measure === undefined ? n : { n, unit: typed.unit };
    }
  }
}

/** A number as people type it, with a point; null for anything else ("asap", "0x10", "1,5"). */
function decimal(text: string): number | null {
  const n = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(n) ? n : null;
}

/**
 * A short mark of what fields say. It goes into the page with the revision, so that a form which comes back tells
 * answers that were changed from those that only stood on the same page.
 */
export function markOf(typed: Typed): string {
  const said = JSON.stringify([[...typed.chosen].sort(), typed.text, typed.text === '' ? '' : typed.unit, typed.rows.map((row) => Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))), typed.states, typed.explanation]);
  let hash = 0x811c9dc5;
  for (let i = 0; i < said.length; i += 1) hash = Math.imul(hash ^ said.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}
