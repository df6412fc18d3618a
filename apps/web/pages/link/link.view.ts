import type { ReplyOf } from '#libs/contracts/contract.js';
import type { linkOpen } from '#libs/contracts/vendor-form.contract.js';
import type { FormError } from '../../http/form.js';
import { message } from '../../render.js';

type Opened = ReplyOf<typeof linkOpen>;

/** Whether a link still lets somebody in: to answer, or to read what was handed in. */
export function leadsIn({ state }: Opened): boolean {
  return state === 'open' || state === 'submitted';
}

/** What an emailed link opens: who asks and a button, or why it opens nothing. Nothing about the vendor or its answers. */
export function linkView(token: string, opened: Opened) {
  const asker = opened.asker ?? '';
  const title = message(`link.${opened.state}.title`, { asker });
  return {
    page: { title, ...(asker && { asker }) },
    open: leadsIn(opened), asker, hint: opened.hint,
    says: message(`link.${opened.state}.text`, { asker }),
    send: `/l/${encodeURIComponent(token)}/code`, enter: `/l/${encodeURIComponent(token)}/enter`,
  };
}

/** The page on which the code is entered; what was typed is kept. */
export function enterView(token: string, opened: Opened, value = '', refused: { readonly errors: readonly FormError[]; readonly wrong: Readonly<Record<string, string>> } = { errors: [], wrong: {} }) {
  const asker = opened.asker ?? '';
  return {
    page: { title: message('link.enter.title'), ...(asker && { asker }), error: refused.errors.length > 0 },
    asker, value, ...refused,
    lede: message('link.enter.lede', { hint: opened.hint ?? '' }),
    action: `/l/${encodeURIComponent(token)}/enter`, again: `/l/${encodeURIComponent(token)}/code`,
  };
}
