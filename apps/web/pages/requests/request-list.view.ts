import type { ReplyOf } from '#libs/contracts/contract.js';
import { isUnanswered, type requestList } from '#libs/contracts/questionnaires.contract.js';
import { message, type PageView } from '../../render.js';
import { daysUntil, dueWords, requestState, requestStatuses } from '../state-words.js';

/** What the address says about the list. */
export interface RequestFilter {
  readonly open?: string;
  readonly status?: string;
  readonly q?: string;
  readonly batch?: string;
  readonly sort?: string;
  readonly order?: string;
  readonly after?: string;
}

/** Which requests are asked for: the open ones, unless a state or something else was chosen. */
export function openOf({ open, status }: RequestFilter): 'true' | 'false' | undefined {
  if (open === 'closed') return 'false';
  return open === 'all' || (status && !open) ? undefined : 'true';
}

/** A page of the requests with its filter. */
export function requestListView(reply: ReplyOf<typeof requestList>, filter: RequestFilter, now: number, mayAsk = false): PageView & Record<string, unknown> {
  const filtered = Boolean(filter.status || filter.q || filter.batch) || filter.open === 'closed' || filter.open === 'all';
  const option = (value: string, text: string) => ({ value, text: message(text) });
  return {
    page: { title: message('requests.title'), nav: 'requests' }, mayAsk,
    fields: [
      { name: 'q', label: message('requests.list.q'), type: 'search', value: filter.q },
      { name: 'open', label: message('requests.list.open'), type: 'select', value: filter.open || (filter.status ? 'all' : 'open'), options: [option('open', 'requests.list.openOpen'), option('closed', 'requests.list.openClosed'), option('all', 'requests.list.openAll')] },
      { name: 'status', label: message('requests.list.status'), type: 'select', blank: message('requests.list.any'), value: filter.status, options: requestStatuses.map((status) => option(status, `requests.status.${status}`)) },
    ],
    columns: [
      { text: message('requests.list.vendor'), sort: 'vendor' }, { text: message('requests.list.state') }, { text: message('requests.list.answered') },
      { text: message('requests.list.with') }, { text: message('requests.list.sent'), sort: 'sent' }, { text: message('requests.list.due'), sort: 'due' },
    ],
    sort: filter.sort || 'due', order: filter.order || 'asc',
    rows: reply.items.map((request) => {
      const { state, word } = requestState(request.status, request.due, now);
      const waits = isUnanswered(request.status);
      return {
        cells: [
          { text: request.vendorName, href: `/requests/${request.id}`, sub: `${request.title}, ${message(`requests.depth.${request.depth}`).toLowerCase()}` },
          stateCell(request, waits, { state, word }),
          { value: request.answered, of: request.asked }, { text: request.contactName ?? request.to, sub: request.contactName ? request.to : undefined },
          request.status === 'scheduled' ? { date: request.sendAt, sub: message('requests.list.scheduledOn') } : { date: request.sent }, { date: request.due.date, sub: waits ? dueWords(daysUntil(request.due.date, request.due.zone, now)) : undefined },
        ],
      };
    }),
    empty: filtered
      ? { title: message('requests.list.noneTitle'), text: message('requests.list.noneText'), actions: [{ text: message('requests.list.noneAct'), href: '/requests?open=all' }] }
      : { title: message('requests.list.emptyTitle'), text: message('requests.list.emptyText'), actions: [{ text: message('requests.list.emptyAct'), href: '/vendors' }] },
    next: reply.next,
  };
}

/** The state, or what is more urgent: a mail that was refused, a reply that waits. */
function stateCell(request: ReplyOf<typeof requestList>['items'][number], waits: boolean, shown: { readonly state: string; readonly word?: string | undefined }) {
  if (request.mail.state === 'refused' && waits) return { state: 'refused', word: message('requests.list.mail') };
  if (request.threads.asker) return { state: 'submitted', word: message('requests.list.reply') };
  if (request.threads.vendor) return { state: 'waiting', word: message('requests.list.waitsVendor') };
  return { ...shown, ...(request.paused && waits && { sub: message('requests.list.paused') }) };
}
