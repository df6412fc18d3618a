import { bareControl } from '#libs/crosswalk/bound.js';
import { pairsApart } from '#libs/crosswalk/pair-filter.js';
import { pairsBetween, type Pair } from '#libs/crosswalk/pairs.js';
import type { Compiled } from '#libs/crosswalk/compiled.js';
import { sayControl } from '#libs/crosswalk/say-bound.js';
import type { Verdict } from '#libs/crosswalk/verdict.js';
import { frameworkOf } from './catalog.js';

const mostShared = 3;
const known = new WeakMap<Compiled, Map<string, readonly Pair[]>>();

/** All pairs of two frameworks, strongest first, those that are proven apart last; computed once for each catalog, which never changes. */
export function pairsOf(compiled: Compiled, from: string, to: string): readonly Pair[] {
  const [left, right] = [frameworkOf(compiled, from), frameworkOf(compiled, to)];
  const key = `${left.id} ${right.id}`;
  const of = known.get(compiled) ?? new Map<string, readonly Pair[]>();
  known.set(compiled, of);
  const pairs = of.get(key) ?? [...[...(pairsBetween(compiled, from, to) ?? [])].sort((a, b) => b.strength - a.strength), ...pairsApart(compiled, left, right)];
  of.set(key, pairs);
  return pairs;
}

/** The requirements of other frameworks, out of those given, that an assessor of this one would look at, strongest first. */
export function relatedTo(compiled: Compiled, framework: string, id: string, { atLeast, limit, frameworks }: { readonly atLeast: number; readonly limit: number; readonly frameworks: readonly string[] }, verdictOf: (framework: string, id: string) => Verdict) {
  const others = compiled.catalog.frameworks.filter((other) => other.id !== framework && frameworks.includes(other.id));
  return others
    .flatMap((other) => {
      const titles = new Map(other.requirements.map((requirement) => [requirement.id, requirement.title]));
      return pairsOf(compiled, framework, other.id)
        .filter((pair) => pair.from === id && pair.strength >= atLeast)
        .map(({ to, relation, strength, shared }) => ({
          framework: other.id, id: to, title: titles.get(to) ?? '', relation, strength, verdict: verdictOf(other.id, to),
          shared: shared.slice(0, mostShared).map((control) => ({ control: bareControl(control), name: sayControl(control) })),
        }));
    })
    .sort((a, b) => b.strength - a.strength)
    .slice(0, limit);
}
