import { requirementName } from './compiled.js';
import type { Compiled } from './compiled.js';
import { bindsParty } from './coverage.js';
import type { Ask, Evidence } from './evidence-types.js';
import { VERDICTS } from './verdict.js';
import type { Verdict } from './verdict.js';
import { sweepVerdicts } from './verdict-sweep.js';

/** A verdict that becomes another when one catalog takes the place of another. */
export interface VerdictChange {
  readonly framework: string;
  readonly id: string;
  readonly title: string;
  /** Null: the catalog did not have the requirement. */
  readonly from: Verdict | null;
  /** Null: the catalog has it no more. */
  readonly to: Verdict | null;
}

/** The verdicts of a party on assessable requirements that bind it which two catalogs tell apart, by the same evidence. */
export function verdictChanges(before: Compiled, after: Compiled, evidence: readonly Evidence[], ask: Ask): VerdictChange[] {
  const [was, is] = [before, after].map((compiled) => verdictsBy(compiled, evidence, ask)) as [Map<string, Known>, Map<string, Known>];
  const changes: VerdictChange[] = [];
  for (const [name, { framework, id, title, verdict }] of is) {
    const from = was.get(name)?.verdict ?? null;
    if (from !== verdict && !(from === null && verdict === 'unknown')) changes.push({ framework, id, title, from, to: verdict });
  }
  for (const [name, { framework, id, title, verdict }] of was) if (!is.has(name) && verdict !== 'unknown') changes.push({ framework, id, title, from: verdict, to: null });
  return changes;
}

interface Known {
  readonly framework: string;
  readonly id: string;
  readonly title: string;
  readonly verdict: Verdict;
}

function verdictsBy(compiled: Compiled, evidence: readonly Evidence[], ask: Ask): Map<string, Known> {
  const swept = sweepVerdicts(compiled, evidence, ask);
  const known = new Map<string, Known>();
  for (const { id: framework, requirements } of compiled.catalog.frameworks) for (const requirement of requirements) {
    if (!requirement.assessable || !bindsParty(requirement, ask.roles)) continue;
    const name = requirementName(framework, requirement.id);
    known.set(name, { framework, id: requirement.id, title: requirement.title, verdict: VERDICTS[swept[compiled.nodes.ofRequirement.get(name)!]!]! });
  }
  return known;
}
