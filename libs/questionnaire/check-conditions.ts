import { isMeasured, reads } from './conditions.js';
import type { TemplateIndex } from './template-index.js';
import type { Condition, Problem, Question } from './template-types.js';

interface Placed {
  readonly condition: Condition;
  readonly path: string;
}

/** Every condition of a template with the path at which it stands. */
function placedConditions(index: TemplateIndex): readonly (Placed & { readonly key: string; readonly decides: boolean })[] {
  return index.template.sections.flatMap((section, s) => {
    const at = `sections[${s}]`;
    const own = section.visibleWhen === undefined ? []
      : [{ key: section.key, condition: section.visibleWhen, path: `${at}.visibleWhen`, decides: true }];
    return [...own, ...section.questions.flatMap((question, q) => [
      ...(question.visibleWhen === undefined ? [] : [{ key: question.key, condition: question.visibleWhen,
        path: `${at}.questions[${q}].visibleWhen`, decides: true }]),
      ...(question.requiredWhen === undefined ? [] : [{ key: question.key, condition: question.requiredWhen,
        path: `${at}.questions[${q}].requiredWhen`, decides: false }]),
    ])];
  });
}

/** What a comparison may be made with, by the kind of the question. */
function wrongType(name: string, question: Question, value: unknown): string | null {
  const { kind } = question;
  const keys = (question.options ?? []).map((option) => option.key);
  if (name === 'equals') {
    if (kind === 'yes-no' || kind === 'single') {
      return keys.includes(String(value)) ? null : `"${String(value)}" is no option of it; use one of ${keys.join(', ')}`;
    }
    if (kind === 'number' && question.measure === undefined) return typeof value === 'number' ? null : 'compare it with a number';
    if (kind === 'text' || kind === 'date') return typeof value === 'string' ? null : 'compare it with a text';
    return `a ${kind} question cannot be compared with "equals"; use "answered", "chosen", "greater" or "less"`;
  }
  if (name === 'contains') {
    if (kind === 'multi') return keys.includes(String(value)) ? null : `"${String(value)}" is no option of it; use one of ${keys.join(', ')}`;
    return kind === 'text' ? null : `"contains" is for multi and text questions; this one is ${kind}`;
  }
  if (kind === 'number') {
    if (question.measure !== undefined) return isMeasured(value) ? null : 'compare it with a number and a unit: {"n": 3, "unit": "months"}';
    return typeof value === 'number' ? null : 'compare it with a number';
  }
  if (kind === 'date') return /^\d{4}-\d\d-\d\d$/.test(String(value)) ? null : 'compare it with a date such as 2026-12-31';
  return `"${name}" is for number and date questions; this one is ${kind}`;
}

function checkOne(index: TemplateIndex, { condition, path }: Placed): readonly Problem[] {
  const unknown = (what: string, key: string, at: string): Problem => ({
    path: at, code: 'condition.unknown-key', message: `There is no ${what} "${key}". Use a key of this template.` });
  if ('all' in condition || 'any' in condition) {
    const [name, parts] = 'all' in condition ? ['all', condition.all] as const : ['any', condition.any] as const;
    return parts.flatMap((part, i) => checkOne(index, { condition: part, path: `${path}.${name}[${i}]` }));
  }
  if ('not' in condition) return checkOne(index, { condition: condition.not, path: `${path}.not` });
  if ('chosen' in condition) {
    return index.options.has(condition.chosen) ? [] : [unknown('option', condition.chosen, `${path}.chosen`)];
  }
  if ('visible' in condition) {
    const key = condition.visible;
    return index.questions.has(key) || index.sections.has(key) ? [] : [unknown('question or section', key, `${path}.visible`)];
  }
  if ('answered' in condition) {
    return index.questions.has(condition.answered) ? [] : [unknown('question', condition.answered, `${path}.answered`)];
  }
  const [name, comparison] = Object.entries(condition)[0] as [string, { question: string; value: unknown }];
  const question = index.questions.get(comparison.question);
  if (question === undefined) return [unknown('question', comparison.question, `${path}.${name}.question`)];
  const wrong = wrongType(name, question, comparison.value);
  return wrong === null ? []
    : [{ path: `${path}.${name}.value`, code: 'condition.wrong-type', message: `Question "${question.key}": ${wrong}.` }];
}

/** Which keys decide whether a key is shown. */
function deciders(index: TemplateIndex): ReadonlyMap<string, readonly string[]> {
  const edges = new Map<string, string[]>();
  const add = (from: string, to: string | undefined) => {
    if (to !== undefined) edges.set(from, [...(edges.get(from) ?? []), to]);
  };
  for (const [key, section] of index.sectionOf) add(key, section);
  for (const section of index.sections.values()) add(section.key, section.parent);
  for (const { key, condition, decides } of placedConditions(index)) {
    if (!decides) continue;
    const read = reads(condition);
    for (const option of read.options) add(key, index.ownerOf.get(option));
    for (const target of read.keys) add(key, target);
  }
  return edges;
}

/** Cycles among the keys that decide visibility, each once, as the way round: a → b → a. */
export function findCycles(index: TemplateIndex): readonly (readonly string[])[] {
  const edges = deciders(index);
  const state = new Map<string, 'open' | 'done'>();
  const cycles: (readonly string[])[] = [];
  const trail: string[] = [];
  const walk = (key: string): void => {
    if (state.get(key) === 'done') return;
    if (state.get(key) === 'open') {
      cycles.push([...trail.slice(trail.indexOf(key)), key]);
      return;
    }
    state.set(key, 'open');
    trail.push(key);
    for (const next of edges.get(key) ?? []) walk(next);
    trail.pop();
    state.set(key, 'done');
  };
  for (const key of edges.keys()) walk(key);
  return cycles;
}

/** Checks all conditions of a template: keys exist, compared values have the right type, nothing decides itself. */
export function checkConditions(index: TemplateIndex): readonly Problem[] {
  const paths = new Map(index.template.sections.flatMap((section, s) => [
    [section.key, `sections[${s}]`] as const,
    ...section.questions.map((question, q) => [question.key, `sections[${s}].questions[${q}]`] as const),
  ]));
  return [
    ...placedConditions(index).flatMap((placed) => checkOne(index, placed)),
    ...findCycles(index).map((cycle) => ({
      path: paths.get(cycle[0] ?? '') ?? '', code: 'condition.cycle',
      message: `Whether "${cycle[0]}" is shown depends on itself: ${cycle.join(' → ')}. Remove one of these conditions.` })),
  ];
}
