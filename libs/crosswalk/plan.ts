import type { Compiled } from './compiled.js';
import { requirementName } from './compiled.js';
import { chooseControls } from './choose-controls.js';
import { bindsParty } from './coverage.js';
import { dayOf } from './calendar.js';
import type { Ask, Evidence } from './evidence-types.js';
import { orderWork } from './order-work.js';
import type { Mark } from './place-evidence.js';
import { bringsAlong, isDone, planTargets } from './plan-targets.js';
import type { OpenEnd } from './plan-targets.js';
import { prove } from './prove.js';
import { subjectOf } from './say-node.js';
import { assess } from './situation.js';
import type { Situation } from './situation.js';
import { findOverlaps } from './verdict.js';
import { mappedParts } from './parts.js';

export interface PlanStep {
  /** A common control, with its bound. */
  readonly control: string;
  readonly title: string;
  readonly statement: string;
  /** New, stricter than what is done today, not met today, or met once and expired. */
  readonly kind: 'add' | 'tighten' | 'mend' | 'renew';
  /** Requirements that are met after this step and were not before it, per framework. */
  readonly unlocks: Readonly<Record<string, readonly string[]>>;
  /** Requirements whose mapped controls are all met after this step, while an opinion or a residue is left. */
  readonly readies: Readonly<Record<string, readonly string[]>>;
}

export interface Plan {
  readonly framework: string;
  /** Assessable, binding requirements; met (or not applicable) today; met once all steps are done. */
  readonly requirements: number;
  readonly metBefore: number;
  readonly metAfter: number;
  readonly steps: readonly PlanStep[];
  /** No choice of controls closes the same requirements with fewer steps. */
  readonly atLeast: number;
  readonly isExact: boolean;
  /** What no control closes. */
  readonly open: readonly OpenEnd[];
}

/**
 * The ordered work list for a framework that is to be added, or for some of its requirements: which controls to add or
 * tighten, in an order that closes requirements as early as can be, and what each step closes in every framework.
 *
 * @returns null where the framework is not in the catalog
 */
export function planFor(compiled: Compiled, evidence: readonly Evidence[], ask: Ask, frameworkId: string, only?: readonly string[]): Plan | null {
  const whole = compiled.catalog.frameworks.find(({ id }) => id === frameworkId);
  if (!whole) return null;
  const framework = only ? { ...whole, requirements: whole.requirements.filter(({ id }) => only.includes(id)) } : whole;
  const situation = assess(compiled, evidence, ask);
  const { targets, open } = planTargets(compiled, situation, framework, ask);
  const choice = chooseControls(compiled, targets);
  const order = orderWork(choice.nodes, targets.map((target) => ({
    weight: target.isReadyOnly ? 0.5 : 1,
    needs: needsWithin(compiled, choice.nodes, target.options),
  })));
  const binding = framework.requirements.filter((one) => one.assessable && bindsParty(one, ask.roles));
  const met = (of: Situation): number => binding.filter(({ id }) => isDone(of, compiled.nodes.ofRequirement.get(requirementName(frameworkId, id))!)).length;
  const steps: PlanStep[] = [];
  let now = situation;
  for (const node of order) {
    const next = withWork(compiled, now, node, ask);
    steps.push({ ...describe(compiled, situation, node), ...changes(compiled, now, next, ask) });
    now = next;
  }
  return {
    framework: frameworkId, requirements: binding.length, metBefore: met(situation), metAfter: met(now), steps, atLeast: choice.atLeast, isExact: choice.isExact, open,
  };
}

/** The chosen nodes that close a target, by the option of which most is chosen. */
function needsWithin(compiled: Compiled, chosen: readonly number[], options: readonly (readonly number[])[]): number[] {
  const doers = (option: readonly number[]): (number | undefined)[] => option.map((need) => chosen.find((node) => bringsAlong(compiled, node, need)));
  const covered = options.map(doers).filter((nodes) => nodes.every((node) => node !== undefined)).sort((a, b) => a.length - b.length);
  return [...new Set((covered[0] ?? []) as number[])];
}

/** The situation once a control is in place: what was said against it, or against looser bounds of it, is answered. */
function withWork(compiled: Compiled, { parts, unplaced }: Situation, node: number, ask: Ask): Situation {
  const day = dayOf(ask.at);
  const done: Mark = {
    node, kind: 'met',
    by: {
      fact: {
        id: `plan:${compiled.nodes.names[node]}`, version: 1, party: ask.party, target: { kind: 'control', id: compiled.nodes.names[node]! }, verdict: 'met',
        assurance: ask.assurance ?? 'evidenced', period: { from: ask.at }, source: { kind: 'manual', label: 'Plan' },
      },
      from: day, end: day, until: day, aged: false, expired: false,
    },
  };
  return {
    unplaced,
    parts: parts.map(({ ids, proof }) => {
      const marks = [...proof.marks.filter((mark) => mark.kind === 'met' || !bringsAlong(compiled, node, mark.node)), done];
      const next = prove(compiled, marks);
      return { ids, proof: next, overlaps: findOverlaps(compiled, next), renewed: null };
    }),
  };
}

function changes(compiled: Compiled, before: Situation, after: Situation, ask: Ask): Pick<PlanStep, 'unlocks' | 'readies'> {
  const unlocks: Record<string, string[]> = {};
  const readies: Record<string, string[]> = {};
  for (const { id, requirements } of compiled.catalog.frameworks) for (const requirement of requirements) {
    if (!requirement.assessable || !bindsParty(requirement, ask.roles)) continue;
    const node = compiled.nodes.ofRequirement.get(requirementName(id, requirement.id))!;
    if (isDone(before, node)) continue;
    if (isDone(after, node)) (unlocks[id] ??= []).push(requirement.id);
    else if (isReady(compiled, after, node) && !isReady(compiled, before, node)) (readies[id] ??= []).push(requirement.id);
  }
  return { unlocks, readies };
}

function isReady(compiled: Compiled, situation: Situation, node: number): boolean {
  const controls = mappedParts(compiled, node).filter((part) => part.node >= compiled.nodes.requirements);
  return controls.length > 0 && controls.every((part) => isDone(situation, part.node));
}

function describe(compiled: Compiled, { parts }: Situation, node: number): Pick<PlanStep, 'control' | 'title' | 'statement' | 'kind'> {
  const subject = subjectOf(compiled, node);
  const control = subject.kind === 'control' ? subject.control : null;
  const bare = compiled.nodes.group[node]![0]!;
  const isBroken = parts.some(({ proof }) => proof.notMet[bare]! > 0);
  const wasMet = parts.every(({ proof, renewed }) => (renewed ?? proof).any[node]! > 0);
  const isDoneLooser = bare !== node && parts.every(({ proof }) => proof.any[bare]! > 0);
  return {
    control: compiled.nodes.names[node]!, title: control?.title ?? '', statement: control?.statement ?? '',
    kind: isBroken ? 'mend' : wasMet ? 'renew' : isDoneLooser ? 'tighten' : 'add',
  };
}
