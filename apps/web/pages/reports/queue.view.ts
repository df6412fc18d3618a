import type { ReplyOf } from '#libs/contracts/contract.js';
import type { documentList } from '#libs/contracts/reports.contract.js';
import { message } from '../../render.js';
import { calendarDate, changedQuery } from '../../template-helpers.js';
import { documentState } from '../state-words.js';

const statuses = ['queued', 'reading', 'read', 'refused', 'accepted', 'rejected'] as const;

/** The documents that vendors and compliance brought, and how far each is. */
export function queueView(list: ReplyOf<typeof documentList>, filter: { readonly status: string | undefined; readonly sort: string }) {
  const rows = list.items.map((item) => ({ cells: [
    { text: item.vendorName, href: `/reports/${item.id}`, sub: item.name },
    documentState(item.status),
    { text: item.says },
    { text: item.period ? [item.period.from, item.period.to].filter((day) => day !== null).map((day) => calendarDate(day)).join(' – ') : '' },
    item.doubtful > 0 && item.status === 'read' ? { text: message('reports.queue.doubtful', { count: item.doubtful }) } : { text: '' },
    { dateTime: item.uploaded },
  ] }));
  return {
    page: { title: message('reports.queue.title'), nav: 'reports' as const },
    sub: message('reports.queue.sub'), rows, sort: filter.sort,
    filters: [{ name: 'status', label: message('reports.queue.status'), type: 'select', value: filter.status ?? '', blank: message('reports.queue.all'), options: statuses.map((value) => ({ value, text: documentState(value).word ?? message(`common.status.${documentState(value).state}`) })) }],
    next: list.next ? changedQuery({ status: filter.status, sort: filter.sort }, { after: list.next }) : null,
  };
}
