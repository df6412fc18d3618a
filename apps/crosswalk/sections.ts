import { domains } from '#libs/catalog/common-controls.js';
import type { Framework } from '#libs/crosswalk/catalog-types.js';
import type { Compiled } from '#libs/crosswalk/compiled.js';
import type { Evidence } from '#libs/crosswalk/evidence-types.js';
import type { RequirementAnswer } from '#libs/crosswalk/judge-requirement.js';
import { below } from '#libs/crosswalk/pair-filter.js';

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

/** The assessable requirements of a branch with what a cell shows of each. */
export function requirementsBelow(framework: Framework, answers: readonly RequirementAnswer[], branch: string | undefined) {
  const inside = below(framework, branch);
  const assessable = new Set(framework.requirements.filter((one) => one.assessable && inside?.has(one.id)).map(({ id }) => id));
  return answers.filter(({ id }) => assessable.has(id)).map(({ id, verdict, binds, expired }) => ({ id, verdict, binds, expired }));
}

/** What coverage can be narrowed to, by the catalog and by what is known. */
export function choicesOf({ catalog }: Compiled, facts: readonly Evidence[], frameworks: readonly string[] | undefined) {
  const used = new Set(catalog.controls.map(({ domain }) => domain));
  const shipped = domains().filter(({ id }) => used.has(id));
  const own = [...used].filter((id) => !shipped.some((domain) => domain.id === id)).map((id) => ({ id, title: id }));
  const roles = catalog.frameworks.filter(({ id }) => !frameworks?.length || frameworks.includes(id)).flatMap(({ requirements }) => requirements.flatMap(({ appliesTo }) => appliesTo));
  const days = facts.map(({ period }) => period.from).sort();
  return { domains: [...shipped.map((one) => ({ ...one })), ...own], appliesTo: [...new Set(roles)].sort(), scopes: [...new Set(facts.flatMap(({ scope }) => scope ?? []))].sort(), earliest: days[0] ?? null };
}
