import { waitsForVendor } from '#libs/contracts/questionnaires.contract.js';
import { message } from '../render.js';

/** A state for the `status` partial, with its own word where the shared one would not do. */
export interface Shown {
  readonly state: string;
  readonly word?: string;
}

const vendorStates: Readonly<Record<string, string>> = {
  new: 'not-started', asked: 'waiting', answered: 'submitted', reviewed: 'in-review',
  approved: 'approved', 'approved-with-conditions': 'approved-with-conditions', rejected: 'rejected',
};
const requestStates: Readonly<Record<string, string>> = { scheduled: 'scheduled', sent: 'sent', opened: 'opened', started: 'started', submitted: 'submitted', reviewed: 'done', cancelled: 'withdrawn' };
const documentStates: Readonly<Record<string, string>> = { queued: 'queued', reading: 'running', read: 'due', refused: 'refused', accepted: 'accepted', rejected: 'rejected', replaced: 'superseded' };

/** The statuses a vendor can have, in the order of the work. */
export const vendorStatuses = Object.keys(vendorStates);
/** The statuses a request can have, in the order of the work. */
export const requestStatuses = Object.keys(requestStates);

/** Where a vendor stands. */
export function vendorState(status: string): Shown {
  return { state: vendorStates[status] ?? 'unknown', word: message(`vendors.status.${status}`) };
}

/** Where a request stands; one that the vendor still works on is overdue once its date has passed in its zone. */
export function requestState(status: string, due: { readonly date: string; readonly zone: string } | null, now: number): Shown {
  if (due && waitsForVendor(status) && daysUntil(due.date, due.zone, now) < 0) return { state: 'overdue' };
  return { state: requestStates[status] ?? 'unknown', word: message(`requests.status.${status}`) };
}

/** How far a document is. */
export function documentState(status: string): Shown {
  return { state: documentStates[status] ?? 'unknown', word: message(`vendors.document.${status}`) };
}

/** Whether the last day on which something counts lies behind; the day itself still counts. */
export const hasPassed = (date: string, now: number): boolean => date < new Date(now).toISOString().slice(0, 10);

const calendars = new Map<string, Intl.DateTimeFormat>();

/** The calendar of a zone; made once, because making one costs more than a whole row of a table. */
function calendarOf(zone: string): Intl.DateTimeFormat {
  const calendar = calendars.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  calendars.set(zone, calendar);
  return calendar;
}

/** Whole days from today, as the calendar of the zone shows it, to a date; negative when it has passed. */
export function daysUntil(date: string, zone: string, now: number): number {
  const today = calendarOf(zone).format(now);
  return Math.round((Date.parse(`${date}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000);
}

/** "in 3 days", "today", "2 days late". */
export function dueWords(days: number): string {
  if (days === 0) return message('requests.due.today');
  return days > 0 ? message('requests.due.in', { count: days }) : message('requests.due.late', { count: -days });
}

