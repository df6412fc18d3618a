import type { ReplyOf } from '#libs/contracts/contract.js';
import type { suggestionList } from '#libs/contracts/reports-review.contract.js';
import type { formErrors } from '../../http/form.js';
import { message } from '../../render.js';
import type { NameOf } from '../people-names.js';
import type { ReportDocument } from './report-document.js';
import { reportCrumbs, reportTabs } from './report-tabs.js';

type List = ReplyOf<typeof suggestionList>;
export const controlsAtOnce = 50;

/** Tested controls with the common controls that their words speak of, to be confirmed one by one or together. */
export function controlsView(
  document: ReportDocument, list: List, titles: ReadonlyMap<string, string>,
  looked: { readonly from: number; readonly open: boolean; readonly mayReview: boolean; readonly names: NameOf; readonly refused?: ReturnType<typeof formErrors> | undefined },
) {
  const base = `/reports/${document.id}`;
  const { from, open } = looked;
  const address = (start: number) => `?${new URLSearchParams({ ...(open && { open: '1' }), from: String(start) }).toString()}`;
  return {
    page: {
      title: message('reports.controls.title'), nav: 'reports' as const, wide: true, error: looked.refused !== undefined,
      crumbs: reportCrumbs(document, message('reports.controls.title')),
    },
    docTabs: reportTabs(document, 'controls', looked.mayReview), base, version: list.version, mayReview: looked.mayReview, errors: looked.refused?.errors, threshold: list.threshold, open, from,
    says: message('reports.controls.says', { matched: list.matched, all: document.extraction ? (document.extraction as unknown as { controls: unknown[] }).controls.length : 0 }),
    tabs: [{ text: message('reports.controls.all'), href: `${base}/controls`, here: !open }, { text: message('reports.controls.open'), href: `${base}/controls?open=1`, here: open }],
    counts: document.status === 'accepted' ? message('reports.controls.counts') : message('reports.controls.later'),
    items: list.items.map((item, at) => ({ ...row(item, base, titles, looked.names), fieldId: `match-of-${at + 1}` })),
    next: from + list.items.length < list.total ? address(from + controlsAtOnce) : null, previous: from > 0 ? address(Math.max(0, from - controlsAtOnce)) : null,
    shown: list.total > 0 ? message('reports.controls.shown', { from: from + 1, to: from + list.items.length, all: list.total }) : null,
  };
}

const results = { met: 'met', excepted: 'met-with-exceptions', none: 'unknown' } as const;

function row({ ref, id, text, criteria, page, result, suggestions, confirmed }: List['items'][number], base: string, titles: ReadonlyMap<string, string>, names: NameOf) {
  const options = suggestions.map((one) => ({ value: one.control, text: message('reports.controls.option', { control: one.control, title: one.title, score: one.score }) }));
  const kept = confirmed && !options.some(({ value }) => value === confirmed.control) ? [{ value: confirmed.control, text: `${confirmed.control} ${titles.get(confirmed.control) ?? confirmed.title}` }] : [];
  const [first] = suggestions;
  return {
    ref, id, text, page, href: `${base}?page=${page}`, field: `match-${ref}`, label: message('reports.controls.which', { control: id ?? ref }),
    result: results[result], resultWord: message(`reports.controls.result.${result}`), filed: criteria.join(', '),
    options: [...kept, ...options], value: confirmed?.control ?? '',
    one: first && !confirmed ? { value: JSON.stringify([ref, first.control]), text: message('reports.controls.confirmOne', { control: first.control }) } : null,
    matched: first ? message('reports.controls.matched', { ...first, words: first.matched.join(', ') }) : message('reports.controls.nothing'),
    hint: first && criteria.some((criterion) => first.criteria.includes(criterion)) ? message('reports.controls.sameCriterion', { criteria: criteria.filter((criterion) => first.criteria.includes(criterion)).join(', ') }) : null,
    confirmed: confirmed ? message('reports.controls.confirmed', { name: names(confirmed.by) }) : null,
  };
}
