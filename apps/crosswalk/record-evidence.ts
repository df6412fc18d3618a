import type { PayloadOf } from '#libs/contracts/contract.js';
import type { tenantChanged } from '#libs/contracts/accounts.contract.js';
import type { evidenceBatch } from '#libs/contracts/evidence.contract.js';
import type { vendorChanged } from '#libs/contracts/vendors.contract.js';
import type { z } from 'zod';
import type { Transaction } from '#libs/platform/transaction.js';
import type { CoverageQueue } from './coverage-queue.js';

/** Keeps facts, the highest version of each; what follows for their party is said soon after. */
export function recordEvidence(tx: Transaction, batch: z.output<typeof evidenceBatch>, queue: CoverageQueue): void {
  tx.send(
    `insert into crosswalk.evidence as known (tenant_id, party, id, version, withdrawn, fact)
     select distinct on (f.id) $1, $2, f.id, f.version, coalesce(f.withdrawn, false), f.fact
     from (select fact, fact ->> 'id' as id, (fact ->> 'version')::integer as version, (fact ->> 'withdrawn')::boolean as withdrawn from jsonb_array_elements($3::jsonb) fact) f
     order by f.id, f.version desc
     on conflict (tenant_id, party, id) do update set version = excluded.version, withdrawn = excluded.withdrawn, fact = excluded.fact, recorded_at = now()
     where known.version < excluded.version`,
    [tx.context.tenant, batch.party, JSON.stringify(batch.facts)],
  );
  queue.add(tx, batch.party);
}

/** Keeps a vendor's name and roles; other roles bind it to other requirements. */
export function noteParty(tx: Transaction, event: PayloadOf<typeof vendorChanged>, queue: CoverageQueue): void {
  keepParty(tx, event.id, event.name, event.roles, event.version);
  queue.add(tx, event.id);
}

/** Keeps the own organization's name. */
export function noteOwn(tx: Transaction, event: PayloadOf<typeof tenantChanged>): void {
  keepParty(tx, 'own', event.name, [], event.version);
}

function keepParty(tx: Transaction, id: string, name: string, roles: readonly string[], version: number): void {
  tx.send(
    `insert into crosswalk.party (tenant_id, id, name, roles, version) values ($1, $2, $3, $4, $5)
     on conflict (tenant_id, id) do update set name = excluded.name, roles = excluded.roles, version = excluded.version where party.version < excluded.version`,
    [tx.context.tenant, id, name, roles, version],
  );
}
