import type { Requirement } from './catalog-types.js';
import type { RequirementAnswer } from './judge-requirement.js';
import { joinVerdicts } from './verdict.js';
import type { Verdict } from './verdict.js';

/**
 * Gives each parent the joined verdict of its assessable, binding descendants. Where none is left the parent's own verdict
 * stands. Leaves keep null.
 */
export function rollUp(requirements: readonly Requirement[], answers: readonly RequirementAnswer[]): RequirementAnswer[] {
  const children = new Map<string, number[]>();
  requirements.forEach(({ parent }, at) => {
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), at]);
  });
  const below = (id: string, seen: ReadonlySet<string>): Verdict[] => (children.get(id) ?? []).flatMap((at) => {
    const { id: child, assessable } = requirements[at]!;
    if (seen.has(child)) return [];
    const own = assessable && answers[at]!.binds ? [answers[at]!.verdict] : [];
    return [...own, ...below(child, new Set([...seen, child]))];
  });
  return answers.map((answer, at) => {
    const { id } = requirements[at]!;
    return children.has(id) ? { ...answer, rollup: joinVerdicts(below(id, new Set([id]))) ?? answer.verdict } : answer;
  });
}
