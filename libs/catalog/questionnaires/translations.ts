import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TemplateTranslation } from '#libs/questionnaire/template-types.js';
import { catalogRoot } from '../catalog-root.js';

let read: readonly TemplateTranslation[] | undefined;

/** The shipped translations of questionnaires, read once: every `questionnaires/<key>.<language>.json`. */
export function shippedTranslations(): readonly TemplateTranslation[] {
  const folder = join(catalogRoot, 'questionnaires');
  return (read ??= readdirSync(folder).filter((name) => /^[\w-]+\.[a-z]{2}\.json$/.test(name)).sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as TemplateTranslation));
}
