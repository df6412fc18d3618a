import type { ReplyOf } from '#libs/contracts/contract.js';
import type { coverageCalendar } from '#libs/contracts/reports-assurance.contract.js';
import { message } from '../../render.js';
import { calendarDate } from '../../template-helpers.js';
import { reportsTabs } from './report-tabs.js';

type Calendar = ReplyOf<typeof coverageCalendar>;
type Line = Calendar['items'][number];

/** The days that reports and bridge letters of each vendor cover, the days that none does, and whose reports stand behind what is carved out. */
export function calendarView(calendar: Calendar, vendors: readonly { readonly id: string; readonly name: string }[], filter: { readonly vendor: string; readonly from: string }, isAdministrator: boolean) {
  const title = message('reports.calendar.title');
  const open = calendar.items.filter(({ uncovered }) => uncovered > 0);
  return {
    page: { title, nav: 'reports' as const, wide: true }, tabs: reportsTabs('calendar', isAdministrator), sub: message('reports.calendar.sub'),
    says: calendar.items.length === 0 ? message('reports.calendar.none') : open.length === 0 ? message('reports.calendar.covered', { count: calendar.items.length }) : message('reports.calendar.uncovered', { count: open.length }),
    filters: [
      { name: 'vendor', label: message('reports.queue.vendor'), type: 'select', value: filter.vendor, blank: message('reports.queue.all'), options: vendors.map(({ id, name }) => ({ value: id, text: name })) },
      { name: 'from', label: message('reports.calendar.from'), type: 'date', value: filter.from },
    ],
    timeline: calendar.items.length ? {
      title: message('reports.calendar.picture'), text: calendar.items.map(lineWords).join(' '), from: calendar.from, to: calendar.to, today: calendar.today, id: 'coverage-timeline',
      rows: calendar.items.flatMap(linesOf),
    } : null,
    gaps: calendar.items.flatMap(({ name, vendor, gaps }) => gaps.map(({ from, to, days }) => ({ cells: [{ text: name, href: `/vendors/${vendor}` }, { date: from }, { date: to }, { number: days }] }))),
    notCredited: calendar.items.flatMap(({ name, notCredited }) => notCredited.map((letter) => ({ cells: [{ text: letter.name, href: `/reports/${letter.document}`, sub: name }, { text: letter.because.join(' ') }] }))),
    chain: calendar.items.flatMap(({ name, chain }) => chain.map((one) => ({ cells: [
      { text: one.name, sub: one.service ?? undefined }, { text: one.depth === 1 ? name : message('reports.calendar.through', { name: one.through, vendor: name }) }, { text: message(`reports.method.${one.method}`) },
      one.report ? { state: one.report.until && one.report.until < calendar.today ? 'expired' : 'covered', word: one.report.says, links: [{ text: message('reports.calendar.open', { name: one.report.vendor }), href: `/reports/${one.report.document}` }] }
        : one.method === 'inclusive' ? { state: 'covered', word: message('reports.calendar.inclusive') } : { state: 'uncovered', word: message('reports.calendar.noReport') },
    ] }))),
    without: calendar.without.map(({ vendor, name }) => ({ text: name, href: `/vendors/${vendor}` })), next: calendar.next ? `?after=${calendar.next}` : null,
  };
}

/** A line of what covers days, and one of what only speaks of them: reports of one day, certificates. */
function linesOf({ name, spans, gaps }: Line) {
  const href = (document: string): string => `/reports/${document}`;
  const covering = spans.flatMap(({ kind, document, from, to, text }) => (kind === 'report' || kind === 'bridge' ? [{ kind, from, to, text, href: href(document) }] : []));
  const others = spans.flatMap(({ kind, document, from, to, text }) => (kind === 'point' || kind === 'document' ? [{ kind: 'other', from, to, text: kind === 'point' ? message('reports.calendar.point', { text }) : text, href: href(document) }] : []));
  return [
    ...(covering.length ? [{ text: name, spans: [...covering, ...gaps.map(({ from, to }) => ({ kind: 'gap', from, to }))] }] : []),
    ...(others.length ? [{ text: message('reports.calendar.others', { name }), spans: others }] : []),
  ];
}

/** One line of the picture in a sentence. */
function lineWords({ name, spans, gaps, uncovered }: Line): string {
  const spoken = spans.length === 0 ? message('reports.calendar.nothing') : spans.map(({ text, from, to }) => message('reports.calendar.span', { text, from: calendarDate(from), to: calendarDate(to) })).join('; ');
  return message(uncovered > 0 ? 'reports.calendar.lineOpen' : 'reports.calendar.line', { name, spoken, count: uncovered, gaps: gaps.map(({ from, to }) => message('reports.fromTo', { from: calendarDate(from), to: calendarDate(to) })).join(', ') });
}
