import { derive } from '#libs/platform/derived-tokens.js';
import { newId } from '#libs/platform/ids.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { TicketRow } from './entities.js';
import { hashSecret } from './session.js';

const lifetimes = { invite: 7 * 24, reset: 1 } as const;

/** The secret of a ticket: made anew from the key whenever it is needed, stored only as its hash. */
export const ticketSecret = (linkKey: string | undefined, id: string): string => derive(linkKey, 'ticket', id, 0);

/** Makes a ticket for a person; earlier ones of the same kind end. */
export async function makeTicket(tx: Transaction, account: string, kind: 'invite' | 'reset', linkKey: string | undefined): Promise<string> {
  const { tenant } = tx.context;
  await tx.query('update web.ticket set used_at = now() where tenant_id = $1 and account = $2 and kind = $3 and used_at is null', [tenant, account, kind]);
  const id = newId();
  await tx.manager.insert(TicketRow, {
    tenantId: tenant, id, kind, account, secretHash: hashSecret(ticketSecret(linkKey, id)),
    expiresAt: new Date(Date.now() + lifetimes[kind] * 3_600_000),
  });
  return id;
}

/** An unused, unexpired ticket by the exact secret, or null. */
export async function findTicket(database: TenantDatabase, secret: string): Promise<{ tenant: string; id: string; kind: 'invite' | 'reset'; account: string } | null> {
  const [row] = await database.lookup<{ tenant_id: string; id: string; kind: 'invite' | 'reset'; account: string }>('select * from web.find_ticket($1)', [hashSecret(secret)]);
  return row ? { tenant: row.tenant_id, id: row.id, kind: row.kind, account: row.account } : null;
}
