/** Days since 1 January 1970 of an ISO calendar date (`2026-03-01`). @throws RangeError where it is none */
export function dayOf(date: string): number {
  const [year, month, day] = [digits(date, 0, 4), digits(date, 5, 7), digits(date, 8, 10)];
  const isDate = date.length === 10 && date[4] === '-' && date[7] === '-' && month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month);
  if (!isDate) throw new RangeError(`"${date}" is no calendar date; write it as 2026-03-01`);
  return dayNumber(year, month, day);
}

/** The ISO calendar date of a day number. */
export function dateOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** The day so many months after a date: the same day of the month, or the last one of a shorter month. */
export function addMonths(date: string, months: number): number {
  const later = digits(date, 0, 4) * 12 + digits(date, 5, 7) - 1 + months;
  const [year, month] = [Math.floor(later / 12), (later % 12) + 1];
  return dayNumber(year, month, Math.min(digits(date, 8, 10), monthLength(year, month)));
}

/** The number that some characters write; not a number where one of them is no digit. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    value = digit >= 0 && digit <= 9 ? value * 10 + digit : NaN;
  }
  return value;
}

function monthLength(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Counts from March, so that the leap day is the last of its year. */
function dayNumber(year: number, month: number, day: number): number {
  const from = month > 2 ? year : year - 1;
  const leaps = Math.floor(from / 4) - Math.floor(from / 100) + Math.floor(from / 400);
  return 365 * from + leaps + Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 719_469;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `1 Apr 2024`. */
export function sayDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${day} ${MONTHS[(month ?? 1) - 1]} ${year}`;
}
