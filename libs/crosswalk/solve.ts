import { ALL, MASK_OF_WORD, isHolding, isInside, isOverlapping, relationNames } from './relation.js';
import { closedMasks, isConsistent, minimalConflict, statedMasks, twoHopMasks } from './path-consistency.js';
import type { Arc } from './path-consistency.js';
import { ModelFault } from './solve-types.js';
import type { Answer, Model, ModelVerdict } from './solve-types.js';

/**
 * The bare engine: what follows from a model, and nothing more.
 *
 * @throws ModelFault where the model names unknown nodes, relations or verdicts
 */
export function solve(model: Model): Answer {
  const index = indexNodes(model.nodes);
  const arcs = model.rows.map((row, at) => arcOf(row, index, `rows[${at}]`));
  const size = model.nodes.length;
  const contradictions = findContradictions(size, arcs);
  const aside = new Set(contradictions.flat());
  const stated = statedMasks(size, arcs.filter((_, at) => !aside.has(at)));
  const masks = model.hops === 2 ? twoHopMasks(stated, size) : (closedMasks(stated, size) as Uint8Array);
  return {
    relations: knownRelations(model.nodes, masks),
    verdicts: judge(model, index, masks),
    contradictions,
  };
}

function indexNodes(nodes: readonly string[]): Map<string, number> {
  const index = new Map<string, number>();
  nodes.forEach((node, at) => {
    if (index.has(node)) throw new ModelFault(`nodes[${at}]`, `the node "${node}" is named twice; name each node once`);
    index.set(node, at);
  });
  return index;
}

function arcOf(row: Model['rows'][number], index: ReadonlyMap<string, number>, at: string): Arc {
  const mask = Object.hasOwn(MASK_OF_WORD, row.relation) ? MASK_OF_WORD[row.relation] : undefined;
  if (mask === undefined) {
    throw new ModelFault(`${at}.relation`, `"${row.relation}" is no relation; use one of ${Object.keys(MASK_OF_WORD).join(', ')}`);
  }
  return { from: known(row.from, index, `${at}.from`), to: known(row.to, index, `${at}.to`), mask };
}

function known(node: string, index: ReadonlyMap<string, number>, at: string): number {
  const found = index.get(node);
  if (found === undefined) throw new ModelFault(at, `the node "${node}" is not among nodes`);
  return found;
}

/** Disjoint minimal sets of rows that cannot all be true; each found by dropping rows in index order. */
function findContradictions(size: number, arcs: readonly Arc[]): number[][] {
  const sets: number[][] = [];
  let left = arcs.map((_, at) => at);
  const consistent = (rows: readonly number[]): boolean => isConsistent(size, rows.map((at) => arcs[at]!));
  for (;;) {
    const core = minimalConflict(left, consistent);
    if (core.length === 0) return sets;
    sets.push([...core]);
    left = left.filter((at) => !core.includes(at));
  }
}

function knownRelations(nodes: readonly string[], masks: Uint8Array): Answer['relations'] {
  const relations: Answer['relations'][number][] = [];
  nodes.forEach((from, i) => nodes.forEach((to, j) => {
    const mask = masks[i * nodes.length + j]!;
    if (i < j && mask !== ALL) relations.push({ from, to, mask: relationNames(mask) });
  }));
  return relations;
}

interface Proven {
  readonly met: ReadonlySet<number>;
  readonly notMet: ReadonlySet<number>;
}

function judge(model: Model, index: ReadonlyMap<string, number>, masks: Uint8Array): Record<string, ModelVerdict> {
  const size = model.nodes.length;
  const evidence = (model.evidence ?? []).map(({ node, verdict }, at) => {
    if (verdict !== 'met' && verdict !== 'not-met') {
      throw new ModelFault(`evidence[${at}].verdict`, `"${String(verdict)}" is no verdict; use met or not-met`);
    }
    return { node: known(node, index, `evidence[${at}].node`), verdict };
  });
  const covers = Object.entries(model.parts ?? {}).filter(([, parts]) => parts.length > 0).map(([node, parts]) => ({
    node: known(node, index, `parts.${node}`), parts: parts.map((part) => known(part, index, `parts.${node}`)),
  }));
  const prove = (silent: ReadonlySet<number>): Proven => applyRules(size, masks, evidence, covers, silent);

  // A contradiction passes nothing on, and what it passed may have been another's contradiction. So the silent set is
  // enclosed from both sides; what neither side settles are nodes that contradict each other, and all of them are.
  let silent = bothProven(prove(new Set()));
  for (;;) {
    const next = bothProven(prove(bothProven(prove(silent))));
    if (next.size === silent.size) break;
    silent = next;
  }
  const { met, notMet } = prove(silent);
  const verdictOf = (node: number): ModelVerdict => {
    if (silent.has(node)) return 'contradiction';
    if (met.has(node)) return 'met';
    if (notMet.has(node)) return 'not-met';
    return [...met].some((other) => !silent.has(other) && isOverlapping(masks[node * size + other]!)) ? 'partly' : 'unknown';
  };
  return Object.fromEntries(model.nodes.map((node, at) => [node, verdictOf(at)]));
}

/** Rules 1 and 2 until nothing changes; `silent` nodes keep what is said of them and pass nothing on. */
function applyRules(
  size: number,
  masks: Uint8Array,
  evidence: readonly { readonly node: number; readonly verdict: string }[],
  covers: readonly { readonly node: number; readonly parts: readonly number[] }[],
  silent: ReadonlySet<number>,
): Proven {
  const met = new Set<number>();
  const notMet = new Set<number>();
  for (const { node, verdict } of evidence) (verdict === 'met' ? met : notMet).add(node);
  for (let before = -1; before !== met.size + notMet.size;) {
    before = met.size + notMet.size;
    for (let node = 0; node < size; node++) {
      for (const whole of met) if (!silent.has(whole) && isInside(masks[node * size + whole]!)) met.add(node);
      for (const part of notMet) if (!silent.has(part) && isHolding(masks[node * size + part]!)) notMet.add(node);
    }
    for (const { node, parts } of covers) if (parts.every((part) => met.has(part) && !silent.has(part))) met.add(node);
  }
  return { met, notMet };
}

function bothProven({ met, notMet }: Proven): Set<number> {
  return new Set([...met].filter((node) => notMet.has(node)));
}
