import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from '#libs/questionnaire/template-types.js';
import { catalogRoot } from './catalog-root.js';

/** The shipped questionnaires, read once: every `questionnaires/*.json` that is a template, not a translation. */
export function shippedQuestionnaires(): readonly Template[] {
  return (read ??= load());
}

let read: readonly Template[] | undefined;

function load(): readonly Template[] {
  const folder = join(catalogRoot, 'questionnaires');
  return readdirSync(folder)
    .filter((name) => /^[\w-]+\.json$/.test(name))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Template)
    .filter((template) => 'sections' in template && 'version' in template);
}
