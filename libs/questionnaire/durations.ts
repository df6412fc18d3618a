import type { DurationUnit, Measured } from './template-types.js';

/** Least and most minutes of each unit: a month has 28 to 31 days, five business days may be a week or span a holiday fortnight. */
const minutes: Readonly<Record<DurationUnit, readonly [least: number, most: number]>> = {
  minutes: [1, 1],
  hours: [60, 60],
  days: [1440, 1440],
  'business-days': [1440, 4 * 1440],
  weeks: [7 * 1440, 7 * 1440],
  months: [28 * 1440, 31 * 1440],
  years: [365 * 1440, 366 * 1440],
};

/** The units of time that a measure may use. */
export const durationUnits = Object.keys(minutes) as readonly DurationUnit[];

/** Tells a unit of time from the name of a counted thing. */
export function isDurationUnit(unit: string): unit is DurationUnit {
  return Object.hasOwn(minutes, unit);
}

/** Twelve months are one year; seven days are one week: bring equal lengths to one unit before comparing. */
function plain({ n, unit }: Measured): Measured {
  if (unit === 'years') return { n: n * 12, unit: 'months' };
  if (unit === 'weeks') return { n: n * 7, unit: 'days' };
  return { n, unit };
}

/**
 * Orders two measured values where their order is certain.
 * @returns -1, 0 or 1, or null when it depends on the calendar (90 days and 3 months) or the units do not compare.
 */
export function compareMeasured(a: Measured, b: Measured): -1 | 0 | 1 | null {
  const left = plain(a);
  const right = plain(b);
  if (left.unit === right.unit) return left.n < right.n ? -1 : left.n > right.n ? 1 : 0;
  if (!isDurationUnit(left.unit) || !isDurationUnit(right.unit)) return null;
  const [leftLeast, leftMost] = minutes[left.unit];
  const [rightLeast, rightMost] = minutes[right.unit];
  if (left.n * leftMost < right.n * rightLeast) return -1;
  if (left.n * leftLeast > right.n * rightMost) return 1;
  if (leftLeast === leftMost && rightLeast === rightMost && left.n * leftMost === right.n * rightMost) return 0;
  return null;
}
