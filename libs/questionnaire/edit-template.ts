import { keyFrom } from './import-report.js';
import { compareTemplates } from './merge.js';
import type { Question, Section, Template } from './template-types.js';

/** One change of a questionnaire that is being written. Keys are those of questions and sections. */
export type TemplateEdit =
  | { readonly act: 'title'; readonly title: string; readonly intro?: string | undefined }
  /** without a key: a new section at the end */
  | { readonly act: 'section'; readonly key?: string | undefined; readonly title: string; readonly intro?: string | undefined }
  /** a key that is not there yet: a new question at the end of the section */
  | { readonly act: 'question'; readonly section: string; readonly question: Question }
  | { readonly act: 'move'; readonly key: string; readonly by: 1 | -1 }
  | { readonly act: 'remove'; readonly key: string };

/** Every key of a template: those of sections, of questions and of options. */
export function keysOf(template: Template): ReadonlySet<string> {
  const questions = template.sections.flatMap((section) => section.questions);
  return new Set([...template.sections, ...questions, ...questions.flatMap((question) => question.options ?? [])].map(({ key }) => key));
}

/** A key made of words that is not among those taken. */
export function freeKey(words: string, taken: ReadonlySet<string>, fallback = 'item'): string {
  const wanted = keyFrom(words, fallback);
  let key = wanted;
  for (let n = 2; taken.has(key); n += 1) key = `${wanted}-${n}`;
  return key;
}

function moved<T>(list: readonly T[], at: number, by: 1 | -1): readonly T[] {
  const to = at + by;
  if (at < 0 || to < 0 || to >= list.length) return list;
  const copy = [...list];
  [copy[at], copy[to]] = [copy[to]!, copy[at]!];
  return copy;
}

/** A question at the edge of its section goes on into the next one. */
function moveQuestion(sections: readonly Section[], key: string, by: 1 | -1): readonly Section[] {
  const from = sections.findIndex((section) => section.questions.some((question) => question.key === key));
  const section = sections[from];
  if (!section) return sections;
  const at = section.questions.findIndex((question) => question.key === key);
  if (at + by >= 0 && at + by < section.questions.length) return sections.map((each, i) => (i === from ? { ...each, questions: moved(each.questions, at, by) } : each));
  const to = from + by;
  if (to < 0 || to >= sections.length) return sections;
  const question = section.questions[at]!;
  return sections.map((each, i) => (i === from ? { ...each, questions: each.questions.filter((one) => one.key !== key) }
    : i === to ? { ...each, questions: by === 1 ? [question, ...each.questions] : [...each.questions, question] } : each));
}

/** A template with one change made. What it is about must be there, otherwise nothing changes. */
export function editTemplate(template: Template, edit: TemplateEdit): Template {
  const { sections } = template;
  switch (edit.act) {
    case 'title': {
      const { intro: _before, ...rest } = template;
      return { ...rest, title: edit.title, ...(edit.intro && { intro: edit.intro }) };
    }
    case 'section': {
      if (edit.key === undefined) return { ...template, sections: [...sections, { key: freeKey(edit.title, keysOf(template), 'section'), title: edit.title, ...(edit.intro && { intro: edit.intro }), questions: [] }] };
      return { ...template, sections: sections.map((section) => {
        if (section.key !== edit.key) return section;
        const { intro: _before, ...rest } = section;
        return { ...rest, title: edit.title, ...(edit.intro && { intro: edit.intro }) };
      }) };
    }
    case 'question': {
      const { question } = edit;
      if (sections.some((section) => section.questions.some(({ key }) => key === question.key))) {
        return { ...template, sections: sections.map((section) => ({ ...section, questions: section.questions.map((each) => (each.key === question.key ? question : each)) })) };
      }
      return { ...template, sections: sections.map((section) => (section.key === edit.section ? { ...section, questions: [...section.questions, question] } : section)) };
    }
    case 'move': {
      const at = sections.findIndex(({ key }) => key === edit.key);
      return { ...template, sections: at === -1 ? moveQuestion(sections, edit.key, edit.by) : moved(sections, at, edit.by) };
    }
    case 'remove':
      return { ...template, sections: sections.filter(({ key }) => key !== edit.key).map((section) => ({ ...section, questions: section.questions.filter(({ key }) => key !== edit.key) })) };
  }
}

/** The version of what is published next: what breaks earlier answers counts up the first number, what adds the second, words the third. */
export function nextVersion(published: Template | null, draft: Template): string {
  if (!published) return '1.0.0';
  const [major = 1, minor = 0, patch = 0] = published.version.split(/[.-]/).map(Number);
  const changes = compareTemplates(published, draft).map(({ change }) => change);
  if (changes.some((change) => change === 'gone' || change === 'changed')) return `${major + 1}.0.0`;
  return changes.includes('new') ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}
