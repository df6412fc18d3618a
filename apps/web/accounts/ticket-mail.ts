import { webMailDue } from '#libs/contracts/mail.contract.js';
import type { Context } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { message } from '../render.js';
import { makeTicket, ticketSecret } from './ticket.js';

/** Makes a ticket and has its mail sent; the link is made only when the mail is. */
export async function dueTicketMail(tx: Transaction, account: string, kind: 'invite' | 'reset', linkKey: string | undefined): Promise<void> {
  const ticket = await makeTicket(tx, account, kind, linkKey);
  const mail = newId();
  await tx.query('insert into web.mail (tenant_id, id, kind, subject) values ($1, $2, $3, $4)', [tx.context.tenant, mail, kind, ticket]);
  await tx.emit(webMailDue, { mail, kind, subject: ticket, slot: ticket });
}

/** The text of an invitation or a reset mail with its link, or null when the ticket is over. */
export async function composeTicketMail(database: TenantDatabase, request: { kind: string; subject: string }, context: Context, linkKey: string | undefined, publicUrl: string) {
  return database.run(context, async (tx) => {
    const [row] = await tx.query<{ email: string; name: string; tenant: string }>(
      `select a.email, a.name, t.name as tenant from web.ticket k
       join web.account a on a.tenant_id = k.tenant_id and a.id = k.account
       join web.tenant t on t.tenant_id = k.tenant_id
       where k.tenant_id = $1 and k.id = $2 and k.used_at is null and k.expires_at > now()`,
      [context.tenant, request.subject],
    );
    if (!row) return { mail: null };
    const link = `${publicUrl}/ticket/${ticketSecret(linkKey, request.subject)}`;
    const words = { name: row.name, organization: row.tenant, link };
    return { mail: { to: row.email, subject: message(`mail.${request.kind}.subject`, words), text: message(`mail.${request.kind}.text`, words) } };
  });
}

/** Notes what became of a mail. */
export async function noteMail(tx: Transaction, mail: string, outcome: string, note: string | null): Promise<void> {
  await tx.query('update web.mail set outcome = $3, note = $4 where tenant_id = $1 and id = $2', [tx.context.tenant, mail, outcome, note]);
}
