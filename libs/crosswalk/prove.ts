import { qualityOf, weakest } from './chain-quality.js';
import type { Quality } from './chain-quality.js';
import type { Compiled } from './compiled.js';
import type { Mark } from './place-evidence.js';

/** How a node came to be met or not met: by a fact about it, by another node, by its joint cover, or not at all (0). */
export const BY_FACT = 1 << 24;
export const BY_NODE = 2 << 24;
export const BY_COVER = 3 << 24;
export const STEP_KIND = 3 << 24;

/** What follows from the marks by rules 1 and 2. All arrays are per node; qualities are 0 where there is no chain. */
export interface Closure {
  /** Met by a chain without an excepted criterion. */
  readonly clean: Int32Array;
  readonly cleanStep: Int32Array;
  /** Met by any chain. */
  readonly any: Int32Array;
  readonly anyStep: Int32Array;
  readonly notMet: Int32Array;
  readonly notMetStep: Int32Array;
}

export interface Proof extends Closure {
  readonly marks: readonly Mark[];
  /** 1: both proven, so the node passes nothing on. */
  readonly silent: Uint8Array;
  /** What is proven where only certain contradictions are silent: shows both chains of a contradiction. */
  readonly open: Closure;
  /** Index of the mark plus 1 that says that the node is not applicable. */
  readonly notApplicable: Int32Array;
  /** 1: an exception was found on the node itself, or on a criterion in a chain that proves it. */
  readonly exceptions: Uint8Array;
}

/**
 * Applies rules 1 and 2 to their fixed point. A node lies met inside a met node, or when all links of its joint cover are
 * met; a node is not met when a not-met node lies inside it. A node with proof and disproof is a contradiction and passes
 * nothing on. Neither the order of rows nor that of facts matters.
 */
export function prove(compiled: Compiled, marks: readonly Mark[]): Proof {
  const size = compiled.nodes.size;
  const notApplicable = new Int32Array(size);
  const exceptions = new Uint8Array(size);
  marks.forEach(({ node, kind }, at) => {
    if (kind === 'not-applicable' && isBetterLink(marks, at, notApplicable[node]! - 1)) notApplicable[node] = at + 1;
    if (kind === 'excepted' || (kind === 'not-met' && marks[at]!.modified !== undefined)) exceptions[node] = 1;
  });
  const close = (silent: Uint8Array | null): Closure => applyRules(compiled, marks, notApplicable, silent);
  const clashes = (closure: Closure): Uint8Array | null => contradictionsOf(compiled, closure, marks, notApplicable);

  // A contradiction passes nothing on, and what it passed may have been another's contradiction. So the silent set is
  // enclosed from both sides; what neither side settles are nodes that contradict each other, and all of them are.
  let open = close(null);
  let silent = clashes(open);
  let closure = open;
  while (silent) {
    const certain = clashes(close(silent));
    open = close(certain);
    const next = clashes(open);
    const isSettled = next !== null && next.every((flag, node) => flag === silent![node]);
    silent = next;
    if (isSettled) break;
  }
  if (silent) closure = close(silent);
  markExceptions(compiled, marks, exceptions);
  return { ...closure, marks, open, silent: silent ?? new Uint8Array(size), notApplicable, exceptions };
}

function applyRules(compiled: Compiled, marks: readonly Mark[], notApplicable: Int32Array, silent: Uint8Array | null): Closure {
  const { nodes: { size, judgement }, up, down, covers } = compiled;
  const clean = new Int32Array(size), cleanStep = new Int32Array(size);
  // Without an excepted criterion every chain is clean, and one pair of arrays serves for both.
  const isSplit = marks.some(({ node, kind }) => kind === 'excepted' && node < compiled.nodes.requirements);
  const any = isSplit ? new Int32Array(size) : clean, anyStep = isSplit ? new Int32Array(size) : cleanStep;
  const notMet = new Int32Array(size), notMetStep = new Int32Array(size);
  const raise = (best: Int32Array, steps: Int32Array, node: number, quality: Quality, step: number): boolean => {
    if (quality <= best[node]!) return false;
    best[node] = quality;
    steps[node] = step;
    return true;
  };
  for (let at = 0; at < marks.length; at++) {
    const { node, kind, by } = marks[at]!;
    const quality = qualityOf(by);
    if (kind === 'met') raise(clean, cleanStep, node, quality, BY_FACT | at);
    if (isSplit && (kind === 'met' || (kind === 'excepted' && node < compiled.nodes.requirements))) raise(any, anyStep, node, quality, BY_FACT | at);
    if (kind === 'not-met') raise(notMet, notMetStep, node, quality, BY_FACT | at);
  }
  const passMet = (node: number): void => {
    if (silent?.[node]) return;
    const parts = down[node]!;
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i]!;
      if (part < judgement.length && judgement[part]) continue;
      raise(clean, cleanStep, part, clean[node]!, BY_NODE | node);
      if (isSplit) raise(any, anyStep, part, any[node]!, BY_NODE | node);
    }
  };
  for (const { node, kind } of marks) {
    if (kind === 'met' || kind === 'excepted') passMet(node);
    if (kind !== 'not-met' || silent?.[node]) continue;
    const wholes = up[node]!.to;
    for (let i = 0; i < wholes.length; i++) raise(notMet, notMetStep, wholes[i]!, notMet[node]!, BY_NODE | node);
  }
  // what does not apply counts by its own fact: what else proves it may rest on this very cover
  const linkQuality = (best: Int32Array, link: number): Quality => {
    if (silent?.[link]) return 0;
    const mark = notApplicable[link]! > 0 ? marks[notApplicable[link]! - 1]! : null;
    return mark && isAccepted(mark) ? qualityOf(mark.by) : best[link]!;
  };
  const coverQuality = (best: Int32Array, links: Int32Array): Quality => {
    let whole: Quality = linkQuality(best, links[0]!);
    for (let i = 1; i < links.length && whole > 0; i++) {
      const link = linkQuality(best, links[i]!);
      whole = link === 0 ? 0 : weakest(whole, link);
    }
    return whole;
  };
  for (let isMoving = true; isMoving;) {
    isMoving = false;
    for (let at = 0; at < covers.length; at++) {
      const { node, links } = covers[at]!;
      const isMet = raise(any, anyStep, node, coverQuality(any, links), BY_COVER | at);
      const isSpotless = isSplit && raise(clean, cleanStep, node, coverQuality(clean, links), BY_COVER | at);
      if (!isMet && !isSpotless) continue;
      isMoving = true;
      passMet(node);
    }
  }
  return { clean, cleanStep, any, anyStep, notMet, notMetStep };
}

/** A control that does not apply stands in a joint cover only when the organization's own reviewer or test says so. */
export function isAccepted({ by }: Mark): boolean {
  return by.fact.source.kind === 'manual' || by.fact.source.kind === 'test';
}

function isBetterLink(marks: readonly Mark[], at: number, known: number): boolean {
  const [one, other] = [marks[at]!, marks[known]];
  if (!other || isAccepted(one) !== isAccepted(other)) return !other || isAccepted(one);
  return qualityOf(one.by) > qualityOf(other.by);
}

/**
 * Nodes with proof and disproof, or with either beside "not applicable". A control that does not apply may lie inside a
 * requirement that its joint cover proves: there only a fact about the control itself contradicts.
 */
function contradictionsOf({ nodes }: Compiled, { any, notMet }: Closure, marks: readonly Mark[], notApplicable: Int32Array): Uint8Array | null {
  let flags: Uint8Array | null = null;
  const flag = (node: number): void => void ((flags ??= new Uint8Array(any.length))[node] = 1);
  for (let node = 0; node < any.length; node++) if (any[node] !== 0 && notMet[node] !== 0) flag(node);
  for (const { node, kind } of marks) {
    if (notApplicable[node] === 0) continue;
    if (kind === 'met' || notMet[node] !== 0 || (node < nodes.requirements && any[node] !== 0)) flag(node);
  }
  return flags;
}

/** An excepted criterion flags what it proves. */
function markExceptions({ nodes, down, covers }: Compiled, marks: readonly Mark[], exceptions: Uint8Array): void {
  let isAny = false;
  for (const { node, kind } of marks) {
    if (kind !== 'excepted' || node >= nodes.requirements) continue;
    isAny = true;
    for (const part of down[node]!) exceptions[part] = 1;
  }
  if (isAny) for (const { node, links } of covers) if (links.some((link) => link < nodes.requirements && exceptions[link])) exceptions[node] = 1;
}
