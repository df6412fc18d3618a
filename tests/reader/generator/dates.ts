export const dateStyles = ['us', 'us', 'uk', 'ordinal', 'german', 'slashes', 'dots', 'iso'] as const;
export type DateStyle = (typeof dateStyles)[number];

const english = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const german = ['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'];
const ending = (day: number): string => (day % 10 === 1 && day !== 11 ? 'st' : day % 10 === 2 && day !== 12 ? 'nd' : day % 10 === 3 && day !== 13 ? 'rd' : 'th');

/** A date as a report writes it. */
export const inWords = (iso: string, style: DateStyle): string => {
  const [year = '', month = '', day = ''] = iso.split('-');
  const [m, d] = [Number(month) - 1, Number(day)];
  if (style === 'uk') return `${d} ${english[m]} ${year}`;
  if (style === 'ordinal') return `${d}${ending(d)} ${english[m]} ${year}`;
  if (style === 'german') return `${d}. ${german[m]} ${year}`;
  if (style === 'slashes') return `${month}/${day}/${year}`;
  if (style === 'dots') return `${day}.${month}.${year}`;
  return style === 'iso' ? iso : `${english[m]} ${d}, ${year}`;
};

interface Times {
  readonly type: 'I' | 'II';
  readonly from: string;
  readonly to: string;
  readonly dateStyle: DateStyle;
}

/** "throughout the period A to B", or "as of A" of a Type I report. @param joint what stands between the two dates */
export const timeOf = ({ type, from, to, dateStyle }: Times, joint: string): string =>
  type === 'I' ? `as of ${inWords(to, dateStyle)}` : `throughout the period ${inWords(from, dateStyle)}${joint}${inWords(to, dateStyle)}`;

/** The same as a cover has it. */
export const coverTime = ({ type, from, to, dateStyle }: Times, joint: string): string =>
  type === 'I' ? `As of ${inWords(to, dateStyle)}` : `For the period ${inWords(from, dateStyle)}${joint}${inWords(to, dateStyle)}`;
