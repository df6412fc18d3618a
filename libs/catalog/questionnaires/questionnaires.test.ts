import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { checkTemplate } from '#libs/questionnaire/check-template.js';
import { composeTemplate, templateCounts } from '#libs/questionnaire/compose.js';
import { readTarget } from '#libs/questionnaire/evidence-target.js';
import { allQuestions } from '#libs/questionnaire/template-index.js';
import type { ControlRef, Depth, Template } from '#libs/questionnaire/template-types.js';

const read = (file: string) => readFileSync(join(process.cwd(), 'libs/catalog', file), 'utf8');
const core = JSON.parse(read('questionnaires/concord-core.json')) as Template;
const modules = templateCounts(core).modules.map((module) => module.key);
/** Control id → its parameters with the parts of a scope: `every`, `scope`, `scope=network`. */
const controls = new Map(['security.csv', 'privacy.csv'].flatMap((name) =>
  (parse(read(`common-controls/${name}`), { columns: true }) as Record<string, string>[]).map((row) => [row['id'] ?? '', parametersOf(row['parameters'] ?? '')] as const)));
function parametersOf(text: string): readonly string[] {
  const kinds = text.split(';').map((part) => part.split(':')[0]?.trim() ?? '').filter((kind) => kind !== '');
  return [...kinds, ...(/scope:[^(]*\(([^)]*)\)/.exec(text)?.[1]?.split('|') ?? []).map((part) => `scope=${part.trim()}`)];
}
const refs = allQuestions(core).flatMap((question) => [
  ...(question.controls ?? []).map((control) => ({ at: question.key, control })),
  ...(question.options ?? []).flatMap((option) => (option.controls ?? []).map((control) => ({ at: option.key, control }))),
]);
const idOf = (control: ControlRef) => control.id.split('[')[0] ?? '';
const scopeOf = (control: ControlRef) => readTarget(control.id).scope;

describe('Concord Core', () => {
  it('has six modules', () => {
    expect(modules).toEqual(['payment-cards', 'health-data', 'eu-personal-data', 'ai', 'software-supplier', 'premises']);
  });

  it('speaks of common controls that exist, and of parameters that these have', () => {
    expect(refs.filter(({ control }) => !controls.has(idOf(control))
      || (control.parameter !== undefined && !controls.get(idOf(control))?.includes(control.parameter))
      || scopeOf(control).some((part) => !controls.get(idOf(control))?.includes(`scope=${part}`)))).toEqual([]);
  });

  it('speaks of every common control somewhere', () => {
    const spoken = new Set(refs.map(({ control }) => idOf(control)));
    expect([...controls.keys()].filter((id) => !spoken.has(id))).toEqual([]);
  });

  it('speaks of every part of every scope somewhere', () => {
    const spoken = new Set(refs.flatMap(({ control }) => scopeOf(control).map((part) => `${idOf(control)} scope=${part}`)));
    const parts = [...controls].flatMap(([id, parameters]) => parameters.filter((one) => one.startsWith('scope=')).map((part) => `${id} ${part}`));
    expect(parts.filter((part) => !spoken.has(part))).toEqual([]);
  });

  it.each<[Depth, number, number]>([['short', 18, 30], ['standard', 50, 75], ['full', 140, 180]])('asks about the right number of questions at depth %s', (depth, least, most) => {
    const count = composeTemplate(core, depth, []).sections.reduce((sum, section) => sum + section.questions.length, 0);
    expect(count).toBeGreaterThanOrEqual(least);
    expect(count).toBeLessThanOrEqual(most);
  });

  it.each<Depth>(['short', 'standard', 'full'])('leaves no condition dangling at depth %s, with whatever module', (depth) => {
    for (const chosen of [[], modules, ...modules.map((module) => [module])]) expect(checkTemplate(composeTemplate(core, depth, chosen))).toEqual([]);
  });

  it('closes with a statement', () => {
    expect(core.sections.at(-1)?.questions.at(-1)?.kind).toBe('statement');
  });

  it('says why each question is asked, save follow-ups, texts and statements', () => {
    const silent = allQuestions(core).filter((question) => question.why === undefined
      && question.measure === undefined && !['text', 'statement'].includes(question.kind));
    expect(silent.map((question) => question.key)).toEqual([]);
  });

  it('reads plainly: no question is longer than 35 words', () => {
    expect(allQuestions(core).filter((question) => question.text.split(/\s+/).length > 35).map((question) => question.text)).toEqual([]);
  });
});
