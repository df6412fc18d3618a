import { questionsAtFirst } from '#libs/questionnaire/compose.js';
import type { Question, Template } from '#libs/questionnaire/template-types.js';
import { message, type PageView } from '../../render.js';

/** What is to be given, in words: choices stand below, units and columns are named. */
export function kindWords(question: Question): string {
  if (question.kind === 'number' && question.measure) return message('requests.preview.kind.measure', { units: question.measure.units.map((unit) => unit.replaceAll('-', ' ')).join(', ') });
  if (question.kind === 'table') return message('requests.preview.kind.table', { columns: (question.columns ?? []).map(({ label }) => label).join(', ') });
  return message(`requests.preview.kind.${question.kind}`);
}

/** A questionnaire to read, as the vendor will see it. */
export function previewView(template: Template, minutes: number, depth: string, back: string): PageView & Record<string, unknown> {
  const count = questionsAtFirst(template);
  return {
    page: { title: template.title, back: { href: back, text: message('requests.preview.back') } },
    title: template.title, intro: template.intro,
    bar: message('requests.preview.bar', { depth: message(`requests.depth.${depth}`).toLowerCase() }), text: message('requests.preview.text', { minutes, count }),
    sections: template.sections.map((section) => ({
      title: section.title, intro: section.intro,
      questions: section.questions.map((question) => ({
        text: question.text, help: question.help, why: question.why, kind: kindWords(question), options: (question.options ?? []).map(({ label, hint }) => ({ label, hint })),
        when: Boolean(question.visibleWhen), optional: question.optional ?? false,
      })),
    })),
  };
}
