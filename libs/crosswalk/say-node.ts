import type { CommonControl, Framework, ParameterKind, Requirement } from './catalog-types.js';
import type { Compiled } from './compiled.js';
import { sayBounds } from './say-bound.js';

/** What stands behind a node, for sentences. */
export type Subject =
  | { readonly kind: 'requirement'; readonly framework: Framework; readonly requirement: Requirement }
  | { readonly kind: 'control'; readonly control: CommonControl | null };

/** Looks a node up in its catalog, by the order in which nodes are numbered. */
export function subjectOf({ catalog, nodes }: Compiled, node: number): Subject {
  if (node >= nodes.requirements) return { kind: 'control', control: catalog.controls[nodes.group[node]![0]! - nodes.requirements] ?? null };
  let at = node;
  const framework = catalog.frameworks.find(({ requirements }) => at < requirements.length || ((at -= requirements.length), false))!;
  return { kind: 'requirement', framework, requirement: framework.requirements[at]! };
}

/** `PCI DSS 8.4.3`, `VUL-02`, or `VUL-02 at least every 3 months`. */
export function shortName(compiled: Compiled, node: number): string {
  return named(compiled, node, '');
}

/** `PCI DSS 8.4.3 'Factors for remote access'`, or `CFG-06 'Changes documented' for impact, reason and reversal`. */
export function fullName(compiled: Compiled, node: number): string {
  const title = titleOf(compiled, node);
  return named(compiled, node, title ? ` '${title}'` : '');
}

function named(compiled: Compiled, node: number, title: string): string {
  const subject = subjectOf(compiled, node);
  if (subject.kind === 'requirement') return `${subject.framework.name} ${subject.requirement.id}${title}`;
  const bounds = compiled.nodes.bounds[node]!;
  return `${bareName(compiled, node)}${title}${bounds.length > 0 ? ` ${boundsInWords(compiled, node)}` : ''}`;
}

/** `VUL-02` of every node of that control; a requirement's name where it is one. */
export function bareName(compiled: Compiled, node: number): string {
  const bare = compiled.nodes.group[node]?.[0];
  return bare === undefined ? shortName(compiled, node) : compiled.nodes.names[bare]!;
}

/** The bounds of a control node in words; numbers with what they count. */
export function boundsInWords(compiled: Compiled, node: number): string {
  const subject = subjectOf(compiled, node);
  return sayBounds(compiled.nodes.bounds[node]!, (kind) => (subject.kind === 'control' ? measuresOf(subject.control, kind) : undefined));
}

/** What a control's parameter measures, without the ids of a scope. */
export function measuresOf(control: CommonControl | null, kind: ParameterKind): string | undefined {
  return control?.parameters.find(({ parameter }) => parameter === kind)?.measures.replace(/\s*\([^()]*\)$/, '');
}

export function titleOf(compiled: Compiled, node: number): string {
  const subject = subjectOf(compiled, node);
  return subject.kind === 'requirement' ? subject.requirement.title : (subject.control?.title ?? '');
}
