import type { PayloadOf } from '#libs/contracts/contract.js';
import type { tenantChanged } from '#libs/contracts/accounts.contract.js';
import { coverageChanged } from '#libs/contracts/crosswalk.contract.js';
import type { evidenceBatch } from '#libs/contracts/evidence.contract.js';
import type { vendorChanged } from '#libs/contracts/vendors.contract.js';
import type { z } from 'zod';
import { requirementName, type Compiled } from '#libs/crosswalk/compiled.js';
import { bindsParty } from '#libs/crosswalk/coverage.js';
import { VERDICTS, type Verdict } from '#libs/crosswalk/verdict.js';
import { sweepVerdicts } from '#libs/crosswalk/verdict-sweep.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { askOf, evidenceOf, partyOf, today, type Party } from './ask.js';
import { catalogOf } from './tenant-catalog.js';

type Verdicts = Record<string, Record<string, Verdict>>;
const mostChanges = 2_000;

/** Keeps facts, the highest version of each, and says what follows now for their party. */
export async function recordEvidence(tx: Transaction, batch: z.output<typeof evidenceBatch>): Promise<void> {
  await tx.query(
    `insert into crosswalk.evidence as known (tenant_id, party, id, version, withdrawn, fact)
     select distinct on (f.id) $1, $2, f.id, f.version, coalesce(f.withdrawn, false), f.fact
     from (select fact, fact ->> 'id' as id, (fact ->> 'version')::integer as version, (fact ->> 'withdrawn')::boolean as withdrawn from jsonb_array_elements($3::jsonb) fact) f
     order by f.id, f.version desc
     on conflict (tenant_id, party, id) do update set version = excluded.version, withdrawn = excluded.withdrawn, fact = excluded.fact, recorded_at = now()
     where known.version < excluded.version`,
    [tx.context.tenant, batch.party, JSON.stringify(batch.facts)],
  );
  await sayCoverage(tx, batch.party);
}

/** Keeps a vendor's name and roles; other roles bind it to other requirements. */
export async function noteParty(tx: Transaction, event: PayloadOf<typeof vendorChanged>): Promise<void> {
  await keepParty(tx, event.id, event.name, event.roles, event.version);
  await sayCoverage(tx, event.id);
}

/** Keeps the own organization's name. */
export async function noteOwn(tx: Transaction, event: PayloadOf<typeof tenantChanged>): Promise<void> {
  await keepParty(tx, 'own', event.name, [], event.version);
}

async function keepParty(tx: Transaction, id: string, name: string, roles: readonly string[], version: number): Promise<void> {
  await tx.query(
    `insert into crosswalk.party (tenant_id, id, name, roles, version) values ($1, $2, $3, $4, $5)
     on conflict (tenant_id, id) do update set name = excluded.name, roles = excluded.roles, version = excluded.version where party.version < excluded.version`,
    [tx.context.tenant, id, name, roles, version],
  );
}

/** Computes a party's coverage anew and tells what changed in it; nothing where nothing did. */
export async function sayCoverage(tx: Transaction, id: string): Promise<void> {
  const { tenant } = tx.context;
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`coverage ${tenant} ${id}`]);
  const [known] = await tx.query('select 1 from crosswalk.party where tenant_id = $1 and id = $2', [tenant, id]);
  const party = known ? await partyOf(tx, id) : { id, name: id, roles: [] };
  const compiled = await catalogOf(tx);
  const found = verdictsOf(compiled, party, sweepVerdicts(compiled, await evidenceOf(tx, id), askOf(party, {})));
  const { verdicts } = found;
  const [before] = await tx.query<{ sequence: number; verdicts: Verdicts }>('select sequence, verdicts from crosswalk.coverage_state where tenant_id = $1 and party = $2', [tenant, id]);
  const changed = changesOf(before?.verdicts ?? {}, verdicts);
  if (before && !changed.length) return;
  const sequence = (before?.sequence ?? 0) + 1;
  await tx.query(
    `insert into crosswalk.coverage_state (tenant_id, party, sequence, catalog, verdicts) values ($1, $2, $3, $4, $5)
     on conflict (tenant_id, party) do update set sequence = excluded.sequence, catalog = excluded.catalog, verdicts = excluded.verdicts`,
    [tenant, id, sequence, compiled.catalog.hash, JSON.stringify(verdicts)],
  );
  await tx.emit(coverageChanged, {
    party: id, catalog: compiled.catalog.hash, at: today(), sequence, computed: new Date().toISOString(),
    frameworks: found.frameworks, changed: changed.slice(0, mostChanges),
  });
}

/** The verdicts other than unknown, by framework and requirement, and the totals of what is assessable and binds. */
function verdictsOf(compiled: Compiled, party: Party, swept: Uint8Array): { verdicts: Verdicts; frameworks: { id: string; totals: Record<string, number> }[] } {
  const roles = party.roles.length ? party.roles : undefined;
  const verdicts: Verdicts = {};
  const frameworks = compiled.catalog.frameworks.map(({ id, requirements }) => {
    const totals: Record<string, number> = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0]));
    const known = (verdicts[id] = {} as Record<string, Verdict>);
    for (const requirement of requirements) {
      const verdict = VERDICTS[swept[compiled.nodes.ofRequirement.get(requirementName(id, requirement.id))!]!]!;
      if (verdict !== 'unknown') known[requirement.id] = verdict;
      if (requirement.assessable && bindsParty(requirement, roles)) totals[verdict]! += 1;
    }
    return { id, totals };
  });
  return { verdicts, frameworks };
}

function changesOf(before: Verdicts, now: Verdicts): { framework: string; id: string; from: Verdict; to: Verdict }[] {
  const frameworks = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...frameworks].flatMap((framework) => {
    const [was, is] = [before[framework] ?? {}, now[framework] ?? {}];
    return [...new Set([...Object.keys(was), ...Object.keys(is)])]
      .map((id) => ({ framework, id, from: was[id] ?? 'unknown' as const, to: is[id] ?? 'unknown' as const }))
      .filter(({ from, to }) => from !== to);
  });
}
