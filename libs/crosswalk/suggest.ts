import type { Catalog, CommonControl } from './catalog-types.js';
import { wordsOf } from './words.js';

export interface Suggestion {
  readonly control: string;
  readonly title: string;
  readonly score: number;
  /** The words of the text that matched, in its order. */
  readonly matched: readonly string[];
  /** Per framework: the requirements that map to the control, the strongest row first. */
  readonly requirements: Readonly<Record<string, readonly string[]>>;
}

/** Okapi BM25 with fields: how much a word of each field counts, and the usual saturation and length constants. */
const FIELD_WEIGHT = { title: 3, searchTerms: 2.5, statement: 1.5, test: 0.3 };
const SATURATION = 1.2;
const LENGTH = 0.6;
/** What a whole search term that stands in the text adds, per unit of its words' rarity. */
const PHRASE = 1.5;

interface Entry {
  readonly control: CommonControl;
  readonly counts: ReadonlyMap<string, number>;
  readonly length: number;
  readonly phrases: readonly (readonly string[])[];
}

/**
 * Makes a function that ranks common controls for a control statement or a question, by relevance of words over titles,
 * search terms and statements. Deterministic; a suggestion is for a person to confirm.
 */
export function suggester(catalog: Catalog): (text: string, limit?: number) => Suggestion[] {
  const entries = catalog.controls.map(indexControl);
  const averageLength = entries.reduce((sum, { length }) => sum + length, 0) / Math.max(1, entries.length);
  const found = new Map<string, Map<number, number>>();
  entries.forEach(({ counts }, at) => counts.forEach((count, stem) => {
    if (!found.has(stem)) found.set(stem, new Map());
    found.get(stem)!.set(at, count);
  }));
  const rarity = (stem: string): number => {
    const holders = found.get(stem)?.size ?? 0;
    return holders === 0 ? 0 : Math.log(1 + (entries.length - holders + 0.5) / (holders + 0.5));
  };
  const requirements = requirementsByControl(catalog);
  return (text, limit = 5) => {
    const words = wordsOf(text);
    const stems = new Set(words.map(({ stem }) => stem));
    const scores = new Map<number, number>();
    for (const stem of stems) for (const [at, count] of found.get(stem) ?? []) {
      const room = SATURATION * (1 - LENGTH + (LENGTH * entries[at]!.length) / averageLength);
      scores.set(at, (scores.get(at) ?? 0) + (rarity(stem) * count * (SATURATION + 1)) / (count + room));
    }
    for (const [at, score] of scores) {
      const whole = entries[at]!.phrases.filter((phrase) => phrase.every((stem) => stems.has(stem)));
      const best = Math.max(0, ...whole.map((phrase) => phrase.reduce((sum, stem) => sum + rarity(stem), 0)));
      scores.set(at, score + PHRASE * best);
    }
    return [...scores]
      .sort((a, b) => b[1] - a[1] || (entries[a[0]]!.control.id < entries[b[0]]!.control.id ? -1 : 1))
      .slice(0, limit)
      .map(([at, score]) => ({
        control: entries[at]!.control.id, title: entries[at]!.control.title, score: Math.round(score * 100) / 100,
        matched: [...new Set(words.filter(({ stem }) => entries[at]!.counts.has(stem)).map((word) => word.text))],
        requirements: requirements.get(entries[at]!.control.id) ?? {},
      }));
  };
}

function indexControl(control: CommonControl): Entry {
  const counts = new Map<string, number>();
  let length = 0;
  const put = (text: string, weight: number): void => {
    for (const { stem } of wordsOf(text)) {
      counts.set(stem, (counts.get(stem) ?? 0) + weight);
      length += weight;
    }
  };
  put(control.title, FIELD_WEIGHT.title);
  put(control.statement, FIELD_WEIGHT.statement);
  put(control.test, FIELD_WEIGHT.test);
  for (const term of control.searchTerms) put(term, FIELD_WEIGHT.searchTerms);
  const phrases = [control.title, ...control.searchTerms].map((term) => [...new Set(wordsOf(term).map(({ stem }) => stem))]).filter((phrase) => phrase.length > 0);
  return { control, counts, length, phrases };
}

function requirementsByControl(catalog: Catalog): Map<string, Record<string, string[]>> {
  const lists = new Map<string, Record<string, string[]>>();
  for (const row of [...catalog.rows].sort((a, b) => b.strength - a.strength)) {
    if (row.relationship === 'disjoint') continue;
    const bare = row.control.split('[')[0]!.trim();
    const own = lists.get(bare) ?? {};
    const ids = (own[row.framework] ??= []);
    if (!ids.includes(row.requirement)) ids.push(row.requirement);
    lists.set(bare, own);
  }
  return lists;
}
