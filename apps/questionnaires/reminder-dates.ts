/** What of the policy is frozen with a request. When a vendor is reminded: days before the due date, and whether weekly after it. */
export interface ReminderPolicy {
  readonly before: readonly number[];
  readonly weekly: boolean;
  /** days for which the link opens after the request was closed; 30 where requests say nothing */
  readonly linkDays?: number;
}

/** What holds where nothing was set. */
export const usualReminders: ReminderPolicy = { before: [7, 3, 1], weekly: true };

const weeksAfter = 8;
const day = 86_400_000;

/**
 * The days on which a vendor is reminded, in order, each once. A reminder before the due date that would fall on a
 * weekend comes on the Friday before it, one after the due date on the Monday after it.
 * @param due calendar date `YYYY-MM-DD`
 */
export function reminderDates(due: string, policy: ReminderPolicy): string[] {
  const at = Date.parse(`${due}T00:00:00Z`);
  const before = policy.before.map((days) => workday(at - days * day, -1));
  const after = policy.weekly ? Array.from({ length: weeksAfter }, (_, week) => workday(at + (week + 1) * 7 * day, 1)) : [];
  return [...new Set([...before, ...after].map((time) => new Date(time).toISOString().slice(0, 10)))].sort();
}

function workday(time: number, step: 1 | -1): number {
  const weekday = new Date(time).getUTCDay();
  return weekday === 0 || weekday === 6 ? workday(time + step * day, step) : time;
}
