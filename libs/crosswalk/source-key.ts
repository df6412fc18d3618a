import type { Evidence } from './evidence-types.js';

/** What facts of one answered questionnaire, one report, one document or one test have in common; by its label where it has no id. */
export function sourceKey({ source: { kind, id, label } }: Pick<Evidence, 'source'>): string {
  return `${kind}:${id?.split(':')[0] ?? label}`;
}
