import type { Catalog } from './catalog-types.js';
import { wordsOf } from './words.js';

/** A common control or a requirement that a search found. */
export interface Found {
  readonly kind: 'control' | 'requirement';
  /** Null for a control. */
  readonly framework: string | null;
  readonly id: string;
  readonly title: string;
  readonly score: number;
  /** The part of it that speaks most of what was searched for, in pieces; those that match are marked. */
  readonly excerpt: { readonly field: Field; readonly pieces: readonly { readonly text: string; readonly hit: boolean }[] } | null;
}

/** How much a word of each field counts. */
const WEIGHTS = { title: 4, terms: 2.5, statement: 2, residue: 1, text: 1, test: 0.5 };
type Field = keyof typeof WEIGHTS;
const FIELDS = Object.keys(WEIGHTS) as Field[];
const SATURATION = 1.2;
const LENGTH = 0.4;
/** What the very id is worth, and an id that begins so. */
const ID = 1_000;
const ID_START = 100;
const excerptLength = 240;

interface Entry {
  readonly kind: Found['kind'];
  readonly framework: string | null;
  readonly id: string;
  readonly title: string;
  readonly fields: Readonly<Record<Field, string>>;
}

/**
 * Makes a function that searches everything that the catalog holds in words: controls with their search terms and tests,
 * requirements with their residue and their legal text. By relevance of words (BM25 over fields), synonyms and endings
 * taken together; an id, or how it begins, comes first. A last word that nothing holds is taken for the beginning of one.
 */
export function searcher(catalog: Catalog): (query: string) => Found[] {
  const entries = entriesOf(catalog);
  const counts = new Map<string, Map<number, number>>();
  const written = new Map<string, string>();
  const lengths = entries.map(() => 0);
  entries.forEach(({ fields }, at) => {
    for (const field of FIELDS) for (const { text, stem } of wordsOf(fields[field])) {
      written.set(text, stem);
      const holders = counts.get(stem) ?? new Map<number, number>();
      holders.set(at, (holders.get(at) ?? 0) + WEIGHTS[field]);
      counts.set(stem, holders);
      lengths[at]! += WEIGHTS[field];
    }
  });
  const average = Math.max(1, lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, entries.length));
  const rarity = (stem: string): number => Math.log(1 + (entries.length - counts.get(stem)!.size + 0.5) / (counts.get(stem)!.size + 0.5));
  return (query) => {
    const asked = [...new Map(wordsOf(query).map(({ stem, text }): [string, string] => [stem, text]))];
    const groups = asked.map(([stem, text], at) => (counts.has(stem) ? [stem] : at < asked.length - 1 ? [] : [...new Set([...written].filter(([word]) => word.startsWith(text)).map(([, one]) => one))]));
    const scores = new Map<number, { score: number; words: number }>();
    for (const stems of groups) {
      const best = new Map<number, number>();
      for (const stem of stems) for (const [at, count] of counts.get(stem)!) {
        const worth = (rarity(stem) * count * (SATURATION + 1)) / (count + SATURATION * (1 - LENGTH + (LENGTH * lengths[at]!) / average));
        best.set(at, Math.max(worth, best.get(at) ?? 0));
      }
      for (const [at, worth] of best) {
        const known = scores.get(at) ?? { score: 0, words: 0 };
        scores.set(at, { score: known.score + worth, words: known.words + 1 });
      }
    }
    const worth = new Map([...scores].map(([at, { score, words }]): [number, number] => [at, score * (words / asked.length) ** 2]));
    for (const [at, bonus] of byId(entries, query)) worth.set(at, (worth.get(at) ?? 0) + bonus);
    const hits = new Set(groups.flat());
    return [...worth].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([at, score]) => {
      const { kind, framework, id, title, fields } = entries[at]!;
      return { kind, framework, id, title, score: Math.round(score * 100) / 100, get excerpt() { return excerptOf(fields, hits); } };
    });
  };
}

function entriesOf({ controls, frameworks }: Catalog): Entry[] {
  return [
    ...controls.map(({ id, title, statement, searchTerms, test }): Entry => ({ kind: 'control', framework: null, id, title, fields: { title, statement, terms: searchTerms.join('; '), test, residue: '', text: '' } })),
    ...frameworks.flatMap((framework) => framework.requirements.map(({ id, title, residue, text }): Entry => ({
      kind: 'requirement', framework: framework.id, id, title, fields: { title, statement: '', terms: '', test: '', residue: residue ?? '', text: text ?? '' },
    }))),
  ];
}

/** What a query gains where a word of it is an id: `8.3.6`, `CC6`, `164.312(a)`, `IAM-03`. */
function byId(entries: readonly Entry[], query: string): Map<number, number> {
  const names = query.toLowerCase().split(/[\s,;]+/).map((word) => word.replace(/[.:]+$/, '')).filter((word) => /\d/.test(word));
  const found = new Map<number, number>();
  entries.forEach(({ id }, at) => {
    const own = id.toLowerCase();
    const bonus = names.reduce((best, name) => Math.max(best, own === name ? ID : own.startsWith(name) && !/[a-z0-9]/.test(own.charAt(name.length)) ? ID_START : 0), 0);
    if (bonus > 0) found.set(at, bonus);
  });
  return found;
}

/** The stretch of the field that holds most of the words; the title shows by itself, so it is none. */
function excerptOf(fields: Entry['fields'], hits: ReadonlySet<string>): Found['excerpt'] {
  let best: { field: Field; start: number; count: number; pieces: { text: string; hit: boolean }[] } | null = null;
  for (const field of ['statement', 'terms', 'text', 'residue', 'test'] as const) {
    const pieces = (fields[field].replace(/\s+/g, ' ').match(/[\p{L}\p{N}’']+|[^\p{L}\p{N}’']+/gu) ?? []).map((text) => ({ text, hit: hits.has(wordsOf(text)[0]?.stem ?? '') }));
    const [start, count] = densest(pieces);
    if (count > (best?.count ?? 0)) best = { field, start, count, pieces };
  }
  if (!best) return fields.statement ? { field: 'statement', pieces: [{ text: fields.statement, hit: false }] } : null;
  const { field, pieces, start } = best;
  const shown: { text: string; hit: boolean }[] = start > 0 ? [{ text: '… ', hit: false }] : [];
  let length = 0;
  let at = start;
  for (; at < pieces.length && length + pieces[at]!.text.length <= excerptLength; at += 1) {
    length += pieces[at]!.text.length;
    const last = shown.at(-1);
    if (last && last.hit === pieces[at]!.hit) shown[shown.length - 1] = { text: last.text + pieces[at]!.text, hit: last.hit };
    else shown.push(pieces[at]!);
  }
  return { field, pieces: at < pieces.length ? [...shown, { text: ' …', hit: false }] : shown };
}

/** Where a window of pieces with the most hits begins, a few words before the first of them, and how many it has. */
function densest(pieces: readonly { readonly text: string; readonly hit: boolean }[]): [number, number] {
  const at = pieces.flatMap(({ hit }, place) => (hit ? [place] : []));
  let [start, count] = [0, 0];
  for (const [first, place] of at.entries()) {
    let length = 0;
    let last = place;
    while (last < pieces.length && length < excerptLength - 60) length += pieces[last++]!.text.length;
    const held = at.filter((other, other_) => other_ >= first && other < last).length;
    if (held > count) [start, count] = [place, held];
  }
  const whole = pieces.reduce((sum, { text }) => sum + text.length, 0) <= excerptLength;
  return [whole ? 0 : Math.max(0, start - 8), count];
}
