import type { CommonControl, Framework, Requirement } from './catalog-types.js';
import type { Compiled } from './compiled.js';

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

/** `PCI DSS 8.4.3`, or `VUL-02[every<=3 months]`. */
export function shortName(compiled: Compiled, node: number): string {
  const subject = subjectOf(compiled, node);
  return subject.kind === 'requirement' ? `${subject.framework.name} ${subject.requirement.id}` : compiled.nodes.names[node]!;
}

/** `PCI DSS 8.4.3 'Factors for remote access'`, or `IAM-04 'Remote access needs a second factor'`. */
export function fullName(compiled: Compiled, node: number): string {
  const title = titleOf(compiled, node);
  return title ? `${shortName(compiled, node)} '${title}'` : shortName(compiled, node);
}

export function titleOf(compiled: Compiled, node: number): string {
  const subject = subjectOf(compiled, node);
  return subject.kind === 'requirement' ? subject.requirement.title : (subject.control?.title ?? '');
}

/** `a`, `a and b`, `a, b and c`. */
export function listOf(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
