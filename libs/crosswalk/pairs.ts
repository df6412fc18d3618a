import type { Compiled } from './compiled.js';
import { requirementName } from './compiled.js';
import { DR, EQ, PO, PP, PPi } from './relation.js';
import { parseBoundedControl } from './bound.js';

/** What is proven between two requirements; `overlaps`: not disjoint, no more is known. */
export type RelationWord = 'equal' | 'subset' | 'superset' | 'intersects' | 'overlaps' | 'disjoint' | 'unknown';

/** Two assessable requirements of two frameworks that share controls or a direct row. */
export interface Pair {
  readonly idA: string;
  readonly idB: string;
  readonly relation: RelationWord;
  /** In [0,10]: how much an assessor of one should look at the other. */
  readonly strength: number;
  readonly sharedControls: readonly string[];
}

/** Controls that more requirements than this share say less about each pair of them. */
const NARROW = 4;

/** All pairs of two frameworks with a strength above 0, strongest first. */
export function pairsBetween(compiled: Compiled, from: string, to: string): Pair[] {
  const other = byControl(compiled, to);
  const framework = compiled.catalog.frameworks.find(({ id }) => id === from);
  const pairs = (framework?.requirements ?? []).filter(({ assessable }) => assessable).flatMap(({ id }) => pairsOf(compiled, from, id, to, other));
  return pairs.sort((a, b) => b.strength - a.strength || compare(a.idA, b.idA) || compare(a.idB, b.idB));
}

/** The requirements of every other framework that are related to one, strongest first. */
export function relatedTo(compiled: Compiled, framework: string, id: string, { atLeast, limit }: { readonly atLeast: number; readonly limit: number }) {
  return compiled.catalog.frameworks
    .filter((other) => other.id !== framework)
    .flatMap((other) => {
      const titles = new Map(other.requirements.map((requirement) => [requirement.id, requirement.title]));
      return pairsOf(compiled, framework, id, other.id, byControl(compiled, other.id)).map((pair) => ({ framework: other.id, id: pair.idB, title: titles.get(pair.idB) ?? '', relation: pair.relation, strength: pair.strength }));
    })
    .filter(({ strength }) => strength >= atLeast)
    .sort((a, b) => b.strength - a.strength || compare(a.framework, b.framework) || compare(a.id, b.id))
    .slice(0, limit);
}

type Weights = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Bare control → requirement → strength of its strongest row. */
function byControl({ catalog }: Compiled, framework: string): Weights {
  const out = new Map<string, Map<string, number>>();
  for (const row of catalog.rows) {
    if (row.framework !== framework || row.relationship === 'disjoint') continue;
    const control = parseBoundedControl(row.control).control;
    const requirements = out.get(control) ?? new Map<string, number>();
    requirements.set(row.requirement, Math.max(row.strength, requirements.get(row.requirement) ?? 0));
    out.set(control, requirements);
  }
  return out;
}

function pairsOf(compiled: Compiled, from: string, id: string, to: string, other: Weights): Pair[] {
  const mine = new Map<string, number>();
  for (const row of compiled.catalog.rows) {
    if (row.framework !== from || row.requirement !== id || row.relationship === 'disjoint') continue;
    const control = parseBoundedControl(row.control).control;
    mine.set(control, Math.max(row.strength, mine.get(control) ?? 0));
  }
  const found = new Map<string, { rest: number; shared: string[] }>();
  for (const [control, strength] of mine) {
    const reach = other.get(control);
    if (!reach) continue;
    const breadth = Math.sqrt(NARROW / Math.max(NARROW, reach.size));
    for (const [requirement, theirs] of reach) {
      const value = (Math.sqrt(strength * theirs) / 10) * breadth;
      const before = found.get(requirement) ?? { rest: 1, shared: [] };
      found.set(requirement, { rest: before.rest * (1 - value * 0.8), shared: [...before.shared, control] });
    }
  }
  return [...found].map(([requirement, { rest, shared }]) => ({
    idA: id, idB: requirement, relation: relationOf(compiled, requirementName(from, id), requirementName(to, requirement)),
    strength: Math.round((1 - rest) * 100) / 10, sharedControls: shared.sort(),
  }));
}

function relationOf({ nodes, pairs }: Compiled, from: string, to: string): RelationWord {
  const a = nodes.ofRequirement.get(from) ?? -1;
  const b = nodes.ofRequirement.get(to) ?? -1;
  const links = pairs[a];
  const at = links ? links.to.indexOf(b) : -1;
  const mask = links && at >= 0 ? links.mask[at]! : 31;
  const words: Readonly<Record<number, RelationWord>> = { [EQ]: 'equal', [PP]: 'subset', [PPi]: 'superset', [PO]: 'intersects', [DR]: 'disjoint' };
  return words[mask] ?? ((mask & DR) === 0 ? 'overlaps' : 'unknown');
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
