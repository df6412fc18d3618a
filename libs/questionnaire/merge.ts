import { allQuestions } from './template-index.js';
import type { Answer, Answers, AnswerValue, Question, Template } from './template-types.js';

/** How a question of the newer version stands to the older one. */
export type QuestionChange = 'same' | 'reworded' | 'changed' | 'new' | 'gone';

/** What happens to one answer when the questionnaire moves to another version. */
export interface Merged {
  readonly key: string;
  readonly fate: 'kept' | 'to-confirm' | 'new' | 'gone';
  /** Why the vendor is asked, in a sentence. */
  readonly because: string;
  /** The answer that stands in the newer version; for `gone` the one that was given. */
  readonly answer?: Answer;
}

/** Values are plain data: equal when their canonical text is. */
export function sameValue(a: AnswerValue | undefined, b: AnswerValue | undefined): boolean {
  return canonicalText(a) === canonicalText(b);
}

/** Plain data as text that is the same whenever the data is. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value).filter(([, one]) => one !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => `${JSON.stringify(key)}:${canonicalText(one)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'undefined';
}

const shape = (question: Question) => canonicalText({
  kind: question.kind, options: question.options?.map((option) => option.key), columns: question.columns?.map((column) => [column.key, column.kind]), measure: question.measure });
const wording = (question: Question) => canonicalText({ text: question.text, help: question.help, options: question.options?.map((option) => option.label) });

/** How a question differs between two versions: in what can be answered, or only in its words. */
export function compareQuestion(before: Question | undefined, after: Question | undefined): QuestionChange {
  if (before === undefined) return 'new';
  if (after === undefined) return 'gone';
  if (shape(before) !== shape(after)) return 'changed';
  return wording(before) === wording(after) ? 'same' : 'reworded';
}

/** The questions of two versions by key, with what changed. */
export function compareTemplates(before: Template, after: Template): readonly { readonly key: string; readonly change: QuestionChange }[] {
  const old = new Map(allQuestions(before).map((question) => [question.key, question]));
  const now = new Map(allQuestions(after).map((question) => [question.key, question]));
  return [...new Set([...now.keys(), ...old.keys()])].map((key) => ({ key, change: compareQuestion(old.get(key), now.get(key)) }));
}

/** Whether a value still fits a question whose options or units changed. */
function stillFits(question: Question, value: AnswerValue | undefined): boolean {
  const keys = (question.options ?? []).map((option) => option.key);
  if (question.kind === 'yes-no' || question.kind === 'single') return typeof value === 'string' && keys.includes(value);
  if (question.kind === 'multi') return Array.isArray(value) && value.every((one) => typeof one === 'string' && keys.includes(one));
  return false;
}

/**
 * Moves answers to a newer version of their questionnaire, by key. Same question: kept. Reworded, or changed so that
 * the answer still fits: to confirm. Changed otherwise, or not there before: new, with the old answer beside it where
 * there is one. No longer asked: gone. Every given answer comes back in exactly one of them: nothing is lost.
 */
export function moveAnswers(before: Template, after: Template, answers: Answers): readonly Merged[] {
  const old = new Map(allQuestions(before).map((question) => [question.key, question]));
  const now = new Map(allQuestions(after).map((question) => [question.key, question]));
  const moved = [...now.values()].map((question): Merged => {
    const { key } = question;
    const answer = Object.hasOwn(answers, key) ? answers[key] : undefined;
    const change = compareQuestion(old.get(key), question);
    if (answer === undefined) return { key, fate: 'new', because: change === 'new' ? 'This question was added.' : 'This question has no answer yet.' };
    if (change === 'same') return { key, fate: 'kept', because: 'The question did not change.', answer };
    if (change === 'reworded') return { key, fate: 'to-confirm', because: 'The words of the question changed. Check that your answer still holds.', answer };
    return answer.state !== 'given' || (change === 'changed' && stillFits(question, answer.value))
      ? { key, fate: 'to-confirm', because: 'What can be answered changed. Check that your answer still holds.', answer }
      : { key, fate: 'new', because: 'The question changed, and your earlier answer no longer fits it.', answer };
  });
  const gone = Object.keys(answers).filter((key) => !now.has(key)).map((key): Merged => ({
    key, fate: 'gone', because: 'This question is no longer asked.', answer: answers[key] as Answer }));
  return [...moved, ...gone];
}

/** One answer after a three-way merge; a conflict keeps both. */
export interface MergedEdit {
  readonly key: string;
  readonly from: 'neither' | 'mine' | 'theirs' | 'both' | 'conflict';
  readonly answer: Answer | undefined;
  /** With a conflict: the other answer. */
  readonly other?: Answer | undefined;
}

const content = (answer: Answer | undefined) => (answer === undefined ? 'none' : canonicalText({ state: answer.state, value: answer.value, explanation: answer.explanation, evidence: answer.evidence }));

/**
 * Merges two sets of changes to the same answers, by key: what one side changed counts; where both changed to
 * different things it is a conflict, in which `answer` is theirs and `other` mine.
 * @param base the answers both began with, such as those of the downloaded workbook
 * @param mine what comes in, such as the uploaded workbook
 * @param theirs what stands there now
 */
export function mergeAnswers(base: Answers, mine: Answers, theirs: Answers): readonly MergedEdit[] {
  const of = (all: Answers, key: string) => (Object.hasOwn(all, key) ? all[key] : undefined);
  const keys = [...new Set([...Object.keys(theirs), ...Object.keys(mine), ...Object.keys(base)])];
  return keys.map((key): MergedEdit => {
    const [b, m, t] = [of(base, key), of(mine, key), of(theirs, key)];
    const [bc, mc, tc] = [content(b), content(m), content(t)];
    if (mc === tc) return { key, from: mc === bc ? 'neither' : 'both', answer: t };
    if (mc === bc) return { key, from: 'theirs', answer: t };
    if (tc === bc) return { key, from: 'mine', answer: m };
    return { key, from: 'conflict', answer: t, other: m };
  });
}
