import type { Option, Question, Section, Template } from './template-types.js';

/** A template with its keys looked up: built once, read often. */
export interface TemplateIndex {
  readonly template: Template;
  readonly sections: ReadonlyMap<string, Section>;
  readonly questions: ReadonlyMap<string, Question>;
  /** Question key → key of its section. */
  readonly sectionOf: ReadonlyMap<string, string>;
  readonly options: ReadonlyMap<string, Option>;
  /** Option key → key of its question. */
  readonly ownerOf: ReadonlyMap<string, string>;
}

/** Looks up every key of a template. Of a key that occurs twice the first counts (`checkTemplate` reports it). */
export function indexTemplate(template: Template): TemplateIndex {
  const sections = new Map<string, Section>();
  const questions = new Map<string, Question>();
  const sectionOf = new Map<string, string>();
  const options = new Map<string, Option>();
  const ownerOf = new Map<string, string>();
  for (const section of template.sections) {
    if (!sections.has(section.key)) sections.set(section.key, section);
    for (const question of section.questions) {
      if (questions.has(question.key)) continue;
      questions.set(question.key, question);
      sectionOf.set(question.key, section.key);
      for (const option of question.options ?? []) {
        if (options.has(option.key)) continue;
        options.set(option.key, option);
        ownerOf.set(option.key, question.key);
      }
    }
  }
  return { template, sections, questions, sectionOf, options, ownerOf };
}

/** All questions in the order in which they are asked. */
export function allQuestions(template: Template): readonly Question[] {
  return template.sections.flatMap((section) => section.questions);
}
