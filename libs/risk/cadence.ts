import type { Tier } from './risk-types.js';

/** Months between two assessments, by tier. */
export type Cadence = Readonly<Record<Tier, number>>;

/** Critical and high every 12 months, medium every 24, low every 36. */
export const defaultCadence: Cadence = { critical: 12, high: 12, medium: 24, low: 36 };

/** What makes an assessment due before its time. */
export const reassessmentEvents = {
  breach: 'The vendor had a breach',
  'new-data': 'The vendor receives a new kind of data or a new service is bought',
  'expired-report': 'An assurance report or certificate expired',
  'new-subprocessor': 'The vendor uses a new subprocessor',
  'contract-renewal': 'The contract is up for renewal',
} as const;
export type ReassessmentEvent = keyof typeof reassessmentEvents;

export interface Due {
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly because: string;
}

/** The same day some months later; the last day of the month where it has no such day (31 January + 1 = 28 February). */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const total = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(total / 12), (total % 12) + 1];
  const leap = toYear % 4 === 0 && (toYear % 100 !== 0 || toYear % 400 === 0);
  const last = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][toMonth - 1] ?? 31;
  const pad = (n: number, width: number) => String(n).padStart(width, '0');
  return `${pad(toYear, 4)}-${pad(toMonth, 2)}-${pad(Math.min(day, last), 2)}`;
}

/**
 * When the next assessment is due: at the first event since the last assessment, or when the cadence of the tier
 * has passed, whichever comes first. A vendor that was never assessed is due at once.
 * @param assessed date of the last assessment, null when there was none
 * @param events events with their dates `YYYY-MM-DD`
 */
export function nextAssessment(
  tier: Tier, assessed: string | null, events: readonly { readonly event: ReassessmentEvent; readonly date: string }[],
  today: string, cadence: Cadence = defaultCadence,
): Due {
  if (assessed === null) return { date: today, because: 'Never assessed' };
  const regular: Due = { date: addMonths(assessed, cadence[tier]), because: `Every ${cadence[tier]} months for tier ${tier}` };
  return events.filter(({ date }) => date > assessed)
    .map(({ event, date }): Due => ({ date, because: reassessmentEvents[event] }))
    .reduce((first, due) => (due.date < first.date ? due : first), regular);
}
