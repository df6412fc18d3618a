import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkTemplate } from '#libs/questionnaire/check-template.js';
import { checkTranslation } from '#libs/questionnaire/translate.js';
import type { Problem, Template, TemplateTranslation } from '#libs/questionnaire/template-types.js';

/** The shipped questionnaires. */
export interface Questionnaires {
  /** Those that can be sent by themselves. */
  readonly templates: readonly Template[];
  /** Those that are added to Concord Core. */
  readonly modules: readonly Template[];
  readonly translations: readonly TemplateTranslation[];
}

/** The data lies in the source tree, also when the compiled code runs from `dist`. */
function dataFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const source = here.replace(/([\\/])dist([\\/]libs[\\/]catalog[\\/]questionnaires)$/, '$2');
  return existsSync(join(source, 'concord-core.json')) ? source : here;
}

const describe = (file: string, problems: readonly Problem[]) =>
  problems.map((problem) => `${file}: ${problem.path}: ${problem.message}`).join('\n');

/**
 * Reads and checks all shipped questionnaires: `<key>.json`, and `<key>.<language>.json` for translations.
 * @throws Error that names file and path of each problem in the data
 */
export function loadQuestionnaires(folder: string = dataFolder()): Questionnaires {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const files = readdirSync(folder).filter((name) => name.endsWith('.json')).sort();
  const templates = files.filter((file) => /^[a-z0-9-]+\.json$/.test(file)).map((file) => {
    const found = read(file);
    const problems = checkTemplate(found);
    if (problems.length > 0) throw new Error(describe(file, problems));
    return found as Template;
  });
  const byKey = new Map(templates.map((template) => [template.key, template]));
  const translations = files.filter((file) => /^[a-z0-9-]+\.[a-z]{2}\.json$/.test(file)).map((file) => {
    const words = read(file) as TemplateTranslation;
    const template = byKey.get(words.template);
    if (template === undefined) throw new Error(`${file}: there is no questionnaire "${words.template}".`);
    const problems = checkTranslation(template, words);
    if (problems.length > 0) throw new Error(describe(file, problems));
    return words;
  });
  const isModule = (template: Template) => template.sections.some((section) => section.module !== undefined);
  return { templates: templates.filter((template) => !isModule(template)), modules: templates.filter(isModule), translations };
}
