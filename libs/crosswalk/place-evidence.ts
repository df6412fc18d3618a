import { BoundFault, parseBoundedControl } from './bound.js';
import type { Bound } from './bound.js';
import { requirementName } from './compiled.js';
import type { Compiled } from './compiled.js';
import type { Evidence } from './evidence-types.js';
import { asksAll, isAsStrict, keepsBound } from './parameter.js';
import type { Measured } from './parameter.js';
import type { Counted } from './select-evidence.js';

export type MarkKind = 'met' | 'excepted' | 'not-met' | 'not-applicable';

/** What one fact says of one node. */
export interface Mark {
  readonly node: number;
  readonly kind: MarkKind;
  readonly by: Counted;
  /** Where a measured value breaks a bound: both, to be shown side by side. */
  readonly breach?: { readonly measured: Measured; readonly need: Bound };
  /** Where an exception counts as a breach: the criterion that a modified opinion of the same report names. */
  readonly modified?: number;
}

/** A fact whose target the catalog does not have; it counts for nothing until it is mended. */
export interface Unplaced {
  readonly evidence: string;
  readonly says: string;
}

/** Places facts on the nodes of a catalog. */
export function placeEvidence(compiled: Compiled, facts: readonly Counted[]): { marks: Mark[]; unplaced: Unplaced[] } {
  const marks: Mark[] = [];
  const unplaced: Unplaced[] = [];
  for (const by of facts) {
    const { target } = by.fact;
    const says = target.kind === 'requirement' ? placeOnRequirement(compiled, by, marks) : placeOnControl(compiled, by, marks);
    if (says) unplaced.push({ evidence: by.fact.id, says });
  }
  return { marks: heedExceptions(compiled, marks), unplaced };
}

function placeOnRequirement({ nodes }: Compiled, by: Counted, marks: Mark[]): string | null {
  const { framework, id } = by.fact.target;
  const node = nodes.ofRequirement.get(requirementName(framework ?? '', id));
  if (node === undefined) return `There is no requirement ${id} in ${framework ?? 'a framework that is not named'}.`;
  if (by.fact.verdict !== 'not-applicable' || reasonOf(by.fact)) marks.push({ node, kind: by.fact.verdict, by });
  return null;
}

/** "Not applicable" counts only with a reason. */
export function reasonOf({ note, source }: Evidence): string | null {
  return note?.trim() || source.quote?.trim() || null;
}

function placeOnControl({ nodes }: Compiled, by: Counted, marks: Mark[]): string | null {
  const { verdict, target: { id } } = by.fact;
  const exact = nodes.ofControl.get(id);
  if (exact !== undefined && nodes.group[exact]!.length === 1) {
    if (verdict !== 'not-applicable' || reasonOf(by.fact)) marks.push({ node: exact, kind: verdict, by });
    return null;
  }
  let stated = exact === undefined ? undefined : nodes.bounds[exact]!;
  let bare = exact;
  if (stated === undefined) {
    const target = readTarget(id);
    if (!target) return `"${id}" is no common control with readable bounds.`;
    bare = nodes.ofControl.get(target.control);
    if (bare === undefined) return `There is no common control ${target.control}.`;
    stated = target.bounds;
  }
  for (const node of nodes.group[bare!]!) {
    const mark = markOf(node, nodes.bounds[node]!, stated, by);
    if (mark) marks.push(mark);
  }
  return null;
}

function readTarget(text: string): ReturnType<typeof parseBoundedControl> | null {
  try {
    return parseBoundedControl(text);
  } catch (fault) {
    if (fault instanceof BoundFault) return null;
    throw fault;
  }
}

/**
 * What a fact about a control, maybe bounded, maybe measured, says of one bounded node of it. An exact value gives the
 * nodes at or below it the fact's own verdict and makes stricter ones not met; a value that may be stricter than stated
 * leaves stricter ones unknown; a parameter that was not measured leaves nodes with that bound unknown. A breach of a
 * bounded node is a breach of the stricter ones, and where a control does not apply no bound of it does.
 */
function markOf(node: number, needs: readonly Bound[], stated: readonly Bound[], by: Counted): Mark | null {
  const { verdict, measured = [] } = by.fact;
  if (verdict === 'not-applicable') return reasonOf(by.fact) && asksAll(needs, stated) ? { node, kind: verdict, by } : null;
  let isKept = true;
  for (const need of needs) {
    if (stated.some((bound) => isAsStrict(bound, need))) continue;
    const answers = measured.filter(({ parameter }) => parameter === need.parameter).map((value) => ({ value, kept: keepsBound(value, need) }));
    const breach = answers.find(({ kept }) => kept === 'no');
    if (breach) return { node, kind: 'not-met', by, breach: { measured: breach.value, need } };
    isKept &&= answers.some(({ kept }) => kept === 'yes');
  }
  if (verdict === 'not-met') isKept = asksAll(needs, stated);
  return isKept ? { node, kind: verdict, by } : null;
}

/**
 * An exception that an auditor found on a control outweighs clean tests of it, or of stricter bounds of it, in the same source, and is a breach where
 * the same report does not find a criterion met to which the control belongs.
 */
function heedExceptions(compiled: Compiled, marks: readonly Mark[]): Mark[] {
  const { nodes } = compiled;
  const excepted = marks.filter(({ kind, node }) => kind === 'excepted' && node >= nodes.requirements);
  if (excepted.length === 0) return [...marks];
  const modified = marks.filter(({ kind, node }) => kind === 'not-met' && node < nodes.requirements);
  return marks
    .filter((mark) => mark.kind !== 'met' || !excepted.some(({ node, by }) => isNoLooser(compiled, mark.node, node) && sourceOf(by) === sourceOf(mark.by)))
    .map((mark) => {
      if (mark.kind !== 'excepted' || mark.node < nodes.requirements) return mark;
      // a breach of a bounded control breaks nothing looser
      if (!asksAll(nodes.bounds[mark.node]!, parseBoundedControl(mark.by.fact.target.id).bounds)) return mark;
      const criterion = modified.find(({ node, by }) => sourceOf(by) === sourceOf(mark.by) && isUnder(compiled, mark.node, node));
      return criterion ? { ...mark, kind: 'not-met', modified: criterion.node } : mark;
    });
}

/** The same control node, or one of the same control with bounds that ask all that the other's ask. */
function isNoLooser({ nodes }: Compiled, node: number, other: number): boolean {
  return node === other || (nodes.group[other]!.includes(node) && asksAll(nodes.bounds[node]!, nodes.bounds[other]!));
}

function sourceOf({ fact: { source } }: Counted): string {
  return `${source.kind}\n${source.id ?? source.label}`;
}

function isUnder({ nodes, rowsOf }: Compiled, control: number, criterion: number): boolean {
  const names = nodes.group[control]!.map((node) => nodes.names[node]!);
  return rowsOf[criterion]!.some((row) => row.relationship !== 'disjoint' && names.some((name) => name === row.control || row.control.startsWith(`${name}[`)));
}
