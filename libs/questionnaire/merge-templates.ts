import { canonicalText } from './merge.js';
import type { Question, Section, Template } from './template-types.js';

/**
 * What became of one question or section when a newer version of the questionnaire underneath was taken in:
 * `taken` its new words, `added`, `removed` since it is no longer asked there, `kept` as it was changed here although
 * it changed there too, `left-out` since it was removed here.
 */
export interface TemplateMergeLine {
  readonly key: string;
  readonly text: string;
  readonly what: 'taken' | 'added' | 'removed' | 'kept' | 'left-out';
}

interface Placed<T> { readonly item: T; readonly section?: string }

const same = (a: unknown, b: unknown): boolean => canonicalText(a) === canonicalText(b);
const head = ({ questions: _questions, ...rest }: Section) => rest;

function questionsOf(template: Template): ReadonlyMap<string, Placed<Question>> {
  return new Map(template.sections.flatMap((section) => section.questions.map((item) => [item.key, { item, section: section.key }] as const)));
}

/** Three states of one thing: what it becomes, and what there is to say about it. */
function merged<T>(base: T | undefined, theirs: T | undefined, mine: T | undefined): { readonly item: T | undefined; readonly what?: TemplateMergeLine['what'] } {
  if (same(theirs, base)) return { item: mine };
  if (base === undefined) return mine === undefined ? { item: theirs, what: 'added' } : same(mine, theirs) ? { item: mine } : { item: mine, what: 'kept' };
  if (mine === undefined) return theirs === undefined ? { item: undefined } : { item: undefined, what: 'left-out' };
  if (same(mine, theirs)) return { item: mine };
  if (!same(mine, base)) return { item: mine, what: 'kept' };
  return theirs === undefined ? { item: undefined, what: 'removed' } : { item: theirs, what: 'taken' };
}

/** Puts what is new behind whatever stands before it in the other list, or at the beginning. */
function placed<T extends { readonly key: string }>(list: readonly T[], item: T, order: readonly string[]): readonly T[] {
  const before = order.slice(0, order.indexOf(item.key)).reverse().find((key) => list.some((each) => each.key === key));
  const at = before === undefined ? 0 : list.findIndex(({ key }) => key === before) + 1;
  return [...list.slice(0, at), item, ...list.slice(at)];
}

/**
 * Takes a newer version of the questionnaire underneath into one that was made from an older version of it. What
 * changed on one side only counts; what changed on both sides stays as it was changed here, and is named. The title
 * and the publisher stay.
 * @param base the version that `mine` was made from
 * @param theirs the newer version of it
 */
export function mergeTemplates(base: Template, theirs: Template, mine: Template): { readonly template: Template; readonly lines: readonly TemplateMergeLine[] } {
  const lines: TemplateMergeLine[] = [];
  const [b, t, m] = [questionsOf(base), questionsOf(theirs), questionsOf(mine)];
  const heads = [base, theirs, mine].map((template) => new Map(template.sections.map((section) => [section.key, head(section)])));
  let sections: readonly Section[] = mine.sections;
  for (const { key } of [...theirs.sections, ...base.sections.filter((section) => !heads[1]!.has(section.key))]) {
    const { item, what } = merged(heads[0]!.get(key), heads[1]!.get(key), heads[2]!.get(key));
    if (what) lines.push({ key, text: (item ?? heads[1]!.get(key) ?? heads[0]!.get(key))!.title, what });
    if (what === 'added' && item) sections = placed(sections, { ...item, questions: [] }, theirs.sections.map((section) => section.key));
    if (what === 'taken' && item) sections = sections.map((section) => (section.key === key ? { ...item, questions: section.questions } : section));
  }
  for (const key of new Set([...t.keys(), ...b.keys()])) {
    const { item, what } = merged(b.get(key)?.item, t.get(key)?.item, m.get(key)?.item);
    if (!what) continue;
    const home = t.get(key)?.section;
    const homeless = what === 'added' && !sections.some((section) => section.key === home);
    lines.push({ key, text: (item ?? t.get(key)?.item ?? b.get(key)!.item).text, what: homeless ? 'left-out' : what });
    if (what === 'removed') sections = sections.map((section) => ({ ...section, questions: section.questions.filter((question) => question.key !== key) }));
    if (what === 'taken' && item) sections = sections.map((section) => ({ ...section, questions: section.questions.map((question) => (question.key === key ? item : question)) }));
    if (what === 'added' && item) {
      const order = theirs.sections.find((section) => section.key === home)?.questions.map((question) => question.key) ?? [];
      sections = sections.map((section) => (section.key === home ? { ...section, questions: placed(section.questions, item, order) } : section));
    }
  }
  const gone = new Set(lines.filter(({ what }) => what === 'removed').map(({ key }) => key));
  return { template: { ...mine, sections: sections.filter((section) => !gone.has(section.key) || section.questions.length > 0) }, lines };
}
