import type { Requirement } from './catalog-types.js';
import { requirementName } from './compiled.js';
import type { Compiled } from './compiled.js';
import { controlNode } from './number-nodes.js';
import type { Situation } from './situation.js';

/** Mapped controls (and requirements, as `framework:id`, that direct rows say lie inside) by their state. */
export interface Parts {
  readonly met: readonly string[];
  /** Inside the requirement and not met: these keep it from being met. */
  readonly missing: readonly string[];
  readonly unknown: readonly string[];
}

export interface MappedPart {
  readonly node: number;
  readonly name: string;
  readonly strength: number;
  readonly rowId: string;
  /** True where the part lies inside the requirement, by its own row. */
  readonly isInside: boolean;
}

/**
 * The parts of a requirement, strongest first: the controls that rows map to it, stated non-relationships left out, and
 * requirements that direct rows say lie inside it. Another framework's requirement that merely overlaps it is no part.
 */
export function mappedParts(compiled: Compiled, node: number): readonly MappedPart[] {
  let lists = ready.get(compiled);
  if (!lists) ready.set(compiled, (lists = []));
  return (lists[node] ??= findParts(compiled, node));
}

/** Parts depend on the catalog alone and are found once for it. */
const ready = new WeakMap<Compiled, (readonly MappedPart[])[]>();

function findParts({ nodes, rowsOf, directRowsOf }: Compiled, node: number): MappedPart[] {
  const parts = new Map<number, MappedPart>();
  const put = (part: number, strength: number, rowId: string, isInside: boolean): void => {
    const known = parts.get(part);
    if (known && known.strength >= strength && (known.isInside || !isInside)) return;
    parts.set(part, { node: part, name: nodes.names[part]!, strength: Math.max(strength, known?.strength ?? 0), rowId, isInside: isInside || (known?.isInside ?? false) });
  };
  for (const row of rowsOf[node]!) {
    if (row.relationship === 'disjoint') continue;
    put(controlNode(nodes, row.control), row.strength, row.id, row.relationship === 'superset' || row.relationship === 'equal');
  }
  for (const row of directRowsOf[node]!) {
    const from = nodes.ofRequirement.get(requirementName(row.from.framework, row.from.id))!;
    const to = nodes.ofRequirement.get(requirementName(row.to.framework, row.to.id))!;
    const isInside = row.relationship === 'equal' || row.relationship === (from === node ? 'superset' : 'subset');
    if (from !== to && isInside) put(from === node ? to : from, row.strength, row.id, true);
  }
  return [...parts.values()].sort((a, b) => b.strength - a.strength || (a.name < b.name ? -1 : 1));
}

export type PartState = 'met' | 'missing' | 'unknown';

/** The state of a mapped part over the whole scope: met on all of it, missing on some of it, or unknown. */
export function stateOf({ parts }: Situation, part: MappedPart): PartState {
  let state: PartState = 'met';
  for (const { proof } of parts) {
    const isKnown = !proof.silent[part.node];
    if (isKnown && proof.any[part.node]! > 0) continue;
    if (isKnown && proof.notMet[part.node]! > 0 && part.isInside) return 'missing';
    state = 'unknown';
  }
  return state;
}

/** Names of the mapped parts by state. */
export function nameParts(mapped: readonly MappedPart[], states: readonly PartState[]): Parts {
  const parts: Record<PartState, string[]> = { met: [], missing: [], unknown: [] };
  mapped.forEach(({ name }, at) => parts[states[at]!].push(name));
  return parts;
}

/**
 * Strength of the met parts over the strength of all, in [0,1]. What no control holds (a residue, an auditor's judgement,
 * or a set that nobody called exhaustive) weighs as one more part until the requirement itself is met.
 */
export function shareOf(mapped: readonly MappedPart[], states: readonly PartState[], requirement: Requirement, isMet: boolean): number | null {
  if (isMet) return 1;
  if (mapped.length === 0) return null;
  const all = mapped.reduce((sum, { strength }) => sum + strength, 0);
  const met = mapped.reduce((sum, { strength }, at) => sum + (states[at] === 'met' ? strength : 0), 0);
  const rest = requirement.exhausted === 'yes' ? 0 : all / mapped.length;
  return Math.round((1000 * met) / (all + rest)) / 1000;
}
