import type { Service } from '#libs/contracts/contract.js';
import type { Transaction } from './transaction.js';

/**
 * Claims an event for a consumer within the transaction of its effect. Ids decide what is a duplicate, not time windows.
 * @returns false where the event has had its effect already
 */
export async function claimEvent(tx: Transaction, consumer: Service, event: string): Promise<boolean> {
  const rows = await tx.query(
    `insert into ${consumer}.inbox (tenant_id, consumer, event_id) values ($1, $2, $3) on conflict do nothing returning event_id`,
    [tx.context.tenant, consumer, event],
  );
  return rows.length > 0;
}
