import { Fault } from '#libs/contracts/faults.js';
import type { Transaction } from '#libs/platform/transaction.js';

/** @throws Fault `vendors.name-taken` when another vendor of the tenant has the name */
export async function demandFreeName(tx: Transaction, name: string, except: string): Promise<void> {
  const taken = await tx.query('select 1 from vendors.vendor where tenant_id = $1 and lower(name) = lower($2) and id <> $3', [tx.context.tenant, name, except]);
  if (!taken.length) return;
  const message = `“${name}” is in the register already. Open it, or add what tells the two apart`;
  throw new Fault('conflict', 'vendors.name-taken', message, { fields: [{ field: 'name', message }] });
}
