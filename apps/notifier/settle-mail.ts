import { mailSettled } from '#libs/contracts/mail.contract.js';
import type { Transaction } from '#libs/platform/transaction.js';
import type { Owner } from './note-due.js';

export type Outcome = 'sent' | 'refused' | 'unknown' | 'unwanted' | 'closed';

/** Notes how a mail ended and tells its owner. */
export async function settleMail(tx: Transaction, mail: { readonly id: string; readonly owner: Owner }, outcome: Outcome, note: string | null): Promise<void> {
  await tx.query('update notifier.mail set state = $3, note = $4, settled_at = now() where tenant_id = $1 and id = $2', [tx.context.tenant, mail.id, outcome, note]);
  await tx.emit(mailSettled, { mail: mail.id, owner: mail.owner, outcome, at: new Date().toISOString(), note });
  await tx.audit('mail.settled', mail.id, { outcome });
}
