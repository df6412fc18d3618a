import { pairsBetween, type Pair } from '#libs/crosswalk/pairs.js';
import { compiledCatalog, frameworkOf } from './catalog.js';

const known = new Map<string, readonly Pair[]>();

/** All pairs of two frameworks, strongest first; computed once, since the shipped catalog does not change while the process runs. */
export function pairsOf(from: string, to: string): readonly Pair[] {
  const key = `${frameworkOf(from).id} ${frameworkOf(to).id}`;
  const pairs = known.get(key) ?? [...(pairsBetween(compiledCatalog(), from, to) ?? [])].sort((a, b) => b.strength - a.strength);
  known.set(key, pairs);
  return pairs;
}

/** The requirements of the other frameworks that an assessor of this one would look at, strongest first. */
export function relatedTo(framework: string, id: string, { atLeast, limit }: { readonly atLeast: number; readonly limit: number }) {
  const others = compiledCatalog().catalog.frameworks.filter((other) => other.id !== framework);
  return others
    .flatMap((other) => {
      const titles = new Map(other.requirements.map((requirement) => [requirement.id, requirement.title]));
      return pairsOf(framework, other.id)
        .filter((pair) => pair.from === id && pair.strength >= atLeast)
        .map(({ to, relation, strength }) => ({ framework: other.id, id: to, title: titles.get(to) ?? '', relation, strength }));
    })
    .sort((a, b) => b.strength - a.strength)
    .slice(0, limit);
}
