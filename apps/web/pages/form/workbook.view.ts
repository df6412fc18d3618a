import { mergeWorkbook, type MergedWorkbook } from '#libs/questionnaire/merge-workbook.js';
import type { ReadAnswers, TakenAnswer } from '#libs/questionnaire/read-answers.js';
import type { Answer } from '#libs/questionnaire/template-types.js';
import { text, type FormBody, type FormError } from '../../http/form.js';
import { message } from '../../render.js';
import type { FormMap } from './form-map.js';
import { formFrame } from './form-frame.js';
import { sayAnswer } from './say-answer.js';

/** An answer as it is asked to be saved. */
interface Saved { readonly key: string; readonly state: Answer['state']; readonly value?: Answer['value']; readonly explanation?: string; readonly cell: string; readonly revision: number }
/** What travels through the preview: what is taken, and what was decided about. */
interface Carried { readonly take: readonly Saved[]; readonly choose: readonly Saved[] }

/** The page where the workbook is fetched and brought back. */
export function workbookView(map: FormMap, refused: { readonly errors?: readonly FormError[]; readonly wrong?: Readonly<Record<string, string>> } = {}) {
  return { ...formFrame(map, message('form.workbook.title'), { error: Boolean(refused.errors?.length) }), errors: refused.errors ?? [], wrong: refused.wrong ?? {} };
}

/** What of an uploaded workbook would be saved, what has to be decided, what could not be read, and why. */
export function previewView(map: FormMap, read: ReadAnswers, name: string) {
  const inForm = read.taken.filter(({ key }) => map.index.questions.has(key));
  const merged = mergeWorkbook(inForm, map.answers);
  const question = (key: string | undefined) => (key === undefined ? '' : map.index.questions.get(key)?.text ?? '');
  const carried: Carried = { take: merged.take.map(({ answer, revision }) => saved(answer, revision)), choose: merged.conflicts.map(({ mine, theirs }) => saved(mine, theirs.revision ?? 0)) };
  return {
    ...formFrame(map, message('form.workbook.check')),
    says: saysOf(merged, read), name, hidden: JSON.stringify(carried),
    take: merged.take.map(({ answer }) => ({ question: question(answer.key), text: say(map, answer), ...(answer.explanation && { note: answer.explanation }), sub: answer.cell })),
    conflicts: merged.conflicts.map(({ mine, theirs }, i) => ({
      id: `c-${i}`, name: `keep-${i}`, legend: question(mine.key),
      items: [
        { value: 'mine', text: say(map, mine), hint: message('form.workbook.mine', { cell: mine.cell, explanation: mine.explanation ?? '' }).trim() },
        { value: 'theirs', text: say(map, theirs), hint: message('form.workbook.theirs', { by: theirs.by ?? '', explanation: theirs.explanation ?? '' }).trim() },
      ],
    })),
    ask: [...read.ask.map(({ key, cell, read: said, why }) => ({ text: question(key) || cell, note: `${cell}: “${said}”. ${why}`, state: 'due', word: message('form.workbook.asked') })),
      ...read.reported.map(({ cell, message: said }) => ({ text: cell, note: said, state: 'not-applicable', word: message('form.workbook.ignored') }))],
    savable: merged.take.length + merged.conflicts.length > 0,
  };
}

function saysOf(merged: MergedWorkbook, read: ReadAnswers): string {
  return [
    message('form.workbook.takes', { count: merged.take.length }), merged.conflicts.length ? message('form.workbook.conflicts', { count: merged.conflicts.length }) : '',
    merged.same ? message('form.workbook.same', { count: merged.same }) : '', merged.older ? message('form.workbook.older', { count: merged.older }) : '',
    read.ask.length ? message('form.workbook.unread', { count: read.ask.length }) : '',
  ].filter(Boolean).join(' ');
}

const saved = ({ key, state, value, explanation, cell }: TakenAnswer, revision: number): Saved => ({ key, state, ...(value !== undefined && { value }), ...(explanation !== undefined && { explanation }), cell: cell.slice(0, 200), revision });
const say = (map: FormMap, answer: Pick<Answer, 'key' | 'state' | 'value'>): string => sayAnswer(map.index.questions.get(answer.key)!, answer as Answer) || message('form.say.nothing');

/** What the preview's form says to save; where two texts stood, only what was chosen from the workbook. */
export function savedOf(body: FormBody): readonly Saved[] {
  try {
    const { take, choose } = JSON.parse(text(body, 'answers')) as Carried;
    return [...take, ...choose.filter((_, i) => text(body, `keep-${i}`) === 'mine')];
  } catch {
    return [];
  }
}
