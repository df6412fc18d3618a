import { scoreAnswers } from '#libs/questionnaire/score.js';
import { indexTemplate } from '#libs/questionnaire/template-index.js';
import type { Answers, Question, Template } from '#libs/questionnaire/template-types.js';
import { seeVisible } from '#libs/questionnaire/visibility.js';
import { message, type PageView } from '../../render.js';
import { kindWords } from '../requests/preview.view.js';
import { sayCondition } from './condition-words.js';

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

const say = (key: string, values: Record<string, unknown> = {}): string => message(`questionnaires.preview.${key}`, values);
const fieldOf = (question: Question): string => `a.${question.key}`;

/** The test answers that stand in the address. */
export function testAnswers(template: Template, query: Query): Answers {
  const entries = template.sections.flatMap((section) => section.questions).flatMap((question) => {
    const given = query[fieldOf(question)];
    const texts = (Array.isArray(given) ? given : [given]).filter((each): each is string => typeof each === 'string' && each !== '');
    const value = valueOf(question, texts);
    return value === undefined ? [] : [[question.key, { key: question.key, state: 'given' as const, value }] as const];
  });
  return Object.fromEntries(entries);
}

function valueOf(question: Question, texts: readonly string[]) {
  const [first] = texts;
  if (first === undefined || question.kind === 'file' || question.kind === 'table') return undefined;
  const options = (question.options ?? []).map(({ key }) => key);
  if (question.kind === 'multi') return texts.filter((each) => options.includes(each));
  if (question.kind === 'yes-no' || question.kind === 'single') return options.includes(first) ? first : undefined;
  if (question.kind === 'statement') return true;
  if (question.kind !== 'number') return first;
  const [, n = '', unit = ''] = /^([\d.,-]+)\s*(.*)$/.exec(first) ?? [];
  const number = Number(n.replace(',', '.'));
  if (!n || Number.isNaN(number)) return undefined;
  return question.measure ? { n: number, unit: unit.trim() || question.measure.units[0]! } : number;
}

/** A questionnaire to try: every branch opens by answering, and the answers stand in the address, nowhere else. */
export function tryView(template: Template, query: Query, action: string, back: { readonly href: string; readonly text: string }): PageView & Record<string, unknown> {
  const index = indexTemplate(template);
  const answers = testAnswers(template, query);
  const { keys } = seeVisible(index, answers);
  const score = scoreAnswers(index, answers);
  const answered = Object.keys(answers).filter((key) => keys.has(key)).length;
  return {
    page: { title: template.title, back }, title: template.title, intro: template.intro, action, bar: say('bar'), text: say('text'),
    facts: [
      { term: say('shown'), number: [...keys].filter((key) => index.questions.has(key)).length, sub: say('of', { count: index.questions.size }) },
      { term: say('answered'), number: answered },
      { term: say('score'), ...(answered > 0 && score.value !== null ? { text: `${Math.round(score.value * 100)} %` } : { text: say('noScore') }), sub: score.knockOuts.length ? say('knockOuts', { count: score.knockOuts.length }) : undefined },
    ],
    findings: score.findings.map(({ title, severity }) => say('finding', { title, severity: message(`questionnaires.question.severity.${severity}`).toLowerCase() })),
    sections: template.sections.filter(({ key }) => keys.has(key)).map((section) => ({
      title: section.title, intro: section.intro,
      questions: section.questions.filter(({ key }) => keys.has(key)).map((question) => ({
        ...fieldsOf(question, answers), id: fieldOf(question).replace(/[^\w-]/g, '-'), name: fieldOf(question), text: question.text, help: question.help, why: question.why, optional: question.optional ?? false, says: kindWords(question),
        when: question.visibleWhen && message('questionnaires.editor.when', { what: sayCondition(index, question.visibleWhen) }),
      })),
    })),
    hidden: [...index.questions.values()].filter(({ key }) => !keys.has(key)).map((question) => {
      const condition = question.visibleWhen ?? index.sections.get(index.sectionOf.get(question.key) ?? '')?.visibleWhen;
      return { text: question.text, when: condition && message('questionnaires.editor.when', { what: sayCondition(index, condition) }) };
    }),
  };
}

function fieldsOf(question: Question, answers: Answers) {
  const value = answers[question.key]?.value;
  const items = (question.options ?? []).map(({ key, label, hint }) => ({ value: key, text: label, hint }));
  if (question.kind === 'statement') return { kind: 'checkboxes', items: [{ value: 'true', text: message('form.page.agree') }], values: value ? ['true'] : [] };
  if (question.kind === 'multi') return { kind: 'checkboxes', items, values: Array.isArray(value) ? value : [] };
  if (items.length) return { kind: 'radios', items, value: typeof value === 'string' ? value : '' };
  if (question.kind === 'file' || question.kind === 'table') return { kind: 'none' };
  const shown = typeof value === 'object' && value !== null && 'n' in value ? `${String(value.n)} ${String((value as { unit?: unknown }).unit)}` : value;
  return { kind: question.kind === 'text' ? 'textarea' : question.kind === 'date' ? 'date' : 'text', value: shown ?? '', width: question.kind === 'text' ? undefined : 'mid' };
}
