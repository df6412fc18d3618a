import type { ReplyOf } from '#libs/contracts/contract.js';
import type { catalogSearch } from '#libs/contracts/explorer.contract.js';
import { message } from '../../render.js';

type Reply = ReplyOf<typeof catalogSearch>;

/** Results of a page of the search. */
export const resultsLength = 25;

/** What a search over everything found, by where it was found; each result leads to its control or its requirement. */
export function searchView(q: string, place: string | undefined, after: number, reply: Reply | null) {
  const address = (more: Readonly<Record<string, string | undefined>>): string => `/crosswalk/search?${new URLSearchParams(Object.entries({ q, in: place, ...more }).filter((entry): entry is [string, string] => Boolean(entry[1]))).toString()}`;
  const all = reply?.counts.reduce((sum, { count }) => sum + count, 0) ?? 0;
  return {
    page: { title: q ? message('crosswalk.search.titleOf', { q }) : message('crosswalk.search.title'), nav: 'crosswalk' as const, crumbs: [{ href: '/crosswalk', text: message('crosswalk.title') }] },
    q, sub: reply ? message('crosswalk.search.found', { count: all }) : message('crosswalk.search.hint'), asked: reply !== null,
    tabs: [{ text: message('crosswalk.search.all'), href: address({ in: undefined }), count: all, here: !place }, ...(reply?.counts ?? []).filter(({ count, id }) => count > 0 || id === place).map(({ id, name, count }) => ({ text: name ?? message('crosswalk.controls.title'), href: address({ in: id }), count, here: place === id }))],
    results: (reply?.items ?? []).map((one) => ({
      id: one.id, title: one.title, kind: one.frameworkName ?? message('crosswalk.search.control'),
      href: one.kind === 'control' ? `/crosswalk/controls/${encodeURIComponent(one.id)}` : `/coverage/own/${encodeURIComponent(one.framework ?? '')}/${encodeURIComponent(one.id)}`,
      field: one.excerpt && one.excerpt.field !== 'statement' ? message(`crosswalk.search.field.${one.excerpt.field}`) : null, pieces: one.excerpt?.pieces ?? [],
    })),
    pager: {
      ...(reply && reply.next !== null && { next: address({ after: String(reply.next) }) }), ...(after > 0 && { previous: address({ after: String(Math.max(0, after - resultsLength)) || undefined }) }),
      ...(reply && reply.items.length > 0 && { shown: message('crosswalk.shown', { from: after + 1, to: after + reply.items.length, total: reply.total }) }),
    },
    none: reply !== null && reply.total === 0,
  };
}
