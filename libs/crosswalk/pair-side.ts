import { parseBoundedControl } from './bound.js';
import type { MappingRow } from './catalog-types.js';
import { requirementName } from './compiled.js';
import type { Compiled } from './compiled.js';
import type { Holder } from './pair-strength.js';

/** One framework's part in a comparison of two. */
export interface PairSide {
  /** Nodes of its assessable requirements. */
  readonly requirements: ReadonlySet<number>;
  /** Per common control, without bounds: the requirements that map to it. */
  readonly holders: ReadonlyMap<string, readonly Holder[]>;
}

/** @returns null where the framework is not in the catalog */
export function pairSide({ catalog, nodes, rowsOf }: Compiled, frameworkId: string): PairSide | null {
  const framework = catalog.frameworks.find(({ id }) => id === frameworkId);
  if (!framework) return null;
  const requirements = new Set<number>();
  const holders = new Map<string, Holder[]>();
  for (const { id, assessable } of framework.requirements) {
    if (!assessable) continue;
    const node = nodes.ofRequirement.get(requirementName(frameworkId, id))!;
    requirements.add(node);
    for (const [control, holder] of holdings(node, rowsOf[node]!)) {
      const known = holders.get(control);
      if (known) known.push(holder);
      else holders.set(control, [holder]);
    }
  }
  return { requirements, holders };
}

/** A requirement's rows, those to one control taken together: the strongest counts, for the scopes of all. */
function holdings(requirement: number, rows: readonly MappingRow[]): Map<string, Holder> {
  const own = new Map<string, Holder>();
  for (const row of rows) {
    if (row.relationship === 'disjoint') continue;
    const { control, scope } = scopeOf(row.control);
    const known = own.get(control);
    own.set(control, known === undefined ? { requirement, strength: row.strength, scope } : {
      requirement, strength: Math.max(known.strength, row.strength), scope: known.scope && scope && new Set([...known.scope, ...scope]),
    });
  }
  return own;
}

function scopeOf(text: string): { control: string; scope: ReadonlySet<string> | null } {
  const { control, bounds } = parseBoundedControl(text);
  const scope = bounds.find(({ parameter }) => parameter === 'scope')?.value;
  return { control, scope: Array.isArray(scope) ? new Set(scope as readonly string[]) : null };
}
