import type { Answer, Problem, Question } from '#libs/questionnaire/template-types.js';
import { text, texts, type FormBody } from '../../http/form.js';
import { message } from '../../render.js';
import { problemsOf } from './problem-words.js';
import { answerOfTyped, choosesOne, filled, hasValue, isBlank, markOf, type Typed } from './typed.js';

const mostRows = 200;
const states = ['not-applicable', 'unknown'] as const;

/** The names of a question's fields. Options and typed texts have names of their own, so that texts can be told without the questionnaire. */
export const fieldNames = (key: string) => ({
  revision: `rev-${key}`, number: `no-${key}`, chosen: `c-${key}`, text: `a-${key}`, unit: `u-${key}`, state: `s-${key}`, explanation: `e-${key}`, keep: `keep-${key}`, asked: `ask-${key}`,
  cell: (row: number, column: string) => `t-${key}-${row}-${column}`,
});

/** What "does not apply" and "I do not know" are among the options of a question. */
export const stateChoice = (state: string): string => `:${state}`;

/** What one question of a submitted page says. */
export interface ReadAnswer {
  readonly question: Question;
  readonly typed: Typed;
  /** the revision that was on screen; 0 where there was no answer */
  readonly revision: number;
  /** nothing was changed on the page */
  readonly untouched: boolean;
  /** null: everything is empty */
  readonly answer: Answer | null;
  readonly problem: Problem | null;
  /** a value stands beside "does not apply" or "I do not know": nobody can tell which is meant */
  readonly contradictory: boolean;
  /** what was chosen where two texts stood side by side; null where nothing was asked */
  readonly keep: 'mine' | 'theirs' | 'open' | null;
}

/**
 * Reads a submitted page of the questionnaire, or the one answer that is saved by itself.
 * @param questions those that may be meant; only those whose revision field was sent are read
 */
export function answersFromBody(questions: readonly Question[], body: FormBody): readonly ReadAnswer[] {
  return questions.flatMap((question) => {
    const mark = body[fieldNames(question.key).revision];
    return typeof mark === 'string' ? [readOne(question, body, mark)] : [];
  });
}

function readOne(question: Question, body: FormBody, mark: string): ReadAnswer {
  const [revision = '', was = ''] = mark.split('.');
  const typed = typedOfBody(question, body);
  const answer = isBlank(typed) ? null : answerOfTyped(question, typed);
  const contradictory = typed.states.length > 1 || (typed.states.length === 1 && hasValue(typed));
  const names = fieldNames(question.key);
  const kept = text(body, names.keep);
  return {
    question, typed, answer, contradictory,
    revision: /^\d{1,9}$/.test(revision) ? Number(revision) : 0,
    untouched: markOf(typed) === was,
    problem: contradictory ? { path: 'value', code: 'form.contradictory', message: message('form.page.contradictory') }
      : answer === null ? null : problemsOf(question, answer)[0] ?? null,
    keep: names.asked in body ? (kept === 'mine' || kept === 'theirs' ? kept : 'open') : null,
  };
}

/** What was typed into the fields of a question. */
export function typedOfBody(question: Question, body: FormBody): Typed {
  const names = fieldNames(question.key);
  const chosen = texts(body, names.chosen);
  const said = choosesOne(question) ? chosen : texts(body, names.state);
  return {
    chosen: chosen.filter((one) => !one.startsWith(':')),
    text: lines(text(body, names.text)),
    unit: text(body, names.unit),
    rows: rowsOf(question, body),
    states: states.filter((state) => said.includes(choosesOne(question) ? stateChoice(state) : state)),
    explanation: lines(text(body, names.explanation)),
  };
}

/** Fields as a browser would send them for this question: the opposite of {@link typedOfBody}. */
export function bodyOfTyped(question: Question, typed: Typed): FormBody {
  const names = fieldNames(question.key);
  const chosen = choosesOne(question) ? [...typed.chosen, ...typed.states.map(stateChoice)] : typed.chosen;
  return {
    [names.chosen]: chosen.length === 1 ? chosen[0] : chosen,
    [names.text]: typed.text, [names.unit]: typed.unit, [names.explanation]: typed.explanation,
    ...(!choosesOne(question) && { [names.state]: typed.states }),
    ...Object.fromEntries(typed.rows.flatMap((row, i) => (question.columns ?? []).map((column) => [names.cell(i, column.key), row[column.key] ?? '']))),
  };
}

function rowsOf(question: Question, body: FormBody): readonly Readonly<Record<string, string>>[] {
  const columns = question.columns ?? [];
  const { cell } = fieldNames(question.key);
  const rows: Readonly<Record<string, string>>[] = [];
  for (let i = 0; i < mostRows && columns.some((column) => cell(i, column.key) in body); i += 1) {
    const row = filled(Object.fromEntries(columns.map((column) => [column.key, lines(text(body, cell(i, column.key)))])));
    if (Object.keys(row).length > 0) rows.push(row);
  }
  return rows;
}

/** Browsers send line ends as CR LF. */
const lines = (typed: string): string => typed.replaceAll('\r\n', '\n');
