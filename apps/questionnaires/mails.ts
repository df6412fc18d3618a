import { questionnaireMailDue } from '#libs/contracts/mail.contract.js';
import type { PayloadOf } from '#libs/contracts/contract.js';
import type { mailSettled } from '#libs/contracts/mail.contract.js';
import { newId } from '#libs/platform/ids.js';
import type { Transaction } from '#libs/platform/transaction.js';

export type MailKind = 'colleague' | 'invitation' | 'code' | 'receipt' | 'questions' | 'reminder' | 'extended';

/**
 * Notes that a mail is due and has it sent; its text and its link are made only at the moment of sending.
 * @param subject the request, or the code
 * @param slot what makes this mail another than the last one of its kind
 */
export function dueMail(tx: Transaction, kind: MailKind, request: string, subject: string, slot: string): Promise<void> {
  const mail = newId();
  tx.send('insert into questionnaires.mail (tenant_id, id, kind, subject, request) values ($1, $2, $3, $4, $5)', [tx.context.tenant, mail, kind, subject, request]);
  return tx.emit(questionnaireMailDue, { mail, kind, subject, slot });
}

/** Keeps what became of a mail, for the request's page. */
export async function noteMail(tx: Transaction, event: PayloadOf<typeof mailSettled>): Promise<void> {
  if (event.owner !== 'questionnaires') return;
  await tx.query('update questionnaires.mail set state = $3, note = $4 where tenant_id = $1 and id = $2', [tx.context.tenant, event.mail, event.outcome, event.note]);
}
