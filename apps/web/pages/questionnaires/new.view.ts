import type { ReplyOf } from '#libs/contracts/contract.js';
import type { templateList } from '#libs/contracts/questionnaires.contract.js';
import type { FormError } from '../../http/form.js';
import { message, type PageView } from '../../render.js';

/** How a questionnaire begins: empty, as a copy, or from a file. */
export function newView(templates: ReplyOf<typeof templateList>['items'], key: string, values: Readonly<Record<string, string>>, refused: { readonly errors: readonly FormError[]; readonly wrong: Readonly<Record<string, string>> } = { errors: [], wrong: {} }): PageView & Record<string, unknown> {
  const title = message('questionnaires.new.title');
  return {
    page: { title, nav: 'requests', error: refused.errors.length > 0, crumbs: [{ href: '/questionnaires', text: message('questionnaires.title') }, { href: '', text: title }] },
    key, values, ...refused, from: templates.map((template) => ({ value: template.key, text: message('questionnaires.new.copyOf', { title: template.title, version: template.version }) })),
  };
}
