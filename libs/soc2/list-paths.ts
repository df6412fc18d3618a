import type { ResultClass } from './extraction.js';

/** The lists of a report whose lines a person can put right one by one. */
export const lineLists = ['cuec', 'csoc', 'exception'] as const;
export type LineList = (typeof lineLists)[number];

/** What a person says of the result of a control under one criterion. */
export interface RowSaid {
  readonly result: ResultClass;
  readonly resultText: string | null;
}

/** What a person says of a line of a list. */
export interface LineSaid {
  readonly text: string;
  readonly criteria: readonly string[];
  readonly organization?: string | null | undefined;
  readonly page?: number | undefined;
}

/** What a path names: the result of a control under a criterion, or a line of a list; `added` where the report was not read to have it. */
export type ListPath =
  | { readonly kind: 'row'; readonly ref: string; readonly criterion: string }
  | { readonly kind: 'line'; readonly list: LineList; readonly key: string; readonly added: boolean };

/** The path of the result of a control, by its name in the report, under a criterion. */
export const rowPath = (ref: string, criterion: string): string => `row/${ref}/${criterion}`;

/** The path of a line of a list, by its words: it stays the same when other lines come or go. */
export const linePath = (list: LineList, text: string): string => `${list}/${wordsKey(text)}`;

/** What a path names; null where it names a single value. */
export function listPath(path: string): ListPath | null {
  const [first = ''] = path.split('/', 1);
  const rest = path.slice(first.length + 1);
  if (first === 'row' && rest.includes('/')) return { kind: 'row', ref: rest.slice(0, rest.lastIndexOf('/')), criterion: rest.slice(rest.lastIndexOf('/') + 1) };
  const list = lineLists.find((one) => one === first);
  return list && rest ? { kind: 'line', list, key: rest, added: rest.startsWith('+') } : null;
}

/** A short name for words, the same whatever their case, spaces and punctuation. FNV-1a from two offsets, 16 hexadecimal digits. */
export function wordsKey(text: string): string {
  const words = text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return [0x811c9dc5, 0x9747b28c].map((offset) => fnv(words, offset).toString(16).padStart(8, '0')).join('');
}

function fnv(text: string, offset: number): number {
  let hash = offset;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}
