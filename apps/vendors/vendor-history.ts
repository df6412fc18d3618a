import { historyOf, type HistoryEntry } from '#libs/platform/history.js';
import type { Transaction } from '#libs/platform/transaction.js';

const most = 100;

/** What happened to a vendor, to its requests and to its documents, newest first; a state that only repeats is said once. */
export async function vendorHistory(tx: Transaction, vendor: string): Promise<HistoryEntry[]> {
  const others = await tx.query<{ at: Date; actor: string; action: string; detail: Record<string, unknown> }>(
    `select at, actor, kind || '.' || status as action, jsonb_build_object('subject', subject, 'says', says) as detail from (
       select *, lag(status) over (partition by subject order by sequence) as before from vendors.happened where tenant_id = $1 and vendor = $2 and status <> 'reading'
     ) each where before is distinct from status order by at desc limit ${most}`,
    [tx.context.tenant, vendor],
  );
  return [...await historyOf(tx, 'vendors', vendor), ...others.map((one) => ({ ...one, at: one.at.toISOString() }))]
    .sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, most);
}
