import type { ReplyOf, Role } from '#libs/contracts/contract.js';
import type { requestList } from '#libs/contracts/questionnaires.contract.js';
import type { documentList } from '#libs/contracts/reports.contract.js';
import type { vendorList } from '#libs/contracts/vendors.contract.js';
import { message, type PageView } from '../../render.js';
import { calendarDate } from '../../template-helpers.js';
import { daysUntil, dueWords, requestState, vendorState, vendorStatuses } from '../state-words.js';

type Request = ReplyOf<typeof requestList>['items'][number];
type Document = ReplyOf<typeof documentList>['items'][number];
type Vendor = ReplyOf<typeof vendorList>['items'][number];

/** What the home page is made of; null for what could not be looked up. */
export interface HomeParts {
  readonly vendors: { readonly items: readonly Vendor[]; readonly more: boolean } | null;
  /** open requests: the vendor works on them, or the answers wait for a review */
  readonly requests: readonly Request[] | null;
  /** documents that were read or refused, and accepted ones by the end of what they cover */
  readonly documents: readonly Document[] | null;
  readonly roles: readonly Role[];
  readonly now: number;
}

interface Todo {
  readonly text: string;
  readonly href: string;
  readonly note?: string;
  readonly state: string;
  readonly word?: string;
  readonly when?: string;
  /** what comes first: days until it is due, or a place without one */
  readonly rank: number;
}

const soonDays = 7;
const expiryDays = 60;
const shownTodos = 25;

/** What waits for whom: procurement asks, reviews and decides; compliance accepts reports and sees them end. */
export function todosOf({ vendors, requests, documents, roles, now }: HomeParts): Todo[] {
  const has = (...wanted: readonly Role[]) => wanted.some((role) => roles.includes(role));
  const buys = has('administrator', 'procurement');
  const complies = has('administrator', 'compliance');
  return [
    ...(buys ? (requests ?? []).flatMap((request) => requestTodos(request, now)) : []),
    ...(buys ? (vendors?.items ?? []).flatMap(vendorTodos) : []),
    ...(documents ?? []).flatMap((document) => documentTodos(document, complies, buys, now)),
  ].sort((a, b) => a.rank - b.rank);
}

function requestTodos(request: Request, now: number): Todo[] {
  const days = daysUntil(request.due.date, request.due.zone, now);
  const words = { vendor: request.vendorName, title: request.title, answered: request.answered, asked: request.asked };
  const href = `/requests/${request.id}`;
  if (request.status === 'submitted') return [{ text: message('home.review', words), note: message('home.reviewNote', words), href, state: 'submitted', word: message('requests.status.submitted'), rank: 0 }];
  if (request.mail.state === 'refused') return [{ text: message('home.mail', words), note: message('home.mailNote', { to: request.to, note: request.mail.note ?? message('home.mailUnsaid') }), href, state: 'refused', rank: -1 }];
  if (days < 0) return [{ text: message('home.overdue', words), note: message('home.overdueNote', words), href, state: 'overdue', when: dueWords(days), rank: days }];
  if (days <= soonDays) return [{ text: message('home.soon', words), note: message('home.overdueNote', words), href, state: 'due', when: dueWords(days), rank: days }];
  return [];
}

function vendorTodos(vendor: Vendor): Todo[] {
  const words = { vendor: vendor.name, service: vendor.service };
  if (vendor.status === 'new') return [{ text: message('home.new', words), note: message('home.newNote', words), href: `/vendors/${vendor.id}/requests/new`, ...vendorState('new'), rank: 20 }];
  if (vendor.status === 'reviewed') return [{ text: message('home.decide', words), note: message('home.decideNote', words), href: `/vendors/${vendor.id}#decision`, ...vendorState('reviewed'), rank: 1 }];
  return [];
}

function documentTodos(document: Document, complies: boolean, buys: boolean, now: number): Todo[] {
  const words = { vendor: document.vendorName, name: document.name, says: document.says };
  const href = `/reports/${document.id}`;
  if (document.status === 'read' && complies) return [{ text: message('home.accept', words), note: message('home.acceptNote', words), href, state: 'due', word: message('vendors.document.read'), rank: 2 }];
  if (document.status === 'read' && buys) return [{ text: message('home.acceptWait', words), note: document.says, href, state: 'waiting', word: message('vendors.document.read'), rank: 30 }];
  if (document.status === 'refused' && (complies || buys)) return [{ text: message('home.refused', words), note: document.says, href, state: 'refused', rank: 3 }];
  const days = document.status === 'accepted' && document.countsUntil ? daysUntil(document.countsUntil, 'UTC', now) : Number.POSITIVE_INFINITY;
  if (complies && days <= expiryDays && days >= -expiryDays) {
    return [{ text: message('home.expiring', words), note: message('home.expiringNote', { name: document.name, date: calendarDate(document.countsUntil) }), href: `/vendors/${document.vendor}`, state: days < 0 ? 'expired' : 'due', when: dueWords(days), rank: days + 10 }];
  }
  return [];
}

/** The home page. */
export function homeView(parts: HomeParts): PageView & Record<string, unknown> {
  const { vendors, requests, documents, roles, now } = parts;
  const todos = todosOf(parts);
  const waiting = (requests ?? []).filter(({ status }) => status !== 'submitted');
  const works = roles.some((role) => ['administrator', 'procurement', 'compliance'].includes(role));
  const mayAdd = roles.some((role) => ['administrator', 'procurement'].includes(role));
  const missing = [requests ? '' : 'requests', documents ? '' : 'reports', vendors ? '' : 'vendors'].filter(Boolean);
  const counts = { date: calendarDate(new Date(now).toISOString()), yours: message('home.yours', { count: todos.length }), vendors: message('home.with', { count: waiting.length }) };
  return {
    page: { title: message(works ? 'home.title' : 'home.titleReader'), nav: 'home' },
    sub: message('home.sub', counts), mayAdd, works,
    away: missing.length ? message('home.away', { parts: missing.map((part) => message(`home.part.${part}`)).join(', ') }) : null,
    fresh: vendors?.items.length === 0,
    todos: todos.slice(0, shownTodos), count: todos.length, more: todos.length > shownTodos ? message('home.more', { count: todos.length - shownTodos }) : null,
    columns: ['vendor', 'state', 'answered', 'last', 'due'].map((name) => ({ text: message(`home.columns.${name}`), num: name === 'due' })),
    rows: waiting.slice(0, 12).map((request) => {
      const { state, word } = requestState(request.status, request.due, now);
      return { cells: [
        { text: request.vendorName, href: `/requests/${request.id}`, sub: request.title }, { state, word }, { value: request.answered, of: request.asked },
        request.lastActivity ? { date: request.lastActivity } : { text: message('home.never') }, { date: request.due.date, sub: dueWords(daysUntil(request.due.date, request.due.zone, now)) },
      ] };
    }),
    states: statesOf(vendors?.items ?? []), latest: vendors?.more ?? false,
    agenda: agendaOf(requests ?? [], now),
  };
}

function statesOf(items: readonly Vendor[]) {
  const counts = vendorStatuses.map((status) => ({ status, count: items.filter((vendor) => vendor.status === status).length })).filter(({ count }) => count > 0);
  const total = Math.max(1, ...counts.map(({ count }) => count));
  return counts.map(({ status, count }) => ({ state: vendorState(status).state, text: vendorState(status).word, count, total, href: `/vendors?status=${status}` }));
}

function agendaOf(requests: readonly Request[], now: number) {
  const soon = requests.map((request) => ({ request, days: daysUntil(request.due.date, request.due.zone, now) })).filter(({ days, request }) => days >= 0 && days <= 14 && request.status !== 'submitted');
  const dates = [...new Set(soon.map(({ request }) => request.due.date))].sort();
  return dates.map((date) => ({
    when: weekday.format(Date.parse(`${date}T00:00:00Z`)), today: soon.some(({ request, days }) => request.due.date === date && days === 0),
    entries: soon.filter(({ request }) => request.due.date === date).map(({ request }) => ({ text: request.vendorName, href: `/requests/${request.id}`, tail: request.title })),
  }));
}

const weekday = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short', day: 'numeric' });
