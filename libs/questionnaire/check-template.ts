import { checkConditions } from './check-conditions.js';
import { indexTemplate } from './template-index.js';
import { checkShape } from './check-template-shape.js';
import type { Problem, Question, Template } from './template-types.js';

function checkQuestion(question: Question, path: string): readonly Problem[] {
  const problems: Problem[] = [];
  const say = (at: string, code: string, message: string) => problems.push({ path: `${path}${at}`, code, message });
  const chooses = question.kind === 'yes-no' || question.kind === 'single' || question.kind === 'multi';
  const options = question.options ?? [];
  if (chooses && options.length === 0) say('.options', 'question.no-options', `A ${question.kind} question needs options.`);
  if (!chooses && options.length > 0) say('.options', 'question.options', `A ${question.kind} question has no options. Use the kind single or multi.`);
  if (question.kind === 'yes-no' && options.length > 0 && options.length !== 2) {
    say('.options', 'question.yes-no', `A yes-no question has two options, this one has ${options.length}. Use the kind single.`);
  }
  if (question.kind === 'table' && (question.columns ?? []).length === 0) say('.columns', 'question.no-columns', 'A table question needs columns.');
  if (question.kind !== 'table' && question.columns !== undefined) say('.columns', 'question.columns', `Only a table question has columns, this one is ${question.kind}.`);
  if (question.measure !== undefined && question.kind !== 'number') say('.measure', 'question.measure', 'Only a number question has a measure.');
  if (question.measure !== undefined && question.measure.units.length === 0) say('.measure.units', 'question.no-units', 'A measure needs at least one unit.');
  question.controls?.forEach((control, i) => {
    if (control.parameter !== undefined && control.parameter !== question.measure?.parameter) {
      say(`.controls[${i}].parameter`, 'question.parameter',
        `The answer states "${question.measure?.parameter ?? 'no parameter'}", so it cannot speak of "${control.parameter}" of ${control.id}.`);
    }
  });
  const twice = (question.columns ?? []).map((column) => column.key).filter((key, i, all) => all.indexOf(key) !== i);
  for (const key of twice) say('.columns', 'column.twice', `The column "${key}" occurs twice.`);
  return problems;
}

/** Keys that occur twice: sections and questions share one space, options have another. */
function checkKeys(template: Template): readonly Problem[] {
  const problems: Problem[] = [];
  const first = new Map<string, string>();
  const firstOption = new Map<string, string>();
  const see = (seen: Map<string, string>, key: string, path: string, what: string) => {
    const before = seen.get(key);
    if (before !== undefined) problems.push({ path: `${path}.key`, code: `${what}.twice`, message: `"${key}" is already the key at ${before}. Give each its own.` });
    else seen.set(key, path);
  };
  template.sections.forEach((section, s) => {
    see(first, section.key, `sections[${s}]`, 'key');
    section.questions.forEach((question, q) => {
      const path = `sections[${s}].questions[${q}]`;
      see(first, question.key, path, 'key');
      question.options?.forEach((option, o) => see(firstOption, option.key, `${path}.options[${o}]`, 'option'));
    });
  });
  return problems;
}

function checkParents(template: Template): readonly Problem[] {
  const keys = new Set(template.sections.map((section) => section.key));
  return template.sections.flatMap((section, s) => (section.parent === undefined || keys.has(section.parent) ? []
    : [{ path: `sections[${s}].parent`, code: 'section.no-parent', message: `There is no section "${section.parent}".` }]));
}

/**
 * Checks a template as it was read from a file: its shape, its keys, its questions and its conditions.
 * @returns problems with their paths, none when the template can be used
 */
export function checkTemplate(read: unknown): readonly Problem[] {
  const shape = checkShape(read);
  if (shape.length > 0) return shape;
  const template = read as Template;
  return [
    ...checkKeys(template),
    ...checkParents(template),
    ...template.sections.flatMap((section, s) => section.questions.flatMap((question, q) => checkQuestion(question, `sections[${s}].questions[${q}]`))),
    ...checkConditions(indexTemplate(template)),
  ];
}
