import { sayDate } from './calendar.js';
import { formatBound } from './bound.js';
import type { Requirement } from './catalog-types.js';
import type { Compiled } from './compiled.js';
import type { RequirementAnswer } from './judge-requirement.js';
import { mappedParts, stateOf } from './parts.js';
import type { MappedPart } from './parts.js';
import { isAccepted } from './prove.js';
import type { Reason } from './reason-types.js';
import { reasonOfMark } from './say-fact.js';
import { fullName, listOf, shortName, subjectOf } from './say-node.js';
import type { Situation } from './situation.js';

/** What would close a gap; `control` is null where no common control would. */
export interface Closing {
  readonly control: string | null;
  readonly says: string;
}

/** What keeps a requirement from being met, and what would close it. Both are empty where it is met or does not apply. */
export function whyNotMet(
  compiled: Compiled, situation: Situation, node: number, requirement: Requirement, answer: RequirementAnswer,
): { whyNot: Reason[]; wouldClose: Closing[] } {
  if (['met', 'met-with-exceptions', 'not-applicable'].includes(answer.verdict)) return { whyNot: [], wouldClose: [] };
  const whyNot: Reason[] = [];
  const wouldClose: Closing[] = [];
  const union = new Set(compiled.covers.filter((cover) => cover.node === node).flatMap((cover) => [...cover.links]));
  const parts = mappedParts(compiled, node);
  const open = parts.filter((part) => stateOf(situation, part) !== 'met');
  if (answer.expired) {
    whyNot.push({ rule: 'expired', says: `What proved it expired on ${sayDate(answer.expired)}.` });
    wouldClose.push({ control: null, says: 'Ask for the current version of the evidence that expired.' });
  }
  for (const part of open.filter((one) => union.size === 0 || union.has(one.node) || stateOf(situation, one) === 'missing')) {
    whyNot.push(whyPartOpen(compiled, situation, part));
    wouldClose.push({ control: part.name, says: askFor(compiled, part) });
  }
  if (requirement.exhausted === 'judgement') {
    whyNot.push({ rule: 'judgement', says: `Only an auditor's opinion finds ${shortName(compiled, node)} met: it is a principle, and its controls are the organization's own choice.` });
    wouldClose.push({ control: null, says: `Ask for a SOC 2 report whose opinion covers ${requirement.id}.` });
  } else if (union.size === 0) {
    const says = requirement.exhausted === 'yes'
      ? 'A row of the set that was to hold all of it was removed or loosened.'
      : parts.length === 0 ? 'No common control is mapped to it.' : `Nobody has said that ${listOf(parts.map(({ name }) => name).slice(0, 6))} together are all that it asks.`;
    whyNot.push({ rule: 'not-exhausted', says });
    wouldClose.push({ control: null, says: requirement.residue ? `Ask about what its controls do not hold: ${requirement.residue}` : `Ask for evidence on ${shortName(compiled, node)} itself.` });
  }
  if (requirement.residue) whyNot.push({ rule: 'residue', says: `Besides its controls it asks: ${requirement.residue.replace(/\.?$/, '.')}` });
  return { whyNot, wouldClose };
}

function whyPartOpen(compiled: Compiled, { parts }: Situation, part: MappedPart): Reason {
  const name = fullName(compiled, part.node);
  for (const { proof } of parts) {
    if (proof.silent[part.node]) return { rule: 'contradiction', says: `What is known of ${name} contradicts itself.` };
    const breach = proof.marks.find((mark) => mark.node === part.node && mark.kind === 'not-met');
    if (breach) return { rule: part.isInside ? 'missing' : 'overlapping-breach', says: part.isInside ? `${name} is not met.` : `${name} is not met, and it is unknown whether that part is asked here.`, from: [reasonOfMark(compiled, breach)] };
    const exception = proof.marks.find((mark) => mark.node === part.node && mark.kind === 'excepted');
    if (exception) return { rule: 'exception', says: `${name} had exceptions, so it is unknown whether it holds.`, from: [reasonOfMark(compiled, exception)] };
    const without = proof.marks[proof.notApplicable[part.node]! - 1];
    if (without && !isAccepted(without)) return { rule: 'not-accepted', says: `${name} is said not to apply, and no reviewer has accepted that.`, from: [reasonOfMark(compiled, without)] };
    const bare = compiled.nodes.group[part.node]?.[0] ?? part.node;
    if (bare !== part.node && proof.any[bare]! > 0) {
      return { rule: 'not-measured', says: `${compiled.nodes.names[bare]} is met, but nothing proves ${listOf(compiled.nodes.bounds[part.node]!.map(formatBound))}.` };
    }
  }
  return { rule: 'no-evidence', says: `No evidence that counts speaks for ${name}${parts.length > 1 ? ' in the whole scope' : ''}.` };
}

function askFor(compiled: Compiled, part: MappedPart): string {
  const subject = subjectOf(compiled, part.node);
  if (subject.kind === 'requirement') return `Ask for evidence on ${fullName(compiled, part.node)}.`;
  const measures = compiled.nodes.bounds[part.node]!.map((bound) => {
    const named = subject.control?.parameters.find(({ parameter }) => parameter === bound.parameter)?.measures;
    return `${named ?? bound.parameter}: ${formatBound(bound)}`;
  });
  const bounds = measures.length > 0 ? ` (${measures.join('; ')})` : '';
  return `Show that ${subject.control ? subject.control.statement.replace(/^\w/, (first) => first.toLowerCase()).replace(/\.$/, '') : part.name}${bounds}.`;
}
