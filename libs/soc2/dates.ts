import { months } from './dates.data.js';

export interface FoundDate {
  /** ISO date. */
  readonly iso: string;
  readonly at: number;
  readonly length: number;
}

const monthNames = Object.keys(months).join('|');
const patterns: readonly { readonly pattern: RegExp; readonly order: 'mdy' | 'dmy' | 'ymd' }[] = [
  { pattern: new RegExp(`\\b(${monthNames})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})\\b`, 'giu'), order: 'mdy' },
  { pattern: new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th|\\.)?\\s+(?:of\\s+)?(${monthNames})\\.?,?\\s+(\\d{4})\\b`, 'giu'), order: 'dmy' },
  { pattern: /\b(\d{4})-(\d{2})-(\d{2})\b/g, order: 'ymd' },
  { pattern: /\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/g, order: 'mdy' },
  { pattern: /\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b/g, order: 'dmy' },
];

const numberOf = (word: string): number => months[word.toLowerCase()] ?? Number(word);

const isoOf = (year: number, month: number, day: number): string | null => {
  const longest = [31, (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  if (year < 1990 || year > 2100 || longest === undefined || day < 1 || day > longest) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
};

const read = (order: 'mdy' | 'dmy' | 'ymd', a: string, b: string, c: string): string | null => {
  if (order === 'ymd') return isoOf(Number(a), Number(b), Number(c));
  if (order === 'dmy') return isoOf(Number(c), numberOf(b), Number(a));
  return isoOf(Number(c), numberOf(a), Number(b)) ?? isoOf(Number(c), numberOf(b), numberOf(a));
};

/** All dates of a text in order. A numeric date with slashes is month first, as reports under AICPA standards write it, unless that is impossible. */
export const datesIn = (text: string): readonly FoundDate[] =>
  patterns
    .flatMap(({ pattern, order }) =>
      [...text.matchAll(pattern)].flatMap((match) => {
        const iso = read(order, match[1] ?? '', match[2] ?? '', match[3] ?? '');
        return iso ? [{ iso, at: match.index, length: match[0].length }] : [];
      }))
    .toSorted((a, b) => a.at - b.at)
    .filter((date, i, all) => i === 0 || date.at >= (all[i - 1]?.at ?? 0) + (all[i - 1]?.length ?? 0));

/** Days from one ISO date to another. */
export const daysBetween = (from: string, to: string): number => {
  const day = (iso: string): number => {
    const [y = 0, m = 1, d = 1] = iso.split('-').map(Number);
    const [year, month] = m > 2 ? [y, m - 3] : [y - 1, m + 9];
    return 365 * year + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + Math.floor((153 * month + 2) / 5) + d;
  };
  return day(to) - day(from);
};

const joiner = String.raw`\s*(?:,?\s*(?:to|through|thru|until|and ending(?: on)?|and|bis)\s+|\s*[–—-]\s*)(?:and including\s+)?`;

export interface FoundPeriod {
  /** Null where only an end is stated. */
  readonly from: string | null;
  readonly to: string;
  readonly at: number;
  readonly length: number;
}

/** Periods "A to B" of a text, and "for the period ending B" with no beginning. A year left out of the first date is taken from the second. */
export const periodsIn = (text: string): readonly FoundPeriod[] => {
  const dates = datesIn(text);
  const join = new RegExp(`^${joiner}$`, 'iu');
  const full = dates.flatMap((date, i) => {
    const next = dates[i + 1];
    if (!next || !join.test(text.slice(date.at + date.length, next.at)) || next.iso < date.iso) return [];
    return [{ from: date.iso, to: next.iso, at: date.at, length: next.at + next.length - date.at }];
  });
  const short = dates.flatMap((date) => {
    const before = text.slice(Math.max(0, date.at - 40), date.at);
    const match = new RegExp(`(?:\\b(${monthNames})\\.?\\s+(\\d{1,2})|\\b(\\d{1,2})\\.?\\s+(${monthNames}))${joiner}$`, 'iu').exec(before);
    if (!match) return [];
    const [month, day] = [numberOf(match[1] ?? match[4] ?? ''), Number(match[2] ?? match[3])];
    const from = isoOf(Number(date.iso.slice(0, 4)), month, day);
    if (!from || from > date.iso) return [];
    return [{ from, to: date.iso, at: date.at - match[0].length, length: date.length + match[0].length }];
  });
  const ends = dates.flatMap((date) => {
    const match = /\b(?:period|year|months)\s+end(?:ed|ing)\s+(?:on\s+)?$/i.exec(text.slice(Math.max(0, date.at - 40), date.at));
    return match ? [{ from: null, to: date.iso, at: date.at - match[0].length, length: date.length + match[0].length }] : [];
  });
  return [...full, ...short, ...ends].toSorted((a, b) => a.at - b.at);
};
