import type { ReplyOf, RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import type { planGet } from '#libs/contracts/readings.contract.js';
import { planFor } from '#libs/crosswalk/plan.js';
import { sayControl } from '#libs/crosswalk/say-bound.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { askOf } from './ask.js';
import { frameworkOf } from './catalog.js';
import { controlOf } from './how-to-close.js';
import { known } from './questions.js';

type Closed = Readonly<Record<string, readonly string[]>>;

/**
 * The ordered work that adds a framework, or some of its requirements, for one party.
 * @throws Fault `crosswalk.party-unknown`, `crosswalk.framework-unknown`, `crosswalk.requirement-unknown`
 */
export async function makePlan(database: TenantDatabase, request: RequestOf<typeof planGet>, context: Context): Promise<ReplyOf<typeof planGet>> {
  const { compiled, party, facts, frameworks } = await known(database, request.party, context);
  const framework = frameworkOf(compiled, request.framework);
  const only = request.only?.length ? request.only : undefined;
  const strange = only?.filter((id) => !framework.requirements.some((one) => one.id === id)) ?? [];
  if (strange.length) throw new Fault('unprocessable', 'crosswalk.requirement-unknown', `${framework.name} has no requirement ${strange.slice(0, 10).join(', ')}`, { fields: [{ field: 'only', message: `There is no ${strange.slice(0, 10).join(', ')}` }] });
  const ask = askOf(party, request);
  const plan = planFor(compiled, facts, ask, framework.id, only)!;
  // what is not looked at is no reason for a step
  const names = new Map(compiled.catalog.frameworks.filter(({ id }) => id === framework.id || frameworks.includes(id)).map(({ id, name }) => [id, name]));
  const titles = new Map(framework.requirements.map(({ id, title }) => [id, title]));
  const listed = (closed: Closed) => Object.entries(closed).flatMap(([id, ids]) => (names.has(id) ? [{ framework: id, name: names.get(id)!, ids: [...ids] }] : []));
  const gains = [...names].map(([id, name]) => ({ framework: id, name, ...gainsIn(plan.steps, id) })).filter(({ met, ready }) => met + ready > 0);
  return {
    catalog: compiled.catalog.hash, at: ask.at, party: { id: party.id, name: party.name }, framework: { id: framework.id, name: framework.name, version: framework.version },
    requirements: plan.requirements, metBefore: plan.metBefore, metAfter: plan.metAfter, readyAfter: gainsIn(plan.steps, framework.id).ready, atLeast: plan.atLeast, isExact: plan.isExact,
    steps: plan.steps.map(({ unlocks, readies, ...step }) => ({ ...step, name: sayControl(step.control), test: controlOf(compiled, step.control)?.test || null, unlocks: listed(unlocks), readies: listed(readies) })),
    gains, open: plan.open.map(({ id, says }) => ({ id, says, title: titles.get(id) ?? '' })),
  };
}

/** What all steps together close in one framework: met, and ready for what no control gives. */
function gainsIn(steps: readonly { readonly unlocks: Closed; readonly readies: Closed }[], framework: string): { met: number; ready: number } {
  const idsOf = (way: 'unlocks' | 'readies'): Set<string> => new Set(steps.flatMap((step) => step[way][framework] ?? []));
  const met = idsOf('unlocks');
  return { met: met.size, ready: [...idsOf('readies')].filter((id) => !met.has(id)).length };
}
