import type { PayloadOf } from '#libs/contracts/contract.js';
import type { questionnaireMailDue } from '#libs/contracts/mail.contract.js';
import type { Transaction } from '#libs/platform/transaction.js';

export type Owner = 'questionnaires' | 'web';

/** Notes a mail that is due. The same kind, subject and slot is one mail, however often it is said. */
export async function noteDue(tx: Transaction, owner: Owner, event: PayloadOf<typeof questionnaireMailDue>): Promise<void> {
  await tx.query(
    `insert into notifier.mail (tenant_id, id, owner, kind, subject, slot) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [tx.context.tenant, event.mail, owner, event.kind, event.subject, event.slot],
  );
}
