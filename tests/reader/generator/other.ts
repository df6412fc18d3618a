import type { Block, MadeDocument } from './blocks.js';
import { dateStyles, inWords } from './dates.js';
import { makeLayout } from './layout.js';
import { otherDocuments } from './other.data.js';
import type { OtherDocument } from './other.data.js';
import { randomFrom } from './random.js';
import { auditors, organizations } from './wording.data.js';

/** The dates of a letter and of the report before it, ISO. */
export interface OtherDates {
  readonly from: string;
  readonly to: string;
  /** The day after the report's period. */
  readonly next: string;
  readonly through: string;
  readonly dated: string;
}

export interface MadeOther {
  readonly kind: OtherDocument;
  readonly organization: string;
  readonly dates: OtherDates;
  readonly document: MadeDocument;
}

const laterBy = (days: number, iso: string): string => new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** All kinds of other documents that a seed gives; its letters can be true: dated after the time that they cover. */
export const makeOthers = (seed: number): readonly MadeOther[] =>
  otherDocuments.map((kind, k): MadeOther => {
    const random = randomFrom(seed * 100 + k);
    const { name, short, system } = random.pick(organizations);
    const year = random.pick([2023, 2024, 2025]);
    const [from, to] = random.pick([[`${year}-01-01`, `${year}-12-31`], [`${year}-10-01`, `${year + 1}-09-30`], [`${year}-02-01`, `${year}-07-31`]] as const);
    const through = laterBy(random.between(30, 85), to);
    const dates: OtherDates = { from, to, next: laterBy(1, to), through, dated: laterBy(random.between(0, 12), through) };
    const style = random.pick(dateStyles);
    const words: Readonly<Record<string, string>> = { O: name, o: short, y: system, a: random.pick(auditors).lines.join(' '), d: inWords(dates.dated, style), f: inWords(from, style), t: inWords(to, style), g: inWords(dates.next, style), e: inWords(through, style) };
    const blocks = random.pick(kind.variants).map((line): Block => {
      const text = line.replace(/^#+ /, '').replace(/\{(\w)\}/g, (_, key: string) => words[key] ?? '');
      return line.startsWith('## ') ? { kind: 'heading', level: 2, text } : line.startsWith('# ') ? { kind: 'heading', level: 1, text } : text.length < 60 ? { kind: 'lines', lines: [text] } : { kind: 'paragraph', text };
    });
    return { kind, organization: name, dates, document: { title: kind.name, blocks, sheets: { ...makeLayout(random).sheets, turned: false } } };
  });
