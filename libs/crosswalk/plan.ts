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
  const { targets, open: openEnds } = planTargets(compiled, situation, framework, ask);
  const choice = chooseControls(compiled, targets);
  const order = orderWork(choice.nodes, targets.map((target) => ({
    weight: target.isReadyOnly ? 0.5 : 1,
    needs: needsWithin(compiled, choice.nodes, target.options),
  })));
  const binding = framework.requirements.filter((one) => one.assessable && bindsParty(one, ask.roles));
  const met = (of: Situation): number => binding.filter(({ id }) => isDone(of, compiled.nodes.ofRequirement.get(requirementName(frameworkId, id))!)).length;
  const steps: PlanStep[] = [];
  let now = situation;
  let open = openOf(compiled, now, ask);
  for (const node of order) {
    const next = withWork(compiled, now, node, ask);
    const { left, ...closed } = changes(open, next);
    steps.push({ ...describe(compiled, situation, node), ...closed });
    [now, open] = [next, left];
  }
  return {
    framework: frameworkId, requirements: binding.length, metBefore: met(situation), metAfter: met(now), steps, atLeast: choice.atLeast, isExact: choice.isExact, open: openEnds,
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
    // what only overlaps is not looked at on the way
    parts: parts.map(({ ids, proof, overlaps, disagreements }) => ({
      ids, overlaps, disagreements, renewed: null, proof: prove(compiled, [...proof.marks.filter((mark) => mark.kind === 'met' || !bringsAlong(compiled, node, mark.node)), done]),
    })),
  };
}

/** A requirement that is not done yet, with the controls that are mapped to it and whether all of these are done. */
interface Open {
  readonly framework: string;
  readonly id: string;
  readonly node: number;
  readonly controls: readonly number[];
  readonly isReady: boolean;
}

function openOf(compiled: Compiled, situation: Situation, ask: Ask): Open[] {
  return compiled.catalog.frameworks.flatMap(({ id: framework, requirements }) => requirements.filter((one) => one.assessable && bindsParty(one, ask.roles)).flatMap(({ id }): Open[] => {
    const node = compiled.nodes.ofRequirement.get(requirementName(framework, id))!;
    if (isDone(situation, node)) return [];
    const controls = mappedParts(compiled, node).map((part) => part.node).filter((part) => part >= compiled.nodes.requirements);
    return [{ framework, id, node, controls, isReady: areDone(situation, controls) }];
  }));
}

function changes(open: readonly Open[], after: Situation): Pick<PlanStep, 'unlocks' | 'readies'> & { readonly left: Open[] } {
  const unlocks: Record<string, string[]> = {};
  const readies: Record<string, string[]> = {};
  const left: Open[] = [];
  for (const one of open) {
    if (isDone(after, one.node)) {
      (unlocks[one.framework] ??= []).push(one.id);
      continue;
    }
    const isReady = areDone(after, one.controls);
    if (isReady && !one.isReady) (readies[one.framework] ??= []).push(one.id);
    left.push(isReady === one.isReady ? one : { ...one, isReady });
  }
  return { unlocks, readies, left };
}

function areDone(situation: Situation, controls: readonly number[]): boolean {
  return controls.length > 0 && controls.every((control) => isDone(situation, control));
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
