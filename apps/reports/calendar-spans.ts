import { dateOf, dayOf } from '#libs/crosswalk/calendar.js';

/** Days that one document speaks of; ISO calendar dates, both included. A `point` speaks of one day only and covers none. */
export interface Span {
  readonly kind: 'report' | 'point' | 'bridge' | 'document';
  readonly document: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

export interface Gap {
  readonly from: string;
  readonly to: string;
  readonly days: number;
}

/**
 * The days that neither a Type II report nor a bridge letter covers, from the first covered day, or the start of the window
 * when that is later, until today. Documents entered by hand cover none: they are not an auditor's word on a period of operation.
 */
export function uncoveredDays(spans: readonly Span[], windowFrom: string, today: string): Gap[] {
  const covering = spans.filter(({ kind }) => kind === 'report' || kind === 'bridge').map(({ from, to }) => [dayOf(from), dayOf(to)] as const).sort(([a], [b]) => a - b);
  const first = covering[0];
  if (!first) return [];
  const [start, end] = [Math.max(first[0], dayOf(windowFrom)), dayOf(today)];
  const gaps: Gap[] = [];
  let reached = start - 1;
  for (const [from, to] of [...covering, [end + 1, end + 1] as const]) {
    const until = Math.min(from - 1, end);
    if (until > reached) gaps.push({ from: dateOf(reached + 1), to: dateOf(until), days: until - reached });
    reached = Math.max(reached, to);
  }
  return gaps;
}
