import type { Framework, Requirement } from './catalog-types.js';
import { requirementName } from './compiled.js';
import type { Compiled } from './compiled.js';
import { bindsParty } from './coverage.js';
import type { Ask, Evidence } from './evidence-types.js';
import { judgeRequirement } from './judge-requirement.js';
import type { RequirementAnswer } from './judge-requirement.js';
import { mappedParts, stateOf } from './parts.js';
import type { PartState } from './parts.js';
import { factsBehind } from './facts-behind.js';
import type { FactBehind } from './facts-behind.js';
import type { Reason } from './reason-types.js';
import { reasonsFor, sayReady } from './reasons.js';
import { rollUp } from './roll-up.js';
import { sayVerdict } from './say-verdict.js';
import { boundsInWords, shortName, subjectOf } from './say-node.js';
import { assess } from './situation.js';
import { whyNotMet } from './why-not.js';
import type { Closing } from './why-not.js';

export interface MappedControl {
  /** As its row writes it, with its bound. */
  readonly control: string;
  /** The bound in words; null where there is none. */
  readonly bound: string | null;
  readonly title: string;
  readonly statement: string;
  readonly relationship: string;
  readonly strength: number;
  readonly rationale: string;
  readonly reason: string;
  readonly origin: string;
  readonly state: PartState;
}

export interface RequirementExplanation {
  readonly framework: Framework;
  readonly requirement: Requirement;
  readonly result: RequirementAnswer;
  /** The verdict in a sentence. */
  readonly says: string;
  /** What keeps it from being met; empty where it is. */
  readonly whyNot: readonly Reason[];
  readonly wouldClose: readonly Closing[];
  readonly mapped: readonly MappedControl[];
  /** Every fact that has to do with it, whether it counts or not. */
  readonly facts: readonly FactBehind[];
}

/**
 * One requirement for one party in full: verdict, reasons, what is missing and what would close it. Null where the
 * framework or the requirement is not in the catalog.
 */
export function explainRequirement(compiled: Compiled, evidence: readonly Evidence[], ask: Ask, frameworkId: string, id: string): RequirementExplanation | null {
  const framework = compiled.catalog.frameworks.find((one) => one.id === frameworkId);
  const requirement = framework?.requirements.find((one) => one.id === id);
  if (!framework || !requirement) return null;
  const node = compiled.nodes.ofRequirement.get(requirementName(frameworkId, id))!;
  const situation = assess(compiled, evidence, ask);
  const judged = framework.requirements.map((one) => judgeRequirement(compiled, situation, frameworkId, one, bindsParty(one, ask.roles)));
  const own = rollUp(framework.requirements, judged).find((one) => one.id === id)!;
  const result = { ...own, reasons: reasonsFor(compiled, situation, frameworkId, requirement, own) };
  const ready = sayReady(compiled, situation, node, requirement, own);
  const { whyNot, wouldClose } = whyNotMet(compiled, situation, node, requirement, own);
  const parts = mappedParts(compiled, node);
  return {
    framework, requirement, result, says: ready ?? sayVerdict(shortName(compiled, node), own), whyNot, wouldClose,
    mapped: mappedControls(compiled, node, (control) => {
      const part = parts.find((one) => one.node === control);
      return part ? stateOf(situation, part) : 'unknown';
    }),
    facts: factsBehind(compiled, situation, evidence, ask, node, new Set(citedIn(result.reasons))),
  };
}

function mappedControls(compiled: Compiled, node: number, state: (control: number) => PartState): MappedControl[] {
  const parts = mappedParts(compiled, node);
  return compiled.rowsOf[node]!.map((row) => {
    const control = parts.find((part) => part.rowId === row.id)?.node ?? compiled.nodes.ofControl.get(row.control) ?? -1;
    const subject = control === -1 ? null : subjectOf(compiled, control);
    const found = subject?.kind === 'control' ? subject.control : null;
    return {
      control: row.control, bound: control === -1 || compiled.nodes.bounds[control]!.length === 0 ? null : boundsInWords(compiled, control),
      title: found?.title ?? '', statement: found?.statement ?? '', relationship: row.relationship, strength: row.strength,
      rationale: row.rationale, reason: row.reason, origin: row.origin, state: state(control),
    };
  });
}

/** The ids of the facts that reasons name, however deep. */
function citedIn(reasons: readonly Reason[]): string[] {
  return reasons.flatMap(({ evidence, from }) => [...(evidence ? [evidence] : []), ...citedIn(from ?? [])]);
}
