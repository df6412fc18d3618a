import { assuranceOf, isAged, untilOf, weakest } from './chain-quality.js';
import type { Quality } from './chain-quality.js';
import { dateOf } from './calendar.js';
import type { Requirement } from './catalog-types.js';
import { requirementName } from './compiled.js';
import type { Compiled } from './compiled.js';
import type { Assurance } from './evidence-types.js';
import { disagreementsOn } from './disagreements.js';
import { mappedParts, nameParts, shareOf, stateOf } from './parts.js';
import type { Parts } from './parts.js';
import type { Proof } from './prove.js';
import type { Reason } from './reason-types.js';
import type { PartProof, Situation } from './situation.js';
import { joinVerdicts, verdictOf } from './verdict.js';
import type { Verdict } from './verdict.js';

/** What is proven of one requirement. */
export interface RequirementAnswer {
  readonly id: string;
  readonly verdict: Verdict;
  /** False: it does not bind the party in its roles, and stands outside every total. */
  readonly binds: boolean;
  /** It was met until this date and would be again if what expired were renewed. */
  readonly expired: string | null;
  /** Strength-weighted part of it that is met, in [0,1], for pictures only; null where nothing is mapped. */
  readonly share: number | null;
  /** Of the strongest chain. */
  readonly assurance: Assurance | null;
  /** The last day on which that chain counts. */
  readonly validUntil: string | null;
  readonly exceptions: boolean;
  readonly aged: boolean;
  readonly parts: Parts;
  readonly residue: string | null;
  /** Of a parent: over its assessable, binding descendants; null for a leaf. */
  readonly rollup: Verdict | null;
  /** For which ids of the scope the verdict holds; absent: for all asked for. */
  readonly scope?: readonly string[];
  /** A vendor's clean answer stands against an auditor's exception or breach. */
  readonly disagreements?: readonly string[];
  readonly reasons?: readonly Reason[];
}

/** The verdict of a requirement over all parts of the asked scope, with its assurance, validity and parts. */
export function judgeRequirement(
  compiled: Compiled, situation: Situation, framework: string, requirement: Requirement, binds: boolean,
): RequirementAnswer {
  const node = compiled.nodes.ofRequirement.get(requirementName(framework, requirement.id))!;
  const verdicts = situation.parts.map(({ proof, overlaps }) => verdictOf(proof, overlaps[node]!, node));
  const verdict = joinVerdicts(verdicts) ?? 'not-applicable';
  const carrying = situation.parts.filter((_, at) => carries(verdicts[at]!, verdict));
  const quality = carrying.map((part) => qualityFor(part, node, verdict)).reduce((a, b) => (a === 0 || b === 0 ? 0 : weakest(a, b)));
  const mapped = mappedParts(compiled, node);
  const states = mapped.map((part) => stateOf(situation, part));
  const isMet = verdict === 'met' || verdict === 'met-with-exceptions';
  const scope = carrying.length < situation.parts.length ? carrying.flatMap(({ ids }) => ids) : null;
  const disagreements = situation.parts.flatMap((part) => disagreementsOn(compiled, part.disagreements, [node, ...mapped.map((one) => one.node)]));
  return {
    id: requirement.id,
    verdict,
    binds,
    expired: isMet ? null : expiryOf(situation, node),
    share: shareOf(mapped, states, requirement, isMet),
    assurance: quality === 0 ? null : assuranceOf(quality),
    validUntil: quality === 0 ? null : dateOf(untilOf(quality)),
    exceptions: situation.parts.some(({ proof }) => proof.exceptions[node] === 1 || mapped.some((part) => proof.exceptions[part.node] === 1)),
    aged: quality !== 0 && isAged(quality),
    parts: nameParts(mapped, states),
    residue: requirement.residue,
    rollup: null,
    ...(scope && !scope.includes(null) ? { scope: scope as string[] } : {}),
    ...(disagreements.length > 0 ? { disagreements: [...new Set(disagreements)] } : {}),
  };
}

/** Whether the verdict on a part of the scope is one of those that the joined verdict rests on. */
function carries(part: Verdict, joined: Verdict): boolean {
  if (part === joined) return true;
  if (joined === 'partly') return part === 'met' || part === 'met-with-exceptions';
  return joined === 'met-with-exceptions' && part === 'met';
}

function qualityFor({ proof, overlaps }: PartProof, node: number, verdict: Verdict): Quality {
  if (verdict === 'not-met') return proof.notMet[node]!;
  if (verdict === 'met') return proof.clean[node]!;
  if (verdict === 'met-with-exceptions') return proof.any[node]!;
  if (verdict === 'partly') return Math.max(overlaps[node]!, proof.any[node]!);
  return 0;
}

/** The first day on which something that has expired ceased to prove it; null unless all parts are met now or would be again. */
function expiryOf({ parts }: Situation, node: number): string | null {
  const days: number[] = [];
  for (const { proof, renewed } of parts) {
    if (isProven(proof, node)) continue;
    if (!renewed || !isProven(renewed, node)) return null;
    days.push(untilOf(renewed.any[node]!));
  }
  return days.length === 0 ? null : dateOf(Math.min(...days));
}

function isProven({ any, notMet, silent }: Proof, node: number): boolean {
  return any[node]! > 0 && notMet[node] === 0 && !silent[node];
}
