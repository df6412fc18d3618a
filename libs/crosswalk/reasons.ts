import { sayDate } from './calendar.js';
import type { Requirement } from './catalog-types.js';
import { requirementName } from './compiled.js';
import type { Compiled } from './compiled.js';
import type { RequirementAnswer } from './judge-requirement.js';
import { mappedParts, stateOf } from './parts.js';
import { reasonOfMark } from './say-fact.js';
import { listOf } from './say-bound.js';
import { fullName, shortName } from './say-node.js';
import { BY_COVER, BY_FACT, BY_NODE, STEP_KIND, isAccepted } from './prove.js';
import type { Closure, Proof } from './prove.js';
import type { Reason } from './reason-types.js';
import { rowThatHolds } from './containment-path.js';
import { isOverlapping, PPi } from './relation.js';
import { maskIn } from './find-contradictions.js';
import type { PartProof, Situation } from './situation.js';
import { verdictOf } from './verdict.js';

/** Why a requirement has its verdict: trees whose leaves are sources and whose roots speak of the requirement. */
export function reasonsFor(compiled: Compiled, situation: Situation, framework: string, requirement: Requirement, answer: RequirementAnswer): Reason[] {
  const node = compiled.nodes.ofRequirement.get(requirementName(framework, requirement.id))!;
  const reasons = reasonsOverScope(compiled, situation, node);
  if (!answer.binds) reasons.unshift({ rule: 'roles', says: `${shortName(compiled, node)} binds ${listOf(requirement.appliesTo)} only.` });
  const ready = sayReady(compiled, situation, node, requirement, answer);
  if (ready) reasons.unshift({ rule: 'judgement', says: ready });
  if (answer.expired) reasons.push({ rule: 'expired', says: `It was met until ${sayDate(answer.expired)}; what proved it has expired since.` });
  for (const says of answer.disagreements ?? []) reasons.push({ rule: 'disagreement', says });
  return reasons;
}

/** The reasons on each part of the scope under its ids; once where they are the same on all parts. */
function reasonsOverScope(compiled: Compiled, { parts }: Situation, node: number): Reason[] {
  const found = parts.map((part) => reasonsOnPart(compiled, part, node));
  if (found.every((reasons) => JSON.stringify(reasons) === JSON.stringify(found[0]))) return found[0] ?? [];
  return parts.flatMap(({ ids, proof, overlaps }, at) => {
    const says = `For ${listOf(ids.map((id) => id ?? 'everything else in scope'))}: ${verdictOf(proof, overlaps[node]!, node).replaceAll('-', ' ')}.`;
    return found[at]!.length === 0 ? [] : [{ rule: 'scope', says, from: found[at]! }];
  });
}

/** A principle-based criterion without an opinion: how many of its controls are met. Null where that says nothing. */
export function sayReady(compiled: Compiled, situation: Situation, node: number, requirement: Requirement, answer: RequirementAnswer): string | null {
  if (requirement.exhausted !== 'judgement' || answer.verdict !== 'partly') return null;
  const controls = mappedParts(compiled, node).filter((part) => part.node >= compiled.nodes.requirements);
  const met = controls.filter((part) => stateOf(situation, part) === 'met').length;
  if (met === 0) return null;
  return met === controls.length
    ? `Ready: all ${met} mapped controls met, no opinion yet.`
    : `${met} of ${controls.length} mapped controls met, no opinion yet.`;
}

function reasonsOnPart(compiled: Compiled, part: PartProof, node: number): Reason[] {
  const { proof, overlaps } = part;
  switch (verdictOf(proof, overlaps[node]!, node)) {
    case 'contradiction': return [{ rule: 'contradiction', says: `What is known of ${shortName(compiled, node)} contradicts itself, so nothing rests on it.`, from: bothChains(compiled, proof, node) }];
    case 'not-met': return [whyBreached(compiled, proof, proof, node)];
    case 'met': return [whyMet(compiled, proof, proof, node, true)];
    case 'met-with-exceptions': return [whyMet(compiled, proof, proof, node, false)];
    case 'not-applicable': return [whyNotApplicable(compiled, proof, node)];
    case 'partly': return whyPartly(compiled, proof, node);
    case 'unknown': return [];
  }
}

function bothChains(compiled: Compiled, proof: Proof, node: number): Reason[] {
  const { for: pro, against } = chainsAt(compiled, proof, node);
  return [...pro, ...against];
}

/** What proves a node that contradicts itself, and what disproves it or says that it does not apply. */
export function chainsAt(compiled: Compiled, proof: Proof, node: number): { for: Reason[]; against: Reason[] } {
  const { open } = proof;
  return {
    for: open.any[node]! > 0 ? [whyMet(compiled, proof, open, node, open.clean[node]! > 0)] : [],
    against: [...(open.notMet[node]! > 0 ? [whyBreached(compiled, proof, open, node)] : []), ...(proof.notApplicable[node]! > 0 ? [whyNotApplicable(compiled, proof, node)] : [])],
  };
}

function whyMet(compiled: Compiled, proof: Proof, closure: Closure, node: number, isClean: boolean): Reason {
  const step = (isClean ? closure.cleanStep : closure.anyStep)[node]!;
  const index = step & ~STEP_KIND;
  const link = (other: number): Reason => {
    if ((step & STEP_KIND) === BY_COVER && isAcceptedLink(proof, other)) return whyNotApplicable(compiled, proof, other);
    return whyMet(compiled, proof, closure, other, isClean && closure.clean[other]! > 0);
  };
  if ((step & STEP_KIND) === BY_FACT) return reasonOfMark(compiled, proof.marks[index]!);
  if ((step & STEP_KIND) === BY_COVER) {
    const links = [...compiled.covers[index]!.links];
    return {
      rule: 'joint-cover', says: `${listOf(links.map((one) => shortName(compiled, one)))} together are all that ${fullName(compiled, node)} asks.`, from: links.map(link),
    };
  }
  const held = rowThatHolds(compiled, node, index);
  const says = held.isEqual ? `It is all that ${fullName(compiled, node)} asks.` : `It holds all that ${fullName(compiled, node)} asks${held.through}.`;
  return { rule: held.isEqual ? 'equal' : 'inside', says, ...(held.row ? { row: held.row } : {}), from: [link(index)] };
}

function isAcceptedLink({ marks, notApplicable }: Proof, node: number): boolean {
  return notApplicable[node]! > 0 && isAccepted(marks[notApplicable[node]! - 1]!);
}

function whyBreached(compiled: Compiled, proof: Proof, closure: Closure, node: number): Reason {
  const step = closure.notMetStep[node]!;
  const index = step & ~STEP_KIND;
  if ((step & STEP_KIND) !== BY_NODE) return reasonOfMark(compiled, proof.marks[index]!);
  const held = rowThatHolds(compiled, index, node);
  return {
    rule: 'breach-inside', says: `${fullName(compiled, node)} asks for all of it${held.through}.`, ...(held.row ? { row: held.row } : {}),
    from: [whyBreached(compiled, proof, closure, index)],
  };
}

function whyNotApplicable(compiled: Compiled, proof: Proof, node: number): Reason {
  const mark = proof.marks[proof.notApplicable[node]! - 1]!;
  const reason = reasonOfMark(compiled, mark);
  if (node < compiled.nodes.requirements) return { ...reason, rule: 'not-applicable' };
  return { rule: 'not-applicable', says: `${shortName(compiled, node)} does not apply${isAccepted(mark) ? ', which a reviewer accepted' : ', which no reviewer has accepted yet'}.`, evidence: mark.by.fact.id, from: [reason] };
}

/** Up to this many met parts are shown; what is mapped comes first. */
const SHOWN = 8;

function whyPartly(compiled: Compiled, proof: Proof, node: number): Reason[] {
  const isMet = (other: number): boolean => proof.any[other]! > 0 && !proof.silent[other];
  const mapped = mappedParts(compiled, node).map((part) => part.node).filter(isMet);
  const found = mapped.length > 0 ? mapped : Array.from(compiled.pairs[node]!.to).filter(isMet).concat([...compiled.down[node]!].filter(isMet));
  const seen = [...new Set(found)].filter((other) => isOverlapping(maskIn(compiled.pairs, node, other)) || compiled.down[node]!.includes(other));
  return seen.slice(0, SHOWN).map((other): Reason => {
    const isPart = maskIn(compiled.pairs, node, other) === PPi || compiled.down[node]!.includes(other);
    const row = compiled.rowsOf[node]!.find(({ control }) => control === compiled.nodes.names[other]);
    return {
      rule: 'overlap', says: isPart ? `It is a part of ${fullName(compiled, node)}.` : `It overlaps with ${fullName(compiled, node)}.`,
      ...(row ? { row: row.id } : {}), from: [whyMet(compiled, proof, proof, other, proof.clean[other]! > 0)],
    };
  });
}
