import { reads } from './conditions.js';
import type { Question, Section, Template } from './template-types.js';

const most = 10;

/** Keys of questions that decide whether other questions of their section are shown. */
function branching(section: Section): ReadonlySet<string> {
  const ownerOf = new Map(section.questions.flatMap((question) => (question.options ?? []).map((option) => [option.key, question.key] as const)));
  return new Set(section.questions.flatMap((question) => {
    if (question.visibleWhen === undefined) return [];
    const { options, keys } = reads(question.visibleWhen);
    return [...options.map((option) => ownerOf.get(option) ?? ''), ...keys];
  }));
}

/**
 * Splits a list into parts of nearly equal size, at most ten each: eleven become five and six.
 */
function evenly(questions: readonly Question[]): readonly (readonly Question[])[] {
  const parts = Math.ceil(questions.length / most);
  return Array.from({ length: parts }, (_, i) => questions.slice(Math.round((i * questions.length) / parts), Math.round(((i + 1) * questions.length) / parts)));
}

/**
 * Lays the questions of a section on pages of five to ten. A question on which three or more later ones depend
 * stands alone on its page, so that the next page already knows the answer; a question with one or two follow-ups
 * stays with them. A short rest joins the page before it where both fit.
 */
export function pagesOf(section: Section): readonly (readonly Question[])[] {
  const decides = branching(section);
  const dependents = (key: string) => section.questions.filter((question) => question.visibleWhen !== undefined
    && branching({ ...section, questions: [...section.questions.filter((one) => one.key === key), question] }).has(key)).length;
  const alone = new Set([...decides].filter((key) => dependents(key) >= 3));
  const runs: { readonly questions: Question[]; readonly single: boolean }[] = [];
  for (const question of section.questions) {
    const last = runs.at(-1);
    if (alone.has(question.key)) runs.push({ questions: [question], single: true });
    else if (last !== undefined && !last.single) last.questions.push(question);
    else runs.push({ questions: [question], single: false });
  }
  return runs.flatMap((run) => evenly(run.questions)).filter((page) => page.length > 0);
}

/** All pages of a questionnaire in order, with their section and number ("page 2 of 3"). */
export function layOut(template: Template): readonly { readonly section: string; readonly page: number; readonly of: number; readonly questions: readonly Question[] }[] {
  return template.sections.flatMap((section) => {
    const pages = pagesOf(section);
    return pages.map((questions, i) => ({ section: section.key, page: i + 1, of: pages.length, questions }));
  });
}
