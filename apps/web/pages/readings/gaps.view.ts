import type { ReplyOf } from '#libs/contracts/contract.js';
import type { gapList } from '#libs/contracts/readings.contract.js';
import { bareControl } from '#libs/crosswalk/bound.js';
import { message } from '../../render.js';
import { calendarDate, changedQuery } from '../../template-helpers.js';
import { carried, filterFields, requirementHref } from '../coverage/coverage-filter.js';
import { frameworkField, idLinks, partyField, readingTabs, type Asked } from './asked.js';

type Gaps = ReplyOf<typeof gapList>;
type Gap = Gaps['items'][number];

const atOnce = 50;

/** The gaps of a framework under what kind of gap they are; what matters most comes first. */
export function gapsView({ parties, frameworks, party, framework, filter }: Asked & { readonly framework: Asked['frameworks'][number] }, gaps: Gaps, shown: { readonly kind: string | undefined; readonly after: number }) {
  const kinds = [...new Set(gaps.items.map(({ kind }) => kind))];
  const kind = kinds.find((one) => one === shown.kind);
  const fitting = gaps.items.filter((gap) => !kind || gap.kind === kind);
  const page = fitting.slice(shown.after, shown.after + atOnce);
  const query = { party: party.id, framework: framework.id, at: filter.at, assurance: filter.assurance, kind };
  const more = shown.after + atOnce < fitting.length;
  const address = (format: string): string => `/gaps/export${carried(filter, { party: party.id, framework: framework.id, format })}`;
  return {
    page: { title: message('readings.gaps.title', { name: gaps.party.name, framework: framework.name }), nav: 'coverage' as const, wide: true },
    tabs: readingTabs('gaps', { party: party.id, framework: framework.id, filter }),
    sub: says(gaps), exports: [{ text: message('readings.gaps.pdf'), href: address('pdf') }, { text: message('readings.gaps.xlsx'), href: address('xlsx') }, { text: message('readings.gaps.csv'), href: address('csv') }],
    filters: [
      partyField(parties, party.id), frameworkField(frameworks, framework.id),
      { name: 'kind', label: message('readings.gaps.kindLabel'), type: 'select', value: kind ?? '', blank: message('coverage.filter.all'), options: kinds.map((value) => ({ value, text: message(`readings.gaps.kind.${value}`) })) },
      ...filterFields(filter, gaps.at),
    ],
    columns: ['gap', 'holdsUp', 'closes'].map((column) => ({ text: message(`readings.gaps.column.${column}`) })),
    caption: message('readings.gaps.caption', { framework: framework.name }),
    rows: page.flatMap((gap, at) => [
      ...(at === 0 || page[at - 1]!.kind !== gap.kind ? [{ group: message('readings.gaps.group', { kind: message(`readings.gaps.kind.${gap.kind}`), count: fitting.filter((one) => one.kind === gap.kind).length, note: message(`readings.gaps.note.${gap.kind}`) }) }] : []),
      { cells: cellsOf(gap, (id) => requirementHref(party.id, framework.id, id, filter)) },
    ]),
    pager: {
      previous: shown.after > 0 ? changedQuery(query, { after: Math.max(0, shown.after - atOnce) || null }) : null, next: more ? changedQuery(query, { after: shown.after + atOnce }) : null,
      shown: fitting.length > atOnce ? message('readings.shown', { from: shown.after + 1, to: shown.after + page.length, of: fitting.length }) : null,
    },
    plan: { text: message('readings.gaps.plan', { framework: framework.name }), href: `/plan${carried(filter, { party: party.id, framework: framework.id })}` },
    empty: { title: message('readings.gaps.emptyTitle'), text: message('readings.gaps.emptyText', { framework: framework.name }) },
  };
}

function says({ items, binding, met, at, framework }: Gaps): string {
  return message(items.length ? 'readings.gaps.sub' : 'readings.gaps.subNone', { open: binding - met, binding, gaps: items.length, date: calendarDate(at), framework: framework.name });
}

function cellsOf(gap: Gap, hrefOf: (id: string) => string) {
  const control = gap.control !== null && gap.title !== null ? bareControl(gap.control) : null;
  const what = control ? { id: control, text: `${gap.title}${gap.bound ? `, ${gap.bound}` : ''}`, href: `/crosswalk/controls/${control}`, sub: gap.says } : { text: gap.says };
  const held = idLinks(gap.requirements.map(({ id }) => id), hrefOf);
  const others = gap.elsewhere.map(({ name, requirements }) => message('readings.gaps.elsewhere', { name, count: requirements })).join(', ');
  return [
    what,
    { ...held, sub: [held.sub, others && message('readings.gaps.also', { others })].filter(Boolean).join('. ') },
    { text: gap.question ?? gap.ask, ...(gap.collect && { sub: `${message('coverage.close.collect')} ${gap.collect}` }) },
  ];
}
