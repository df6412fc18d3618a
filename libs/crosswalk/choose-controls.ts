import type { Compiled } from './compiled.js';
import { bringsAlong } from './plan-targets.js';
import type { Target } from './plan-targets.js';

export interface Choice {
  /** Control nodes that close every target; none is brought along by another. */
  readonly nodes: readonly number[];
  /** No choice can do with fewer. */
  readonly atLeast: number;
  /** True: there is no smaller one. */
  readonly isExact: boolean;
}

/** How many combinations of options are tried before a greedy choice with a bound has to do. */
const COMBINATIONS = 50_000;

/**
 * The smallest set of control nodes that closes every target by one of its options: exact where the options left open are
 * few, else greedy, with a bound below which no choice can go.
 */
export function chooseControls(compiled: Compiled, targets: readonly Target[]): Choice {
  const has = (nodes: ReadonlySet<number>, need: number): boolean => nodes.has(need) || [...compiled.nodes.group[need]!].some((node) => nodes.has(node) && bringsAlong(compiled, node, need));
  const missing = (nodes: ReadonlySet<number>, option: readonly number[]): number[] => option.filter((need) => !has(nodes, need));
  const forced = new Set(targets.filter(({ options }) => options.length === 1).flatMap(({ options }) => options[0]!));
  const undecided = targets.filter(({ options }) => options.length > 1 && options.every((option) => missing(forced, option).length > 0));
  const combinations = undecided.reduce((product, { options }) => product * options.length, 1);
  const greedy = chooseGreedily(undecided, forced, missing);
  const best = combinations <= COMBINATIONS ? chooseExactly(compiled, undecided, forced, greedy, missing) : greedy;
  const nodes = lean(compiled, best);
  const atLeast = combinations <= COMBINATIONS ? nodes.length : forcedBound(compiled, undecided, forced) + packingBound(compiled, undecided, forced, missing);
  return { nodes, isExact: nodes.length === atLeast, atLeast };
}

type Missing = (nodes: ReadonlySet<number>, option: readonly number[]) => number[];

function chooseGreedily(undecided: readonly Target[], forced: ReadonlySet<number>, missing: Missing): Set<number> {
  const chosen = new Set(forced);
  for (;;) {
    const open = undecided.filter(({ options }) => options.every((option) => missing(chosen, option).length > 0));
    if (open.length === 0) return chosen;
    const candidates = open.flatMap(({ options }) => options.map((option) => missing(chosen, option)));
    const closes = (option: readonly number[]): number => {
      const then = new Set([...chosen, ...option]);
      return open.filter(({ options }) => options.some((one) => missing(then, one).length === 0)).length;
    };
    const [best] = candidates.map((option) => ({ option, worth: closes(option) / option.length })).sort((a, b) => b.worth - a.worth || a.option.length - b.option.length || a.option[0]! - b.option[0]!);
    for (const node of best!.option) chosen.add(node);
  }
}

function chooseExactly(compiled: Compiled, undecided: readonly Target[], forced: ReadonlySet<number>, greedy: ReadonlySet<number>, missing: Missing): ReadonlySet<number> {
  let best = greedy;
  let size = lean(compiled, greedy).length;
  const visit = (at: number, chosen: ReadonlySet<number>): void => {
    const now = lean(compiled, chosen).length;
    if (now >= size) return;
    if (at === undecided.length) {
      best = chosen;
      size = now;
      return;
    }
    const options = undecided[at]!.options.map((option) => missing(chosen, option)).sort((a, b) => a.length - b.length);
    if (options[0]!.length === 0) visit(at + 1, chosen);
    else for (const option of options) visit(at + 1, new Set([...chosen, ...option]));
  };
  visit(0, forced);
  return best;
}

/** What is needed in any case; nodes of a control that an option may ask for more strictly count as one. */
function forcedBound(compiled: Compiled, undecided: readonly Target[], forced: ReadonlySet<number>): number {
  const optional = [...new Set(undecided.flatMap(({ options }) => options.flat()))];
  const needed = lean(compiled, forced);
  const outdone = needed.filter((node) => optional.some((other) => other !== node && bringsAlong(compiled, other, node)));
  return needed.length - outdone.length + new Set(outdone.map((node) => compiled.nodes.group[node]![0]!)).size;
}

/** Targets that share no control, with each other or with what is needed in any case, need their own each. */
function packingBound({ nodes }: Compiled, undecided: readonly Target[], forced: ReadonlySet<number>, missing: Missing): number {
  const used = new Set([...forced].map((node) => nodes.group[node]![0]!));
  let bound = 0;
  for (const { options } of undecided) {
    const groups = options.flatMap((option) => missing(forced, option).map((node) => nodes.group[node]![0]!));
    if (groups.some((group) => used.has(group))) continue;
    groups.forEach((group) => used.add(group));
    bound += Math.min(...options.map((option) => new Set(missing(forced, option).map((node) => nodes.group[node]![0]!)).size));
  }
  return bound;
}

function lean(compiled: Compiled, nodes: ReadonlySet<number>): number[] {
  return [...nodes].filter((node) => ![...compiled.nodes.group[node]!].some((other) => other !== node && nodes.has(other) && bringsAlong(compiled, other, node) && !(bringsAlong(compiled, node, other) && node < other)));
}
