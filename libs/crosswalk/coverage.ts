import type { Framework, Requirement } from './catalog-types.js';
import type { Compiled } from './compiled.js';
import type { Ask, Evidence } from './evidence-types.js';
import { judgeRequirement } from './judge-requirement.js';
import type { RequirementAnswer } from './judge-requirement.js';
import type { Unplaced } from './place-evidence.js';
import { reasonsFor } from './reasons.js';
import { withImplied } from './roles.js';
import { rollUp } from './roll-up.js';
import { assess } from './situation.js';
import { VERDICTS } from './verdict.js';
import type { Verdict } from './verdict.js';

export interface FrameworkAnswer {
  readonly id: string;
  /** Own verdicts of assessable, binding requirements. */
  readonly totals: Readonly<Record<Verdict, number>>;
  readonly requirements: readonly RequirementAnswer[];
}

export interface CoverageAnswer {
  readonly catalog: string;
  readonly at: string;
  readonly party: string;
  readonly roles: readonly string[];
  readonly scope: readonly string[];
  readonly frameworks: readonly FrameworkAnswer[];
  /** Facts whose target the catalog does not have. */
  readonly unplaced?: readonly Unplaced[];
}

/**
 * What is proven of each requirement for a party, at a date, for a scope. Nothing is inferred from silence.
 *
 * @throws RangeError on a date that is none
 */
export function coverage(compiled: Compiled, evidence: readonly Evidence[], ask: Ask): CoverageAnswer {
  const situation = assess(compiled, evidence, ask);
  const frameworks = askedFrameworks(compiled, ask).map((framework): FrameworkAnswer => {
    const own = framework.requirements.map((requirement) => {
      const answer = judgeRequirement(compiled, situation, framework.id, requirement, bindsParty(requirement, ask.roles));
      return ask.reasons ? { ...answer, reasons: reasonsFor(compiled, situation, framework.id, requirement, answer) } : answer;
    });
    return { id: framework.id, totals: totalsOf(framework.requirements, own), requirements: rollUp(framework.requirements, own) };
  });
  return {
    catalog: compiled.catalog.hash, at: ask.at, party: ask.party, roles: [...(ask.roles ?? [])], scope: [...(ask.scope ?? [])], frameworks,
    ...(situation.unplaced.length > 0 ? { unplaced: situation.unplaced } : {}),
  };
}

export function askedFrameworks({ catalog }: Compiled, ask: Ask): readonly Framework[] {
  return ask.frameworks?.length ? catalog.frameworks.filter(({ id }) => ask.frameworks!.includes(id)) : catalog.frameworks;
}

/** A requirement binds everybody, or those who have one of its roles; where no roles are given, everything binds. */
export function bindsParty({ appliesTo }: Requirement, roles: readonly string[] | null | undefined): boolean {
  if (!roles || appliesTo.length === 0) return true;
  const held = withImplied(roles);
  return appliesTo.some((role) => held.includes(role));
}

/** How many assessable, binding requirements have each verdict. */
export function totalsOf(requirements: readonly Requirement[], answers: readonly RequirementAnswer[]): Record<Verdict, number> {
  const totals = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  answers.forEach(({ verdict, binds }, at) => {
    if (binds && requirements[at]!.assessable) totals[verdict]++;
  });
  return totals;
}
