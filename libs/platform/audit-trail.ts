import type { z } from 'zod';
import type { Service } from '#libs/contracts/contract.js';
import type { auditEntry, auditTrailOf } from './own-requests.js';
import type { Transaction } from './transaction.js';

/** Which entries of a trail are asked for. */
export type TrailAsk = z.output<ReturnType<typeof auditTrailOf>['request']>;

/** The entries of a tenant's audit trail that came before a moment, newest first; by one actor or about one thing where asked. */
export async function auditTrail(tx: Transaction, service: Service, ask: TrailAsk): Promise<z.output<typeof auditEntry>[]> {
  return tx.query(
    `select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor, action, subject, detail from ${service}.audit_entry
      where tenant_id = $1 and ($2::timestamptz is null or (at, id) < ($2, $3::uuid)) and ($4::text is null or actor = $4) and ($5::text is null or subject = $5)
      order by at desc, id desc limit $6`,
    [tx.context.tenant, ask.before?.at ?? null, ask.before?.id ?? null, ask.actor ?? null, ask.subject ?? null, ask.limit],
  );
}
