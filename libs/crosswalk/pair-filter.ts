import type { Framework } from './catalog-types.js';
import { requirementName } from './compiled.js';
import type { Compiled } from './compiled.js';
import { maskOfPair } from './pairs.js';
import type { Pair } from './pairs.js';
import { DR } from './relation.js';

/** From this strength on a pair is claimed without being asked; below it is related. */
export const CLAIMED = 5;

/** What a look at two frameworks is narrowed by. */
export interface PairFilter {
  /** Pairs that are proven apart have no strength and are kept whatever it is. */
  readonly atLeast: number;
  readonly relation?: Pair['relation'] | undefined;
  /** Words that all stand in the ids or titles of the two. */
  readonly text?: string | undefined;
  /** A branch, or a requirement, of the one and of the other framework. */
  readonly left?: string | undefined;
  readonly right?: string | undefined;
}

/** Pairs of assessable requirements of which a row between them says, and nothing else denies, that they have nothing in common. */
export function pairsApart(compiled: Compiled, left: Framework, right: Framework): Pair[] {
  const [ours, theirs] = [left, right].map(({ requirements }) => new Set(requirements.filter(({ assessable }) => assessable).map(({ id }) => id)));
  const found = new Map<string, Pair>();
  for (const { from, to, relationship } of compiled.catalog.directRows) {
    if (relationship !== 'disjoint') continue;
    for (const [a, b] of [[from, to], [to, from]] as const) {
      if (a.framework !== left.id || b.framework !== right.id || !ours!.has(a.id) || !theirs!.has(b.id)) continue;
      const [one, other] = [a, b].map(({ framework, id }) => compiled.nodes.ofRequirement.get(requirementName(framework, id))!);
      if (maskOfPair(compiled, one!, other!) === DR) found.set(`${a.id} ${b.id}`, { from: a.id, to: b.id, relation: 'disjoint', strength: 0, shared: [] });
    }
  }
  return [...found.values()];
}

/** The pairs that a filter lets through, in their order. A branch that the framework does not have narrows nothing. */
export function keepPairs(pairs: readonly Pair[], left: Framework, right: Framework, filter: PairFilter): Pair[] {
  const [ours, theirs] = [below(left, filter.left), below(right, filter.right)];
  const [titles, otherTitles] = [titlesOf(left), titlesOf(right)];
  const words = (filter.text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return pairs.filter(({ from, to, relation, strength }) => {
    if (relation !== 'disjoint' && strength < filter.atLeast) return false;
    if (filter.relation && relation !== filter.relation) return false;
    if (ours && !ours.has(from)) return false;
    if (theirs && !theirs.has(to)) return false;
    if (words.length === 0) return true;
    const text = `${from} ${titles.get(from)} ${to} ${otherTitles.get(to)}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** A branch with all that lies below it; null where there is none of that id. */
export function below({ requirements }: Framework, id: string | undefined): ReadonlySet<string> | null {
  if (id === undefined || !requirements.some((one) => one.id === id)) return null;
  const found = new Set([id]);
  for (let grown = true; grown;) {
    grown = false;
    for (const one of requirements) {
      if (one.parent === null || found.has(one.id) || !found.has(one.parent)) continue;
      found.add(one.id);
      grown = true;
    }
  }
  return found;
}

/** Titles of a framework's requirements and branches by id. */
export const titlesOf = ({ requirements }: Framework): ReadonlyMap<string, string> => new Map(requirements.map(({ id, title }) => [id, title]));
