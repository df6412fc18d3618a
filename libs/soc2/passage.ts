import type { Found } from './extraction.js';
import { joint } from './lines.js';
import type { Line } from './lines.js';

/** Flowing text that knows the page of each of its characters. */
export interface Passage {
  readonly text: string;
  readonly marks: readonly { readonly at: number; readonly page: number }[];
}

/** Lines joined to flowing text; only the end of what stands so far decides how the next line joins, so that the cost grows with the text alone. */
export const passageOf = (lines: readonly Line[]): Passage => {
  const marks: { at: number; page: number }[] = [];
  const parts: string[] = [];
  let length = 0;
  for (const line of lines) {
    const next = line.text.trim();
    const last = parts.at(-1) ?? '';
    const { drop, blank } = joint(last.slice(-3), next);
    if (drop) parts[parts.length - 1] = last.slice(0, -1);
    if (drop) length -= 1;
    if (marks.at(-1)?.page !== line.page) marks.push({ at: length, page: line.page });
    parts.push(`${blank ? ' ' : ''}${next}`);
    length += next.length + (blank ? 1 : 0);
  }
  return { text: parts.join('').replace(/\u2010/g, '-'), marks };
};

/** The page of a character. */
export const pageAt = (passage: Passage, at: number): number => passage.marks.findLast((mark) => mark.at <= at)?.page ?? passage.marks[0]?.page ?? 1;

const longestQuote = 600;

/** The end of the words that a stretch of a text touches last, and the start of those that it touches first. */
const wholeWords = (text: string, from: number, to: number): readonly [number, number] => {
  let [start, end] = [Math.max(0, from), Math.min(text.length, to)];
  while (start > 0 && /\S/.test(text[start - 1] ?? '') && /\S/.test(text[start] ?? '')) start -= 1;
  while (end < text.length && /\S/.test(text[end - 1] ?? ' ') && /\S/.test(text[end] ?? '')) end += 1;
  return [start, end];
};

/** Words around a place as a quotation: never part of a word, at most 600 characters. */
export const quoteAt = (passage: Passage, at: number, length: number): string => {
  const [start, end] = wholeWords(passage.text, at, at + length);
  const text = passage.text.slice(start, end).replace(/\s+/g, ' ').trim();
  return text.length > longestQuote ? `${text.slice(0, text.lastIndexOf(' ', longestQuote))}…` : text;
};

/** A value read from part of a passage. */
export const foundAt = <T>(value: T, passage: Passage, at: number, length: number, confidence: Found<T>['confidence'] = 'certain'): Found<T> => ({
  value, page: pageAt(passage, at), quote: quoteAt(passage, at, length), confidence,
});

const shortForms = /(?:\b(?:inc|ltd|co|corp|llc|llp|no|nr|ref|u\.s|e\.g|i\.e|etc|approx|st|dr|mr|ms|p\.c|b\.v|n\.v|s\.a|vs)|\b\p{Lu})\.$/iu;

/** Sentences with their places; a full stop after a usual short form or an initial ends none. */
export const sentencesOf = (text: string): readonly { readonly text: string; readonly at: number }[] => {
  const sentences: { text: string; at: number }[] = [];
  let start = 0;
  for (const match of text.matchAll(/[.!?]["”’')\]]*\s+(?=[\p{Lu}\d("“•[])/gu)) {
    const end = match.index + match[0].length;
    const sentence = text.slice(start, end);
    if (shortForms.test(text.slice(start, match.index + 1).slice(-12))) continue;
    sentences.push({ text: sentence.trim(), at: start });
    start = end;
  }
  if (start < text.length) sentences.push({ text: text.slice(start).trim(), at: start });
  return sentences;
};
