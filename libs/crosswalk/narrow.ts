import { bareControl } from './bound.js';
import type { Framework } from './catalog-types.js';
import type { Compiled } from './compiled.js';
import { requirementName } from './compiled.js';
import { totalsOf, type FrameworkAnswer } from './coverage.js';
import { rollUp } from './roll-up.js';

/** What coverage may be narrowed to, beside party, date, scope and assurance. */
export interface Narrowing {
  /** Requirements that map to a control of this domain. */
  readonly domain?: string | undefined;
  /** Requirements that bind this role; those that bind everybody are among them. */
  readonly appliesTo?: string | undefined;
}

/** An answer about the requirements that a narrowing lets through, with totals and roll-ups over these alone. */
export function narrowed(compiled: Compiled, framework: Framework, answer: FrameworkAnswer, { domain, appliesTo }: Narrowing): FrameworkAnswer {
  if (!domain && !appliesTo) return answer;
  const domains = new Map(compiled.catalog.controls.map((control) => [control.id, control.domain]));
  const isIn = (id: string): boolean => compiled.rowsOf[compiled.nodes.ofRequirement.get(requirementName(framework.id, id))!]!.some(({ control, relationship }) => relationship !== 'disjoint' && domains.get(bareControl(control)) === domain);
  const kept = framework.requirements.map((one) => !one.assessable || ((!appliesTo || one.appliesTo.length === 0 || one.appliesTo.includes(appliesTo)) && (!domain || isIn(one.id))));
  const requirements = framework.requirements.filter((_, at) => kept[at]);
  const answers = answer.requirements.filter((_, at) => kept[at]);
  return { id: answer.id, totals: totalsOf(requirements, answers), requirements: rollUp(requirements, answers) };
}
