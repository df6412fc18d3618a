import type { ReplyOf, RequestOf } from '#libs/contracts/contract.js';
import type { coverageDiff } from '#libs/contracts/readings.contract.js';
import { coverage } from '#libs/crosswalk/coverage.js';
import { diffCoverage } from '#libs/crosswalk/diff.js';
import { sayPart } from '#libs/crosswalk/say-bound.js';
import { whyChanged, type Compared } from '#libs/crosswalk/why-changed.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { askOf, evidenceOf, partyOf } from './ask.js';
import { frameworkOf } from './catalog.js';
import { catalogAt, catalogStates } from './catalog-states.js';
import { frameworksAsked } from './framework-choice.js';

type Diff = ReplyOf<typeof coverageDiff>;
type Side = Compared & { readonly party: { readonly id: string; readonly name: string }; readonly state: string };

/**
 * What differs between two dates, two parties or two states of the catalog, and why.
 * @throws Fault `crosswalk.party-unknown`, `crosswalk.framework-unknown`, `crosswalk.state-unknown`
 */
export async function compareCoverage(database: TenantDatabase, request: RequestOf<typeof coverageDiff>, context: Context): Promise<Diff> {
  const { from, to, states } = await database.run(context, async (tx) => ({
    from: await sideOf(tx, request, request.fromParty ?? request.party, request.fromAt ?? request.at, request.fromState ?? request.state),
    to: await sideOf(tx, request, request.party, request.at, request.state),
    states: await catalogStates(tx),
  }));
  const because = whyChanged(from, to);
  const known = new Map([from, to].flatMap(({ compiled: { catalog } }) => catalog.frameworks.map((framework) => [framework.id, framework])));
  const assessable = new Map([...known].map(([id, { requirements }]) => [id, new Map(requirements.filter((one) => one.assessable).map((one) => [one.id, one.title]))]));
  const items = diffCoverage(from.answer, to.answer).flatMap((change) => {
    const title = assessable.get(change.framework)?.get(change.id);
    if (title === undefined || !binds(from, to, change.framework, change.id)) return [];
    return [{ ...change, name: known.get(change.framework)!.name, title, gained: change.gained.map(sayPart), lost: change.lost.map(sayPart), because: because(change) }];
  });
  const count = (direction: string): number => items.filter((one) => one.direction === direction && one.from !== one.to).length;
  const shown = ({ party, answer, state }: Side) => ({ party, at: answer.at, catalog: answer.catalog, state });
  return { from: shown(from), to: shown(to), better: count('better'), worse: count('worse'), other: count('other'), states, items };
}

async function sideOf(tx: Transaction, request: RequestOf<typeof coverageDiff>, id: string, at: string | undefined, state: string): Promise<Side> {
  const party = await partyOf(tx, id);
  const compiled = await catalogAt(tx, state);
  for (const framework of request.frameworks ?? []) frameworkOf(compiled, framework);
  const evidence = await evidenceOf(tx, id);
  const ask = askOf(party, { frameworks: await frameworksAsked(tx, compiled, request.frameworks), scope: request.scope, assurance: request.assurance, at });
  return { compiled, evidence, ask, state, name: party.name, party: { id: party.id, name: party.name }, answer: coverage(compiled, evidence, { ...ask, reasons: true }) };
}

/** A requirement that binds neither side is no difference. */
function binds(from: Side, to: Side, framework: string, id: string): boolean {
  return [from, to].some(({ answer }) => answer.frameworks.find((one) => one.id === framework)?.requirements.find((one) => one.id === id)?.binds);
}
