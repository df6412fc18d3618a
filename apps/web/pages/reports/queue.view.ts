import type { ReplyOf } from '#libs/contracts/contract.js';
import type { documentList } from '#libs/contracts/reports.contract.js';
import type { formErrors } from '../../http/form.js';
import { message } from '../../render.js';
import { calendarDate, changedQuery } from '../../template-helpers.js';
import { documentState } from '../state-words.js';
import { reportsTabs } from './report-tabs.js';
import { stepOfAll } from './follow-reading.js';

type Documents = ReplyOf<typeof documentList>;
export const documentStatuses = ['queued', 'reading', 'read', 'refused', 'accepted', 'rejected', 'replaced'] as const;
export const documentSorts = ['uploaded', 'vendor', 'end'] as const;

/** What the queue is asked for. */
export interface QueueFilter {
  readonly vendor?: string | undefined;
  readonly status?: (typeof documentStatuses)[number] | undefined;
  readonly sort?: (typeof documentSorts)[number] | undefined;
}

/** The documents that vendors and compliance brought, and how far each is. */
export function queueView(
  list: Documents, open: Documents['items'], vendors: readonly { readonly id: string; readonly name: string }[], filter: QueueFilter,
  may: { readonly upload: boolean; readonly reviews: boolean; readonly administers: boolean; readonly refused?: ReturnType<typeof formErrors> | undefined },
) {
  const sort = filter.sort ?? 'uploaded';
  const vendorOptions = vendors.map(({ id, name }) => ({ value: id, text: name }));
  const rows = list.items.map((item) => ({ cells: [
    { text: item.vendorName, ...(item.readable && { href: `/reports/${item.id}` }), sub: item.restricted && item.readable ? message('reports.queue.restricted', { name: item.name }) : item.name },
    documentState(item.status),
    { text: item.says },
    { text: item.period ? [item.period.from, item.period.to].filter((day) => day !== null).map((day) => calendarDate(day)).join(' – ') : '' },
    item.doubtful > 0 && item.status === 'read' ? { text: message('reports.queue.doubtful', { count: item.doubtful }) } : { text: '' },
    { dateTime: item.uploaded },
  ] }));
  return {
    page: { title: message('reports.queue.title'), nav: 'reports' as const, error: may.refused !== undefined, ...(open.length > 0 && { refresh: 5 }) },
    sub: message('reports.queue.sub'), tabs: reportsTabs('queue', may.administers), acts: may.upload ? [{ href: '#add', text: message('reports.queue.add') }, ...(may.reviews ? [{ href: '/reports/by-hand', text: message('reports.byHand.new') }] : [])] : [], rows, sort, errors: may.refused?.errors, wrong: may.refused?.wrong,
    working: open.length > 0 ? { text: stepOfAll(open).text, events: `/reports/events${filter.vendor ? `?vendor=${filter.vendor}` : ''}` } : null,
    filters: [
      { name: 'vendor', label: message('reports.queue.vendor'), type: 'select', value: filter.vendor ?? '', blank: message('reports.queue.all'), options: vendorOptions },
      { name: 'status', label: message('reports.queue.status'), type: 'select', value: filter.status ?? '', blank: message('reports.queue.all'), options: documentStatuses.map((value) => ({ value, text: documentState(value).word ?? message(`common.status.${documentState(value).state}`) })) },
    ],
    vendors: may.upload ? vendorOptions : null, vendor: filter.vendor ?? '',
    next: list.next ? changedQuery({ ...filter, sort }, { after: list.next }) : null,
  };
}
