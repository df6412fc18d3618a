import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { checkTemplate } from '#libs/questionnaire/check-template.js';
import { compose, countByDepth, isAskedAt } from '#libs/questionnaire/compose.js';
import { allQuestions } from '#libs/questionnaire/template-index.js';
import type { ControlRef, Depth, Template } from '#libs/questionnaire/template-types.js';
import { loadQuestionnaires } from './load-questionnaires.js';

const { templates, modules, translations } = loadQuestionnaires();
const core = templates.find((template) => template.key === 'concord-core') as Template;
const all = [core, ...modules];
const folder = join(process.cwd(), 'libs/catalog/common-controls');
const controls = new Map(readdirSync(folder).filter((name) => name.endsWith('.csv') && name !== 'domains.csv').flatMap((name) =>
  (parse(readFileSync(join(folder, name)), { columns: true }) as Record<string, string>[]).map((row) => [row['id'] ?? '',
    new Set((row['parameters'] ?? '').split(';').map((part) => part.split(':')[0]?.trim()))] as const)));
const refs = all.flatMap((template) => allQuestions(template).flatMap((question) => [
  ...(question.controls ?? []).map((control) => ({ at: question.key, control })),
  ...(question.options ?? []).flatMap((option) => (option.controls ?? []).map((control) => ({ at: option.key, control }))),
]));
const idOf = (control: ControlRef) => control.id.split('[')[0] ?? '';

describe('the shipped questionnaires', () => {
  it('have a core, and six modules', () => {
    expect(modules.map((module) => module.key)).toEqual(['concord-ai', 'concord-eu-personal-data', 'concord-health-data',
      'concord-payment-cards', 'concord-premises', 'concord-software-supplier']);
  });

  it('speak of common controls that exist, and of parameters that these have', () => {
    const wrong = refs.filter(({ control }) => !controls.has(idOf(control))
      || (control.parameter !== undefined && !controls.get(idOf(control))?.has(control.parameter)));
    expect(wrong).toEqual([]);
  });

  it('speak of every common control somewhere', () => {
    const spoken = new Set(refs.map(({ control }) => idOf(control)));
    expect([...controls.keys()].filter((id) => !spoken.has(id))).toEqual([]);
  });

  it.each<[Depth, number, number]>([['short', 18, 30], ['standard', 50, 75], ['full', 140, 180]])('ask about the right number of questions at depth %s', (depth, least, most) => {
    const count = countByDepth(core)[depth];
    expect(count).toBeGreaterThanOrEqual(least);
    expect(count).toBeLessThanOrEqual(most);
  });

  it.each<Depth>(['short', 'standard', 'full'])('stand together without dangling conditions at depth %s', (depth) => {
    for (const chosen of [[], modules, ...modules.map((module) => [module])]) expect(checkTemplate(compose(core, chosen, depth))).toEqual([]);
  });

  it('say why each question is asked, save follow-ups, texts and statements', () => {
    const silent = all.flatMap(allQuestions).filter((question) => question.why === undefined
      && question.measure === undefined && !['text', 'statement'].includes(question.kind));
    expect(silent.map((question) => question.key)).toEqual([]);
  });

  it('keep keys apart over the core and all modules', () => {
    const together = compose(core, modules, 'full');
    expect(together.sections.flatMap((section) => section.questions)).toHaveLength(all.reduce((sum, one) => sum + allQuestions(one).length, 0));
    expect(together.sections.at(-1)?.questions.at(-1)?.kind).toBe('statement');
  });

  it('read plainly: no question is longer than 35 words', () => {
    const long = all.flatMap(allQuestions).filter((question) => question.text.split(/\s+/).length > 35);
    expect(long.map((question) => question.text)).toEqual([]);
  });

  it('carry their translations for the whole short depth', () => {
    for (const words of translations.filter((one) => one.template === 'concord-core')) {
      const asked = allQuestions(core).filter((question) => isAskedAt(question, 'short'));
      expect(asked.filter((question) => words.questions[question.key]?.text === undefined).map((question) => question.key)).toEqual([]);
      expect(asked.flatMap((question) => question.options ?? []).filter((option) => words.options[option.key] === undefined).map((option) => option.key)).toEqual([]);
    }
  });
});
