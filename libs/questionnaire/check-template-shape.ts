import type { Problem } from './template-types.js';

/** What a field must be: a check, and the words for what was expected. */
interface Shape {
  readonly expected: string;
  readonly check: (value: unknown, path: string) => readonly Problem[];
}
interface Field {
  readonly shape: Shape;
  readonly optional?: boolean;
}

const describe = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`);
const wrong = (path: string, expected: string, value: unknown): readonly Problem[] => [
  { path: path === '' ? 'template' : path, code: 'shape.wrong', message: value === undefined ? `Missing: ${expected} is needed here.` : `Here stands ${describe(value)}; ${expected} is needed.` }];

const simple = (expected: string, test: (value: unknown) => boolean): Shape => ({
  expected, check: (value, path) => (test(value) ? [] : wrong(path, expected, value)) });
const text = simple('a text', (value) => typeof value === 'string' && value !== '');
const number = simple('a number', (value) => typeof value === 'number' && Number.isFinite(value));
const flag = simple('true or false', (value) => typeof value === 'boolean');
const oneOf = (...words: readonly string[]) => simple(`one of ${words.join(', ')}`, (value) => typeof value === 'string' && words.includes(value));
const matching = (expected: string, pattern: RegExp) => simple(expected, (value) => typeof value === 'string' && value.length < 200 && pattern.test(value));
const listOf = (shape: Shape): Shape => ({
  expected: 'a list',
  check: (value, path) => (Array.isArray(value) ? value.flatMap((one, i) => shape.check(one, `${path}[${i}]`)) : wrong(path, 'a list', value)) });

function record(fields: Readonly<Record<string, Field>>): Shape {
  return {
    expected: 'an object',
    check: (value, path) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong(path, 'an object', value);
      const entries = value as Readonly<Record<string, unknown>>;
      const at = (name: string) => (path === '' ? name : `${path}.${name}`);
      const strays = Object.keys(entries).filter((name) => !Object.hasOwn(fields, name)).map((name): Problem => ({
        path: at(name), code: 'shape.unknown-field', message: `There is no field "${name}" here. Use ${Object.keys(fields).join(', ')}.` }));
      return [...strays, ...Object.entries(fields).flatMap(([name, field]) => {
        const found = Object.hasOwn(entries, name) ? entries[name] : undefined;
        return found === undefined && field.optional ? [] : field.shape.check(found, at(name));
      })];
    },
  };
}
const must = (shape: Shape): Field => ({ shape });
const may = (shape: Shape): Field => ({ shape, optional: true });

const measured = record({ n: must(number), unit: must(text) });
const bound: Shape = { expected: 'a number, a date or {n, unit}',
  check: (value, path) => (typeof value === 'object' && value !== null ? measured.check(value, path)
    : typeof value === 'number' || typeof value === 'string' ? [] : wrong(path, 'a number, a date or {n, unit}', value)) };
const plain = simple('a text or a number', (value) => typeof value === 'string' || typeof value === 'number');
const words: Readonly<Record<string, Shape>> = {
  chosen: text, answered: text, visible: text,
  equals: record({ question: must(text), value: must(plain) }), contains: record({ question: must(text), value: must(text) }),
  greater: record({ question: must(text), value: must(bound) }), less: record({ question: must(text), value: must(bound) }),
};
const deepest = 40;
function conditionAt(depth: number): Shape {
  const expected = `an object with exactly one of all, any, not, ${Object.keys(words).join(', ')}`;
  return { expected, check: (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong(path, expected, value);
    const [entry, ...more] = Object.entries(value as Readonly<Record<string, unknown>>);
    if (entry === undefined || more.length > 0) return wrong(path, expected, value);
    if (depth > deepest) return [{ path, code: 'condition.too-deep', message: `Conditions may lie ${deepest} deep at most.` }];
    const [name, part] = entry;
    if (name === 'all' || name === 'any') return listOf(conditionAt(depth + 1)).check(part, `${path}.${name}`);
    if (name === 'not') return conditionAt(depth + 1).check(part, `${path}.not`);
    const shape = Object.hasOwn(words, name) ? words[name] : undefined;
    return shape === undefined ? wrong(path, expected, value) : shape.check(part, `${path}.${name}`);
  } };
}
const condition = conditionAt(0);

const severity = oneOf('low', 'medium', 'high', 'critical');
const parameter = oneOf('every', 'within', 'at-least', 'at-most', 'for');
const finding = record({ severity: must(severity), title: must(text), advice: may(text) });
const control = record({ id: must(text), parameter: may(parameter), only: may(oneOf('met', 'not-met')) });
const share = simple('a number from 0 to 1', (value) => typeof value === 'number' && value >= 0 && value <= 1);
const weight = simple('a number above 0', (value) => typeof value === 'number' && value > 0 && Number.isFinite(value));
const option = record({ key: must(text), label: must(text), hint: may(text), compliant: may(flag), score: may(share), knockOut: may(flag),
  finding: may(finding), exclusive: may(flag), controls: may(listOf(control)) });
const column = record({ key: must(text), label: must(text), kind: must(oneOf('text', 'number', 'date')), optional: may(flag) });
const question = record({ key: must(text), text: must(text), help: may(text), why: may(text),
  kind: must(oneOf('yes-no', 'single', 'multi', 'text', 'number', 'date', 'file', 'table', 'statement')),
  options: may(listOf(option)), columns: may(listOf(column)), measure: may(record({ parameter: must(parameter), units: must(listOf(text)) })),
  depth: may(oneOf('short', 'standard', 'full')), optional: may(flag), requiredWhen: may(condition), visibleWhen: may(condition),
  explain: may(oneOf('never', 'if-negative', 'always')), explainAsk: may(text), wants: may(record({ kinds: must(listOf(text)), maxAgeMonths: may(number) })),
  weight: may(weight), controls: may(listOf(control)), finding: may(finding), reference: may(text) });
const section = record({ key: must(text), title: must(text), intro: may(text), parent: may(text), visibleWhen: may(condition), module: may(text),
  questions: must(listOf(question)) });
const template = record({ key: must(text), version: must(matching('a version such as 1.2.0', /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/)), title: must(text), intro: may(text),
  publisher: must(text), licence: must(text), source: may(text), language: must(matching('a language such as en or de', /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/)),
  sections: must(listOf(section)) });

/** Checks that parsed JSON has the shape of a template: every field known, present and of its type. */
export function checkShape(read: unknown): readonly Problem[] {
  return template.check(read, '');
}
