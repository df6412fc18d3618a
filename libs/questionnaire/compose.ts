import { progressOf } from './progress.js';
import { indexTemplate } from './template-index.js';
import type { Depth, Template } from './template-types.js';

const depths: readonly Depth[] = ['short', 'standard', 'full'];

/**
 * The part of a template that one request asks: the questions up to a depth, of the core and of the chosen modules.
 * Sections that hold nothing of it are left out, unless others lie in them.
 */
export function composeTemplate(template: Template, depth: Depth, modules: readonly string[]): Template {
  const deepest = depths.indexOf(depth);
  const kept = template.sections
    .filter((section) => section.module === undefined || modules.includes(section.module))
    .map((section) => ({ ...section, questions: section.questions.filter((question) => depths.indexOf(question.depth ?? 'short') <= deepest) }));
  const sections = kept.filter((section) => section.questions.length > 0 || kept.some((other) => other.parent === section.key && other.questions.length > 0));
  return { ...template, sections };
}

/**
 * How many questions a form begins with: those that are shown while nothing is answered, without texts that are only
 * read. Every page that says how much is asked says this number, and the vendor's progress counts from it.
 */
export const questionsAtFirst = (template: Template): number => progressOf(indexTemplate(template), {}).questions;

/** How many questions each depth of the core begins with, and how many each module adds at full depth. */
export function templateCounts(template: Template): {
  readonly questions: Readonly<Record<Depth, number>>;
  readonly modules: readonly { readonly key: string; readonly title: string; readonly questions: number }[];
} {
  const count = questionsAtFirst;
  const questions = { short: count(composeTemplate(template, 'short', [])), standard: count(composeTemplate(template, 'standard', [])), full: count(composeTemplate(template, 'full', [])) };
  const keys = [...new Set(template.sections.flatMap((section) => (section.module === undefined ? [] : [section.module])))];
  const modules = keys.map((key) => {
    const own = template.sections.filter((section) => section.module === key);
    return { key, title: own[0]?.title ?? key, questions: count(composeTemplate(template, 'full', [key])) - questions.full };
  });
  return { questions, modules };
}

/** Minutes that answering takes: about three quarters of a minute for a choice, two for a text or a document. */
export function minutesFor(template: Template): number {
  const minutes = template.sections.flatMap((section) => section.questions).reduce((sum, question) => sum + (question.kind === 'text' || question.kind === 'file' || question.kind === 'table' ? 2 : 0.75), 0);
  return Math.max(5, Math.ceil(minutes / 5) * 5);
}
