import type { Problem, Template, TemplateTranslation } from './template-types.js';

/** A template with its words in another language; what has no translation keeps its own words. Keys stay. */
export function translate(template: Template, words: TemplateTranslation): Template {
  const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(table, key) ? table[key] : undefined);
  return {
    ...template,
    language: words.language,
    ...(words.title === undefined ? {} : { title: words.title }),
    ...(words.intro === undefined ? {} : { intro: words.intro }),
    sections: template.sections.map((section) => ({
      ...section,
      ...own(words.sections, section.key),
      questions: section.questions.map((question) => ({
        ...question,
        ...own(words.questions, question.key),
        ...(question.options === undefined ? {} : {
          options: question.options.map((option) => ({ ...option, label: own(words.options, option.key) ?? option.label })) }),
      })),
    })),
  };
}

/** Keys of a translation that its template does not have: left behind by a change of the template. */
export function checkTranslation(template: Template, words: TemplateTranslation): readonly Problem[] {
  const sections = new Set(template.sections.map((section) => section.key));
  const questions = template.sections.flatMap((section) => section.questions);
  const keys = new Set(questions.map((question) => question.key));
  const options = new Set(questions.flatMap((question) => question.options ?? []).map((option) => option.key));
  const strays = (table: string, found: object, known: ReadonlySet<string>): readonly Problem[] =>
    Object.keys(found).filter((key) => !known.has(key)).map((key) => ({
      path: `${table}.${key}`, code: 'translation.unknown-key', message: `The template has no such key. Rename or remove it.` }));
  return [...strays('sections', words.sections, sections), ...strays('questions', words.questions, keys), ...strays('options', words.options, options)];
}
