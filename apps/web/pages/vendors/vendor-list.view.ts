import type { ReplyOf } from '#libs/contracts/contract.js';
import { waitsForVendor } from '#libs/contracts/questionnaires.contract.js';
import type { vendorList } from '#libs/contracts/vendors.contract.js';
import { barFrame, barPaths } from '../../pictures.js';
import { message, type PageView } from '../../render.js';
import { calendarDate } from '../../template-helpers.js';
import { daysUntil, documentState, hasPassed, dueWords, vendorState, vendorStatuses } from '../state-words.js';

export type VendorRow = ReplyOf<typeof vendorList>['items'][number];

/** What the address says about the list. */
export interface VendorFilter {
  readonly q?: string;
  readonly tier?: string;
  readonly status?: string;
  readonly sort?: string;
  readonly order?: string;
  readonly after?: string;
}

const verdicts = ['met', 'met-with-exceptions', 'partly', 'not-met', 'contradiction', 'unknown'];

type Totals = VendorRow['coverage'][number];

/** What people call a framework; one whose coverage was said before names were told goes by its id. */
const nameOf = ({ framework, name }: Pick<Totals, 'framework' | 'name'>): string => name ?? framework.toUpperCase();

/** Totals of one framework as a bar: the parts that apply, and what does not, beside it. */
export function coverageBar({ framework, name, totals }: Totals) {
  const count = (state: string) => totals[state] ?? 0;
  const parts = verdicts.map((state) => ({ state, count: count(state) }));
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  return { framework, text: nameOf({ framework, name }), total, parts, met: count('met') + count('met-with-exceptions'), aside: [{ state: 'not-applicable', count: count('not-applicable') }] };
}

/** The bars of a vendor, in the catalog's order, so that lines can be compared. */
export function coverageBars(coverage: VendorRow['coverage']) {
  return coverage.map(coverageBar).filter((bar) => bar.total > 0);
}

/** @param frames the names and tracks that stand behind the bars, each list once on the page; a new one is added */
function miniBars(bars: ReturnType<typeof coverageBars>, frames: Map<string, ReturnType<typeof barFrame> & { id: string }>) {
  if (bars.length === 0) return null;
  const names = bars.map(({ text }) => text);
  const key = names.join('\n');
  const frame = frames.get(key) ?? { ...barFrame(names), id: `bars-${frames.size}` };
  frames.set(key, frame);
  const label = bars.map(({ text, met, total }) => message('vendors.list.coverageLine', { framework: text, met, of: total })).join('; ');
  return { frame: frame.id, height: frame.height, paths: barPaths(bars), label };
}

/** A page of the register with its filter. */
export function vendorListView(reply: ReplyOf<typeof vendorList>, filter: VendorFilter, mayAdd: boolean, now: number): PageView & Record<string, unknown> {
  const filtered = Boolean(filter.q || filter.tier || filter.status);
  const choice = (name: 'tier' | 'status', values: readonly string[]) => ({
    name, label: message(`vendors.list.${name}`), type: 'select', blank: message('vendors.list.any'), value: filter[name], options: values.map((value) => ({ value, text: message(`vendors.${name}.${value}`) })),
  });
  const frames: Parameters<typeof miniBars>[1] = new Map();
  const rows = reply.items.map((row) => ({ row, bars: coverageBars(row.coverage) }));
  return {
    page: { title: message('vendors.title'), nav: 'vendors' },
    mayAdd, filter,
    fields: [{ name: 'q', label: message('vendors.list.q'), type: 'search', value: filter.q, width: 'mid' }, choice('tier', ['critical', 'high', 'medium', 'low']), choice('status', vendorStatuses)],
    columns: [
      { text: message('vendors.list.vendor'), sort: 'name' }, { text: message('vendors.list.tier'), sort: 'tier' }, { text: message('vendors.list.status') },
      { text: message('vendors.list.request') }, { text: message('vendors.list.report') }, { text: message('vendors.list.coverage') }, { text: message('vendors.list.updated'), sort: 'updated' },
    ],
    sort: filter.sort ?? 'name', order: filter.order ?? 'asc',
    vendors: rows.map(({ row, bars }) => ({ ...row, shown: vendorState(row.status), due: dueCell(row, now), document: reportCell(row, now), bars: miniBars(bars, frames) })),
    frames: [...frames.values()],
    legend: verdicts.filter((state) => rows.some(({ bars }) => bars.some(({ parts }) => parts.some((part) => part.state === state && part.count > 0)))),
    frameworks: [...new Set(rows.flatMap(({ bars }) => bars.map(({ text }) => text)))].join(', '),
    empty: filtered
      ? { title: message('vendors.list.noneTitle'), text: message('vendors.list.noneText'), actions: [{ text: message('vendors.list.noneAct'), href: '/vendors' }] }
      : { title: message('vendors.list.emptyTitle'), text: message('vendors.list.emptyText'), actions: mayAdd ? [{ text: message('vendors.list.add'), href: '/vendors/new', kind: 'primary' }] : [] },
    next: reply.next,
  };
}

function dueCell(row: VendorRow, now: number) {
  const { request } = row;
  if (!request?.due || !waitsForVendor(request.status)) return null;
  const days = daysUntil(request.due, 'UTC', now);
  const [date, sub, href] = [calendarDate(request.due), dueWords(days), `/requests/${request.id}`];
  return days < 0 ? { state: 'overdue', sub: `${date}, ${sub}`, subHref: href } : { text: date, href, sub };
}

function reportCell({ report }: VendorRow, now: number) {
  if (!report) return null;
  const { state, word } = documentState(report.status);
  if (!report.validUntil) return { state, word };
  const date = calendarDate(report.validUntil);
  const subHref = `/reports/${report.id}`;
  return hasPassed(report.validUntil, now) ? { state: 'expired', sub: message('vendors.list.untilPassed', { date }), subHref } : { state, word, sub: message('vendors.list.until', { date }), subHref };
}

/** The rows as a table of texts, heads first, for a spreadsheet. */
export function vendorCsvRows(items: readonly VendorRow[]): string[][] {
  const frameworks = [...new Map(items.flatMap((row) => row.coverage.map((one) => [one.framework, nameOf(one)] as const)))].sort(([a], [b]) => (a < b ? -1 : 1));
  const heads = ['vendor', 'service', 'tier', 'status', 'request', 'report', 'updated'].map((name) => (name === 'service' ? message('vendors.form.service') : message(`vendors.list.${name}`)));
  return [
    [...heads, ...frameworks.map(([, name]) => name)],
    ...items.map((row) => [
      row.name, row.service, message(`vendors.tier.${row.tier}`), message(`vendors.status.${row.status}`), row.request?.due ?? '', row.report?.validUntil ?? '', row.updated,
      ...frameworks.map(([framework]) => {
        const found = row.coverage.find((each) => each.framework === framework);
        const bar = found && coverageBar(found);
        return bar ? message('common.of', { value: bar.met, of: bar.total }) : '';
      }),
    ]),
  ];
}
