import { sayDate } from './calendar.js';
import type { Requirement } from './catalog-types.js';
import type { Compiled } from './compiled.js';
import type { RequirementAnswer } from './judge-requirement.js';
import { mappedParts, stateOf } from './parts.js';
import type { MappedPart } from './parts.js';
import { isAccepted } from './prove.js';
import type { Reason } from './reason-types.js';
import { reasonOfMark } from './say-fact.js';
import { listOf, sayMeasured } from './say-bound.js';
import { bareName, boundsInWords, fullName, measuresOf, shortName, subjectOf } from './say-node.js';
import type { Situation } from './situation.js';

/** What would close a gap; `control` is null where no common control would. */
export interface Closing {
  readonly control: string | null;
  readonly says: string;
}

export type GapKind = 'missing' | 'loose' | 'exception' | 'contradiction' | 'not-accepted' | 'assurance' | 'expired' | 'opinion' | 'residue';

/** One thing that keeps a requirement from being met, and the question that would close it. */
export interface Gap {
  readonly kind: GapKind;
  readonly control: string | null;
  readonly requirement: string;
  readonly says: string;
  readonly question: string;
  /** What the gap rests on. */
  readonly from?: readonly Reason[];
}

/** What keeps a requirement from being met, and what would close it. Both are empty where it is met or does not apply. */
export function whyNotMet(
  compiled: Compiled, situation: Situation, node: number, requirement: Requirement, answer: RequirementAnswer,
): { whyNot: Reason[]; wouldClose: Closing[] } {
  const gaps = findGaps(compiled, situation, node, requirement, answer);
  return {
    whyNot: gaps.map(({ kind, says, from }) => ({ rule: kind, says, ...(from ? { from } : {}) })),
    wouldClose: gaps.filter(({ question }) => question !== '').map(({ control, question }) => ({ control, says: question })),
  };
}

/** The gaps of one requirement; none where it is met or does not apply. */
export function findGaps(compiled: Compiled, situation: Situation, node: number, requirement: Requirement, answer: RequirementAnswer): Gap[] {
  if (['met', 'met-with-exceptions', 'not-applicable'].includes(answer.verdict)) return [];
  const gaps: Gap[] = [];
  const put = (kind: GapKind, says: string, question: string): void => void gaps.push({ kind, control: null, requirement: requirement.id, says, question });
  const union = new Set(compiled.covers.filter((cover) => cover.node === node).flatMap((cover) => [...cover.links]));
  const parts = mappedParts(compiled, node);
  if (answer.expired) put('expired', `What proved it expired on ${sayDate(answer.expired)}.`, 'Ask for the current version of the evidence that expired.');
  for (const part of parts) {
    const state = stateOf(situation, part);
    if (state === 'met' || (union.size > 0 && !union.has(part.node) && state !== 'missing')) continue;
    gaps.push({ ...whyPartOpen(compiled, situation, part), control: part.name, requirement: requirement.id, question: askFor(compiled, part) });
  }
  const name = shortName(compiled, node);
  if (requirement.exhausted === 'judgement') {
    put('opinion', `Only an auditor's opinion finds ${name} met: it is a principle, and its controls are the organization's own choice.`, `Ask for an auditor's report whose opinion covers ${name}.`);
  } else if (union.size === 0 && compiled.up[node]!.to.length === 0) {
    put('residue', whyOpenEnded(compiled, requirement, parts), requirement.residue ? `Ask about what its controls do not hold: ${requirement.residue.replace(/\.?$/, '.')}` : `Ask for evidence on ${name} itself.`);
  }
  if (requirement.residue) put('residue', `Besides its controls it asks: ${requirement.residue.replace(/\.?$/, '.')}`, '');
  return gaps;
}

function whyOpenEnded(compiled: Compiled, requirement: Requirement, parts: readonly MappedPart[]): string {
  if (requirement.exhausted === 'yes') return 'A row of the set that was to hold all of it was removed or loosened.';
  if (parts.length === 0) return 'No common control is mapped to it.';
  return `Nobody has said that ${listOf([...new Set(parts.map((part) => bareName(compiled, part.node)))].slice(0, 6))} together are all that it asks.`;
}

function whyPartOpen(compiled: Compiled, { parts }: Situation, part: MappedPart): Pick<Gap, 'kind' | 'says' | 'from'> {
  const name = fullName(compiled, part.node);
  for (const { proof } of parts) {
    if (proof.silent[part.node]) return { kind: 'contradiction', says: `What is known of ${name} contradicts itself.` };
    const breach = proof.marks.find((mark) => mark.node === part.node && mark.kind === 'not-met');
    if (breach) {
      const says = part.isInside ? `${name} is not met.` : `${name} is not met, and it is unknown whether that part is asked here.`;
      return { kind: breach.breach ? 'loose' : 'missing', says, from: [reasonOfMark(compiled, breach)] };
    }
    const exception = proof.marks.find((mark) => mark.node === part.node && mark.kind === 'excepted');
    if (exception) return { kind: 'exception', says: `${name} had exceptions, so it is unknown whether it holds.`, from: [reasonOfMark(compiled, exception)] };
    const without = proof.marks[proof.notApplicable[part.node]! - 1];
    if (without && !isAccepted(without)) return { kind: 'not-accepted', says: `${name} is said not to apply, and no reviewer has accepted that.`, from: [reasonOfMark(compiled, without)] };
    const bare = compiled.nodes.group[part.node]?.[0] ?? part.node;
    if (bare !== part.node && proof.any[bare]! > 0) {
      return { kind: 'loose', says: `${fullName(compiled, bare)} is met, but nothing proves it ${boundsInWords(compiled, part.node)}.` };
    }
  }
  return { kind: 'missing', says: `No evidence that counts speaks for ${name}${parts.length > 1 ? ' in the whole scope' : ''}.` };
}

function askFor(compiled: Compiled, part: MappedPart): string {
  const subject = subjectOf(compiled, part.node);
  if (subject.kind === 'requirement') return `Ask for evidence on ${fullName(compiled, part.node)}.`;
  const measures = compiled.nodes.bounds[part.node]!.map(({ parameter, value }) => `${measuresOf(subject.control, parameter) ?? parameter}: ${sayMeasured(parameter, value)}`);
  const bounds = measures.length > 0 ? ` (${measures.join('; ')})` : '';
  return `Show that ${subject.control ? subject.control.statement.replace(/^\w/, (first) => first.toLowerCase()).replace(/\.$/, '') : shortName(compiled, part.node)}${bounds}.`;
}
