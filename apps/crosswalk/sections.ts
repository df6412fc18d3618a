import type { Framework } from '#libs/crosswalk/catalog-types.js';
import type { RequirementAnswer } from '#libs/crosswalk/judge-requirement.js';

/** One row of the heat map: a branch of a framework's tree, its roll-up, and how many of its binding requirements are met. */
export interface SectionTotals {
  readonly id: string;
  readonly rollup: RequirementAnswer['verdict'];
  readonly met: number;
  readonly of: number;
}

/** The branches of a framework down to those that hold requirements, with what is met in each. */
export function sectionsOf(framework: Framework, answers: readonly RequirementAnswer[]): SectionTotals[] {
  const answer = new Map(answers.map((one) => [one.id, one]));
  const children = new Map<string, Framework['requirements'][number][]>();
  for (const one of framework.requirements) if (one.parent !== null) children.set(one.parent, [...(children.get(one.parent) ?? []), one]);
  const leavesBelow = (id: string): string[] => [
    ...(framework.requirements.find((one) => one.id === id)?.assessable ? [id] : []),
    ...(children.get(id) ?? []).flatMap((child) => leavesBelow(child.id)),
  ];
  return framework.requirements
    .filter(({ id, assessable }) => !assessable && children.has(id))
    .map(({ id }) => {
      const counted = leavesBelow(id).map((leaf) => answer.get(leaf)).filter((one) => one?.binds && one.verdict !== 'not-applicable');
      const met = counted.filter((one) => one?.verdict === 'met' || one?.verdict === 'met-with-exceptions').length;
      return { id, rollup: answer.get(id)?.rollup ?? 'unknown', met, of: counted.length };
    });
}
