import type { Service } from '#libs/contracts/contract.js';
import type { Transaction } from './transaction.js';

/** One entry of the audit trail, as a page shows it. */
export interface HistoryEntry {
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly detail: Record<string, unknown>;
}

/**
 * What happened to one thing, what this transaction has done to it included, newest first, at most a hundred entries.
 * @param leaveOut actions that are not told
 */
export async function historyOf(tx: Transaction, service: Service, subject: string, leaveOut: readonly string[] = []): Promise<HistoryEntry[]> {
  await tx.say();
  const rows = await tx.query<{ at: Date; actor: string; action: string; detail: Record<string, unknown> }>(
    `select at, actor, action, detail from ${service}.audit_entry where tenant_id = $1 and subject = $2 and not action = any($3::text[]) order by at desc, id desc limit 100`,
    [tx.context.tenant, subject, leaveOut],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
