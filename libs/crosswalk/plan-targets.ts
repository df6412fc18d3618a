import type { Framework, Requirement } from './catalog-types.js';
import { requirementName } from './compiled.js';
import type { Compiled } from './compiled.js';
import { bindsParty } from './coverage.js';
import type { Ask } from './evidence-types.js';
import { mappedParts } from './parts.js';
import type { Situation } from './situation.js';
import { shortName } from './say-node.js';

/** A requirement that controls can close: any one of its options, each a set of control nodes that are not met yet. */
export interface Target {
  readonly node: number;
  readonly id: string;
  readonly options: readonly (readonly number[])[];
  /** True: closing it leaves it ready for an opinion, or answered as far as controls go; it is not proven met by them. */
  readonly isReadyOnly: boolean;
}

/** A requirement that no control can close, and why. */
export interface OpenEnd {
  readonly id: string;
  readonly says: string;
}

/** The assessable, binding requirements of a framework that are not met on the whole scope, and how controls could close them. */
export function planTargets(compiled: Compiled, situation: Situation, framework: Framework, ask: Ask): { targets: Target[]; open: OpenEnd[] } {
  const targets: Target[] = [];
  const open: OpenEnd[] = [];
  for (const requirement of framework.requirements) {
    if (!requirement.assessable || !bindsParty(requirement, ask.roles)) continue;
    const node = compiled.nodes.ofRequirement.get(requirementName(framework.id, requirement.id))!;
    if (isDone(situation, node)) continue;
    const said = ownVerdict(situation, node);
    if (said) {
      open.push({ id: requirement.id, says: `${shortName(compiled, node)} itself is said to be ${said}; that has to be answered first.` });
      continue;
    }
    const target = targetOf(compiled, situation, node, requirement);
    if (target) targets.push(target);
    else open.push({ id: requirement.id, says: requirement.residue ? `No control holds it: ${requirement.residue}` : 'No common control is mapped to it; it needs evidence of its own.' });
  }
  return { targets, open };
}

/** True where nothing is left to do on any part of the scope. */
export function isDone({ parts }: Situation, node: number): boolean {
  return parts.every(({ proof }) => !proof.silent[node] && !proof.notMet[node] && (proof.any[node]! > 0 || proof.notApplicable[node]! > 0));
}

function ownVerdict({ parts }: Situation, node: number): 'not met' | 'contradictory' | null {
  for (const { proof } of parts) {
    const own = proof.marks.filter((mark) => mark.node === node);
    if (own.some(({ kind }) => kind === 'not-met')) return own.some(({ kind }) => kind === 'met' || kind === 'excepted') ? 'contradictory' : 'not met';
  }
  return null;
}

function targetOf(compiled: Compiled, situation: Situation, node: number, requirement: Requirement): Target | null {
  const { nodes, covers, up } = compiled;
  const isOpen = (control: number): boolean => !isDone(situation, control);
  const options: number[][] = requirement.exhausted === 'judgement' ? [] : [
    ...covers.filter((cover) => cover.node === node).map(({ links }) => [...links].filter(isOpen)),
    ...[...up[node]!.to].filter((whole) => whole >= nodes.requirements && isOpen(whole)).map((whole) => [whole]),
  ];
  // Whatever breaks it from inside has to be mended in every option.
  const inside = mappedParts(compiled, node).filter((part) => part.node >= nodes.requirements);
  const broken = inside.filter((part) => part.isInside && situation.parts.some(({ proof }) => proof.notMet[part.node]! > 0)).map((part) => part.node);
  if (options.length > 0) {
    return { node, id: requirement.id, options: undominated(compiled, options.map((option) => [...new Set([...option, ...broken])])), isReadyOnly: false };
  }
  const mapped = inside.map((part) => part.node).filter(isOpen);
  return mapped.length > 0 ? { node, id: requirement.id, options: [mapped], isReadyOnly: true } : null;
}

/** Drops bounds that a stricter one in the same option brings along, and options that another is a part of. */
function undominated(compiled: Compiled, options: readonly (readonly number[])[]): number[][] {
  const lean = options.map((option) => option.filter((node) => !option.some((other) => other !== node && bringsAlong(compiled, other, node))));
  return lean.filter((option, at) => !lean.some((other, i) => i !== at && other.every((node) => option.includes(node)) && (other.length < option.length || i < at)));
}

/** True where doing one control node does another: a stricter bound of the same control. */
export function bringsAlong({ nodes, down }: Compiled, done: number, other: number): boolean {
  return done === other || (nodes.group[done]!.includes(other) && down[done]!.includes(other));
}
