import { isNote, isRequired } from '#libs/questionnaire/progress.js';
import type { Answer, Question } from '#libs/questionnaire/template-types.js';
import { message } from '../../render.js';
import { fieldNames, stateChoice } from './answer-fields.js';
import { kindsInLine } from './document-kinds.js';
import type { FormMap } from './form-map.js';
import { problemsOf } from './problem-words.js';
import { measureWord, sayAnswer, unitWord } from './say-answer.js';
import { choosesOne, markOf, typedOfAnswer, type Typed } from './typed.js';

const states = ['not-applicable', 'unknown'] as const;
const doesNotApply: readonly string[] = ['not-applicable', stateChoice('not-applicable')];
const emptyRows = 3;

/** What is not as saved: typed text that waits for mending, the message at the field, what somebody else saved. */
export interface Pending {
  readonly typed?: Typed;
  readonly wrong?: { readonly text: string; readonly at: 'value' | 'explanation' };
  readonly conflict?: { readonly theirs: Answer | undefined };
}

/** One question with its fields, as the page of a section shows it. */
export function questionView(map: FormMap, question: Question, pending: Pending = {}) {
  const id = map.idOf(question.key);
  const stored = map.answers[question.key];
  const typed = pending.typed ?? typedOfAnswer(question, stored);
  const names = fieldNames(question.key);
  const number = map.numberOf.get(question.key);
  const wrong = pending.wrong;
  const optional = !isRequired(question, map.seen) && !isNote(question);
  const numbered = number === undefined ? question.text : `${number}. ${question.text}`;
  // a number with its unit has no place of its own for the word
  const label = optional && question.measure ? message('form.page.optionalLabel', { label: numbered }) : numbered;
  const choice = choices(question, typed, optional);
  return {
    id, label, names, number,
    note: isNote(question),
    kind: question.kind === 'number' && question.measure ? 'measure' : choosesOne(question) ? 'radios' : question.kind,
    hint: question.help, why: question.why,
    optional,
    revision: `${stored?.revision ?? 0}.${markOf(typedOfAnswer(question, stored))}`,
    value: typed.text,
    error: wrong?.at === 'value' ? wrong.text : undefined,
    ...choice,
    ...(question.measure && measureFields(question, typed)),
    ...(question.kind === 'table' && tableFields(question, typed, id)),
    ...(question.kind === 'file' && { files: filesOf(map, question), add: `${map.at}/documents?for=${encodeURIComponent(question.key)}` }),
    explain: explanation(question, typed, wrong, [...(choice.instead ?? []), ...choice.items].some(({ value }) => doesNotApply.includes(value))),
    said: wrong?.at === 'explanation' ? wrong.text : pending.typed ? '' : lacking(question, stored),
    evidence: question.kind !== 'file' && question.wants ? wanted(map, question) : undefined,
    conflict: pending.conflict && conflictOf(question, pending.conflict.theirs),
  };
}

/** What an answer that was saved still lacks: an explanation that is needed. '' when nothing. */
export function lacking(question: Question, stored: Answer | undefined): string {
  return (stored && problemsOf(question, stored).find(({ path }) => path === 'explanation')?.message) ?? '';
}

/** Which input a link from the error summary must lead to. */
export function fieldId(map: FormMap, question: Question, at: 'value' | 'explanation'): string {
  const id = map.idOf(question.key);
  return at === 'explanation' ? `${id}-e` : question.kind === 'table' ? `${id}-0-0` : id;
}

function choices(question: Question, typed: Typed, optional: boolean) {
  const said = states.map((state) => ({ value: choosesOne(question) ? stateChoice(state) : state, text: message(`form.state.${state}`) }));
  const options = (question.options ?? []).map((option) => ({ value: option.key, text: option.label, hint: option.hint }));
  if (question.kind === 'statement') return { items: [{ value: 'true', text: message('form.page.agree') }], chosen: typed.chosen };
  if (choosesOne(question)) return { items: [...options, ...said], chosen: typed.chosen[0] ?? typed.states.map(stateChoice)[0], row: options.every(({ text, hint }) => text.length < 12 && !hint) };
  // what may stay empty, or offers "none of these" itself, needs no other word for it
  const none = (question.options ?? []).some((option) => option.exclusive);
  const instead = said.filter(({ value }) => typed.states.includes(value) || (!optional && !(none && value === 'not-applicable')));
  return { items: options, chosen: typed.chosen, instead, states: typed.states };
}

function measureFields(question: Question, typed: Typed) {
  const units = question.measure?.units ?? [];
  const words = units.map((unit) => ({ value: unit, text: unitWord(unit) }));
  return { before: question.measure && measureWord(question.measure), unit: typed.unit || units[0], units: words.length > 1 ? words : undefined, unitText: words[0]?.text, onlyUnit: words.length === 1 ? units[0] : undefined };
}

function tableFields(question: Question, typed: Typed, id: string) {
  const columns = question.columns ?? [];
  const { cell } = fieldNames(question.key);
  return {
    rows: Array.from({ length: typed.rows.length + emptyRows }, (_, i) => ({
      title: message('form.page.row', { number: i + 1 }),
      cells: columns.map((column, c) => ({
        name: cell(i, column.key), id: `${id}-${i}-${c}`, label: column.label, optional: column.optional,
        type: column.kind, value: typed.rows[i]?.[column.key] ?? '',
      })),
    })),
  };
}

function filesOf(map: FormMap, question: Question) {
  return map.form.attachments.filter(({ questions }) => questions.includes(question.key)).map(({ id, name }) => ({ id, text: name }));
}

/** The field for an explanation always stands there, so that it can be given without script; its label says when it is needed. */
function explanation(question: Question, typed: Typed, wrong: Pending['wrong'], mayNotApply: boolean) {
  const bad = (question.options ?? []).filter((option) => option.compliant === false).map((option) => `“${option.label}”`).join(', ');
  const rule = question.explain ?? 'never';
  return {
    value: typed.explanation,
    label: rule === 'always' ? message('form.page.explainAlways') : rule === 'if-negative' && bad ? message('form.page.explainIf', { options: bad }) : message(mayNotApply ? 'form.page.explainNever' : 'form.page.explainOnly'),
    folded: rule === 'never' || (rule === 'if-negative' && !bad),
    open: typed.explanation !== '' || typed.states.includes('not-applicable') || wrong?.at === 'explanation',
    hidden: question.kind === 'statement',
  };
}

function wanted(map: FormMap, question: Question) {
  return {
    kinds: kindsInLine(question.wants?.kinds ?? []),
    files: filesOf(map, question).map(({ text }) => text).join(', '),
    href: `${map.at}/documents?for=${encodeURIComponent(question.key)}`,
  };
}

function conflictOf(question: Question, theirs: Answer | undefined) {
  return {
    by: theirs?.by ?? '',
    says: sayAnswer(question, theirs) || message('form.say.nothing'),
    explanation: theirs?.explanation,
    items: [{ value: 'mine', text: message('form.page.keepMine') }, { value: 'theirs', text: message('form.page.keepTheirs') }],
  };
}
