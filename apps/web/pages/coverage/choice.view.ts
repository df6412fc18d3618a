import type { ReplyOf } from '#libs/contracts/contract.js';
import type { frameworkList } from '#libs/contracts/crosswalk.contract.js';
import type { FormError } from '../../http/form.js';
import { message } from '../../render.js';

/** Who says which frameworks the organization looks at. */
export const mayChoose = ['administrator', 'compliance'] as const;

interface Refused {
  readonly values?: readonly string[];
  readonly errors?: readonly FormError[];
  readonly wrong?: Readonly<Record<string, string>>;
}

/** The frameworks of the catalog and of the organization's own, with those ticked that it looks at. */
export function choiceView({ items, choice }: ReplyOf<typeof frameworkList>, roles: readonly string[], refused: Refused = {}) {
  const shown = items.filter((one) => one.shown);
  return {
    page: { title: message('coverage.choice.title'), nav: 'coverage' as const, error: Boolean(refused.errors?.length), crumbs: [{ href: '/coverage', text: message('coverage.across.title') }] },
    sub: message('coverage.choice.sub'), mayChoose: mayChoose.some((role) => roles.includes(role)), version: choice,
    items: items.map(({ id, name, publisher, version, assessable }) => ({ value: id, text: name, hint: message('coverage.choice.size', { publisher, version, count: assessable }) })),
    names: shown.map(({ name }) => name).join(', '), ...refused, values: refused.values ?? shown.map(({ id }) => id),
  };
}
