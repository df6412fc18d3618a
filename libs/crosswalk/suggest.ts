import { bareControl } from './bound.js';
import type { Catalog, CommonControl } from './catalog-types.js';
import { IMPLIES, POLICY_SAID, SUBJECTS } from './synonyms.data.js';
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

/** BM25 over fields: how much a word of a field counts, and how much the field's length matters. */
export const WEIGHING = {
  fields: { title: 4, searchTerms: 1.5, statement: 2.5, asked: 2 },
  length: 0.4,
  /** The more often a word occurs, the less another occurrence adds. */
  saturation: 1.2,
  /** What a whole search term that stands together in the text adds, per unit of its words' rarity. */
  phrase: 1.5,
  /** Within how many words more than its own a search term stands together. */
  window: 4,
  /** What a word counts that the text implies without saying it. */
  implied: 0.5,
  /** What a control counts whose subject the text does not speak of. */
  offSubject: 0.6,
  /** What a control about a policy counts where the text says that there is one. */
  policySaid: 1.5,
};
type Field = keyof typeof WEIGHING.fields;
const FIELDS = Object.keys(WEIGHING.fields) as Field[];

interface Entry {
  readonly control: CommonControl;
  readonly counts: Readonly<Record<Field, ReadonlyMap<string, number>>>;
  readonly lengths: Readonly<Record<Field, number>>;
  readonly phrases: readonly (readonly string[])[];
  /** Stems of which the text needs one for the control to be meant; null: none. */
  readonly subject: ReadonlySet<string> | null;
}

const implications = IMPLIES.map(([said, meant]) => ({ said: wordsOf(said).map(({ stem }) => stem), meant: wordsOf(meant).map(({ stem }) => stem) }));
const subjects = new Map(Object.entries(SUBJECTS).map(([domain, words]) => [domain, new Set(wordsOf(words).map(({ stem }) => stem))]));

/**
 * Makes a function that ranks common controls for a control statement or a question, by relevance of words over titles,
 * search terms, statements and the titles of the requirements that ask for them. Deterministic; a suggestion is for a
 * person to confirm.
 */
export function suggester(catalog: Catalog): (text: string, limit?: number) => Suggestion[] {
  const asked = titlesByControl(catalog);
  const entries = catalog.controls.map((control) => indexControl(control, asked.get(control.id) ?? []));
  const average = Object.fromEntries(FIELDS.map((field) => [field, Math.max(1, entries.reduce((sum, { lengths }) => sum + lengths[field], 0) / Math.max(1, entries.length))])) as Record<Field, number>;
  const found = new Map<string, Map<number, number>>();
  entries.forEach((entry, at) => {
    for (const stem of new Set(FIELDS.flatMap((field) => [...entry.counts[field].keys()]))) {
      if (!found.has(stem)) found.set(stem, new Map());
      found.get(stem)!.set(at, weightOf(entry, stem, average));
    }
  });
  const rarity = (stem: string): number => {
    const holders = found.get(stem)?.size ?? 0;
    return holders === 0 ? 0 : Math.log(1 + (entries.length - holders + 0.5) / (holders + 0.5));
  };
  const requirements = requirementsByControl(catalog);
  return (text, limit = 5) => {
    const words = wordsOf(text);
    const order = words.map(({ stem }) => stem);
    const weights = queryWeights(order);
    const speaksOfPolicy = POLICY_SAID.test(text.slice(0, 2_000));
    const scores = new Map<number, number>();
    for (const [stem, weight] of weights) for (const [at, count] of found.get(stem) ?? []) {
      scores.set(at, (scores.get(at) ?? 0) + (weight * rarity(stem) * count * (WEIGHING.saturation + 1)) / (count + WEIGHING.saturation));
    }
    for (const [at, score] of scores) {
      const { phrases, subject, control } = entries[at]!;
      const best = Math.max(0, ...phrases.filter((phrase) => standsIn(order, phrase)).map((phrase) => phrase.reduce((sum, stem) => sum + rarity(stem), 0)));
      const onSubject = !subject || order.some((stem) => subject.has(stem));
      scores.set(at, (score + WEIGHING.phrase * best) * (onSubject ? 1 : WEIGHING.offSubject) * (speaksOfPolicy && control.domain === 'POL' ? WEIGHING.policySaid : 1));
    }
    return [...scores]
      .sort((a, b) => b[1] - a[1] || (entries[a[0]]!.control.id < entries[b[0]]!.control.id ? -1 : 1))
      .slice(0, limit)
      .map(([at, score]) => ({
        control: entries[at]!.control.id, title: entries[at]!.control.title, score: Math.round(score * 100) / 100,
        matched: [...new Set(words.filter(({ stem }) => found.get(stem)?.has(at)).map((word) => word.text))],
        requirements: requirements.get(entries[at]!.control.id) ?? {},
      }));
  };
}

/** The words of a text with what each counts: 1 for those that it says, less for those that it implies. */
function queryWeights(order: readonly string[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { said, meant } of implications) {
    if (standsIn(order, said)) for (const stem of meant) weights.set(stem, WEIGHING.implied);
  }
  for (const stem of order) weights.set(stem, 1);
  return weights;
}

/** Whether all words of a phrase stand close together in a text, in any order. */
function standsIn(order: readonly string[], phrase: readonly string[]): boolean {
  const [first, ...rest] = phrase;
  if (first === undefined) return false;
  const reach = phrase.length - 1 + (rest.length ? WEIGHING.window : 0);
  return order.some((stem, at) => stem === first && rest.every((other) => order.slice(Math.max(0, at - reach), at + reach + 1).includes(other)));
}

/** The occurrences of a word in all fields, each weighed and set in relation to the field's length. */
function weightOf(entry: Entry, stem: string, average: Readonly<Record<Field, number>>): number {
  return FIELDS.reduce((sum, field) => {
    const count = entry.counts[field].get(stem) ?? 0;
    if (count === 0) return sum;
    return sum + (WEIGHING.fields[field] * count) / (1 - WEIGHING.length + (WEIGHING.length * entry.lengths[field]) / average[field]);
  }, 0);
}

function indexControl(control: CommonControl, asked: readonly string[]): Entry {
  const texts: Record<Field, readonly string[]> = { title: [control.title], statement: [control.statement], searchTerms: control.searchTerms, asked };
  const counts = {} as Record<Field, ReadonlyMap<string, number>>;
  const lengths = {} as Record<Field, number>;
  for (const field of FIELDS) {
    const stems = texts[field].flatMap((text) => wordsOf(text).map(({ stem }) => stem));
    const count = new Map<string, number>();
    for (const stem of stems) count.set(stem, (count.get(stem) ?? 0) + 1);
    counts[field] = count;
    lengths[field] = stems.length;
  }
  const phrases = [control.title, ...control.searchTerms].map((term) => [...new Set(wordsOf(term).map(({ stem }) => stem))]).filter((phrase) => phrase.length > 0);
  return { control, counts, lengths, phrases, subject: subjects.get(control.domain) ?? null };
}

/** The titles of the requirements that ask for each control, each title once. */
function titlesByControl(catalog: Catalog): Map<string, string[]> {
  const titles = new Map(catalog.frameworks.flatMap((framework) => framework.requirements.map((one) => [`${framework.id} ${one.id}`, one.title] as const)));
  const lists = new Map<string, Set<string>>();
  for (const row of catalog.rows) {
    const title = titles.get(`${row.framework} ${row.requirement}`);
    if (row.relationship === 'disjoint' || title === undefined) continue;
    lists.set(bareControl(row.control), (lists.get(bareControl(row.control)) ?? new Set()).add(title));
  }
  return new Map([...lists].map(([control, list]) => [control, [...list]]));
}

function requirementsByControl(catalog: Catalog): Map<string, Record<string, string[]>> {
  const lists = new Map<string, Record<string, string[]>>();
  for (const row of [...catalog.rows].sort((a, b) => b.strength - a.strength)) {
    if (row.relationship === 'disjoint') continue;
    const own = lists.get(bareControl(row.control)) ?? {};
    const ids = (own[row.framework] ??= []);
    if (!ids.includes(row.requirement)) ids.push(row.requirement);
    lists.set(bareControl(row.control), own);
  }
  return lists;
}
