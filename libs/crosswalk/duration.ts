/** A length of time as standards and questionnaires say it. */
export type DurationUnit = 'minutes' | 'hours' | 'days' | 'business-days' | 'weeks' | 'months' | 'years';
export interface Duration {
  readonly n: number;
  readonly unit: DurationUnit;
}

export const DURATION_UNITS: readonly DurationUnit[] = ['minutes', 'hours', 'days', 'business-days', 'weeks', 'months', 'years'];

/** `less`: certainly shorter. `unknown`: it depends on the calendar. */
export type Order = 'less' | 'equal' | 'greater' | 'unknown';

const MINUTES: Partial<Record<DurationUnit, number>> = { minutes: 1, hours: 60, days: 1440, weeks: 10_080 };
const MONTHS: Partial<Record<DurationUnit, number>> = { months: 1, years: 12 };
const DAY = 1440;

/**
 * The order of two durations where it holds in every calendar: 3 months before 6 months, 80 days before 3 months,
 * 12 months as 1 year; 90 days and 3 months are `unknown`.
 */
export function compareDurations(a: Duration, b: Duration): Order {
  for (const table of [MINUTES, MONTHS, { 'business-days': 1 } as Partial<Record<DurationUnit, number>>]) {
    const [one, two] = [table[a.unit], table[b.unit]];
    if (one !== undefined && two !== undefined) return orderOf(a.n * one, b.n * two);
  }
  const [first, second] = [spanOf(a), spanOf(b)];
  if (first.longest <= second.shortest) return 'less';
  if (second.longest <= first.shortest) return 'greater';
  return 'unknown';
}

/**
 * Whether a measured duration stays within a needed maximum. Months and years are read leniently against days, since a
 * quarter may have 92 of them; business days are not, since holidays differ: there `unknown` is possible.
 */
export function staysWithin(measured: Duration, needed: Duration): 'yes' | 'no' | 'unknown' {
  const order = compareDurations(measured, needed);
  if (order === 'less' || order === 'equal') return 'yes';
  if (isCalendarOnly(measured, needed) && !isSameFamily(measured, needed)) {
    return spanOf(measured).shortest <= spanOf(needed).longest ? 'yes' : 'no';
  }
  return order === 'greater' ? 'no' : 'unknown';
}

/** Whether a measured duration reaches a needed minimum, as lenient as {@link staysWithin}. */
export function reaches(measured: Duration, needed: Duration): 'yes' | 'no' | 'unknown' {
  return staysWithin(needed, measured);
}

function isCalendarOnly(a: Duration, b: Duration): boolean {
  return a.unit !== 'business-days' && b.unit !== 'business-days';
}

function isSameFamily(a: Duration, b: Duration): boolean {
  return (a.unit in MONTHS) === (b.unit in MONTHS);
}

function orderOf(a: number, b: number): Order {
  if (a === b) return 'equal';
  return a < b ? 'less' : 'greater';
}

interface Span {
  /** Minutes. */
  readonly shortest: number;
  readonly longest: number;
}

function spanOf({ n, unit }: Duration): Span {
  const fixed = MINUTES[unit];
  if (fixed !== undefined) return { shortest: n * fixed, longest: n * fixed };
  const months = MONTHS[unit];
  if (months !== undefined) return monthSpan(n * months);
  // A week has five business days at most; a start on a weekend and five holidays in every twenty are allowed for.
  return { shortest: n * DAY, longest: (n + 2 * Math.ceil(n / 5) + 2 + 5 * Math.ceil(n / 20)) * DAY };
}

const MONTH_STARTS: readonly number[] = monthStarts();
const MONTH_SPANS = new Map<number, Span>();

/** The shortest and the longest that so many months in a row can be, in the Gregorian calendar. */
function monthSpan(months: number): Span {
  const known = MONTH_SPANS.get(months);
  if (known) return known;
  const span = searchMonthSpan(months);
  MONTH_SPANS.set(months, span);
  return span;
}

function searchMonthSpan(months: number): Span {
  const whole = (count: number, pick: (...days: number[]) => number): number => {
    const cycles = Math.floor(count / 4800);
    const rest = count % 4800;
    let best = MONTH_STARTS[rest]!;
    for (let start = 0; start < 4800; start++) best = pick(best, MONTH_STARTS[start + rest]! - MONTH_STARTS[start]!);
    return (cycles * MONTH_STARTS[4800]! + best) * DAY;
  };
  return { shortest: whole(Math.floor(months), Math.min), longest: whole(Math.ceil(months), Math.max) };
}

/** Day numbers on which months begin, over two cycles of 400 years. */
function monthStarts(): number[] {
  const starts = [0];
  for (let month = 0; month < 9600; month++) {
    const year = Math.floor(month / 12);
    const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    starts.push(starts[month]! + (month % 12 === 1 ? (leap ? 29 : 28) : [31, 0, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month % 12]!));
  }
  return starts;
}
