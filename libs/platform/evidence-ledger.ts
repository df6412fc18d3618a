import type { z } from 'zod';
import type { EventContract, Service } from '#libs/contracts/contract.js';
import type { EvidenceFact, evidenceBatch } from '#libs/contracts/evidence.contract.js';
import { canonicalJson } from './digests.js';
import { tenantTable } from './sql.js';
import type { Transaction } from './transaction.js';

/** A fact before the ledger gives it its version. */
export type NewFact = Omit<EvidenceFact, 'version' | 'withdrawn'>;

type Batch = EventContract<typeof evidenceBatch>;
const most = 500;

/** The table in which a service keeps the facts that it has said, for its migration. */
export function ledgerTable(service: Service): string {
  return `
    create table ${service}.evidence_fact (
      tenant_id uuid not null,
      source text not null,
      id text not null,
      version integer not null,
      withdrawn boolean not null default false,
      fact jsonb not null,
      primary key (tenant_id, source, id)
    );
    ${tenantTable(service, 'evidence_fact', 'select, insert, update')}
  `;
}

/**
 * Says what a source proves now: new and changed facts get a higher version, facts that it no longer
 * proves are withdrawn, unchanged ones are not said again.
 * @param source what the facts come from, such as the id of a request or a document
 * @returns how many facts of the source hold now
 */
export async function recordFacts(tx: Transaction, service: Service, contract: Batch, party: string, source: string, facts: readonly NewFact[]): Promise<number> {
  const { tenant } = tx.context;
  const kept = await tx.query<{ id: string; version: number; withdrawn: boolean; fact: NewFact }>(
    `select id, version, withdrawn, fact from ${service}.evidence_fact where tenant_id = $1 and source = $2 for update`,
    [tenant, source],
  );
  const before = new Map(kept.map((row) => [row.id, row]));
  const now = new Map(facts.map((fact) => [fact.id, fact]));
  const said: EvidenceFact[] = [];
  for (const fact of now.values()) {
    const earlier = before.get(fact.id);
    if (earlier && !earlier.withdrawn && canonicalJson(earlier.fact) === canonicalJson(fact)) continue;
    said.push({ ...fact, version: (earlier?.version ?? 0) + 1 });
  }
  for (const row of kept) {
    if (!row.withdrawn && !now.has(row.id)) said.push({ ...row.fact, version: row.version + 1, withdrawn: true });
  }
  if (said.length) {
    tx.send(
      `insert into ${service}.evidence_fact (tenant_id, source, id, version, withdrawn, fact)
       select $1, $2, f ->> 'id', (f ->> 'version')::integer, coalesce((f ->> 'withdrawn')::boolean, false), f - 'version' - 'withdrawn' from jsonb_array_elements($3::jsonb) f
       on conflict (tenant_id, source, id) do update set version = excluded.version, withdrawn = excluded.withdrawn, fact = excluded.fact`,
      [tenant, source, JSON.stringify(said)],
    );
  }
  for (let start = 0; start < said.length; start += most) {
    const batch: z.input<typeof evidenceBatch> = { party, facts: said.slice(start, start + most) };
    await tx.emit(contract, batch);
  }
  return now.size;
}
