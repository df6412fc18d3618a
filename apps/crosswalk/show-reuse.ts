import type { ReplyOf, RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import type { reuseGet } from '#libs/contracts/readings.contract.js';
import type { Evidence } from '#libs/crosswalk/evidence-types.js';
import { reuseOf } from '#libs/crosswalk/reuse.js';
import { sourceKey } from '#libs/crosswalk/source-key.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { askOf } from './ask.js';
import { known } from './questions.js';

type Reuse = ReplyOf<typeof reuseGet>;

/** What one fact, or all facts of one source, prove everywhere. @throws Fault `crosswalk.party-unknown`, `crosswalk.evidence-unknown` */
export async function showReuse(database: TenantDatabase, request: RequestOf<typeof reuseGet>, context: Context): Promise<Reuse> {
  const { compiled, party, facts, frameworks } = await known(database, request.party, context);
  const ask = askOf(party, request);
  const isChosen = (fact: Evidence): boolean => (request.fact ? fact.id === request.fact : sourceKey(fact) === request.source);
  const chosen = request.fact || request.source ? facts.filter(isChosen) : [];
  if ((request.fact || request.source) && chosen.length === 0) throw new Fault('missing', 'crosswalk.evidence-unknown', 'There is no such evidence, or it was withdrawn');
  const names = new Map(compiled.catalog.frameworks.map(({ id, name }) => [id, name]));
  return {
    catalog: compiled.catalog.hash, at: ask.at, party: { id: party.id, name: party.name }, sources: sourcesOf(facts),
    source: chosen[0] ? sourceKey(chosen[0]) : null, facts: chosen as Reuse['facts'],
    items: chosen.length ? reuseOf(compiled, facts, ask, isChosen).filter(({ framework }) => frameworks.includes(framework)).map((one) => ({ ...one, name: names.get(one.framework) ?? one.framework })) : [],
  };
}

function sourcesOf(facts: readonly Evidence[]): Reuse['sources'] {
  const sources = new Map<string, Reuse['sources'][number]>();
  for (const fact of facts) {
    const key = sourceKey(fact);
    sources.set(key, { key, kind: fact.source.kind, label: fact.source.label, facts: (sources.get(key)?.facts ?? 0) + 1 });
  }
  return [...sources.values()].sort((a, b) => b.facts - a.facts || (a.label < b.label ? -1 : 1));
}
