import { z } from 'zod';
import { Fault } from '#libs/contracts/faults.js';
import { systemContext } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { AccountRow } from './entities.js';
import { hashPassword } from './password.js';
import { startSession } from './session.js';
import { dueTicketMail } from './ticket-mail.js';
import { findTicket } from './ticket.js';

/**
 * Sets the password of the ticket's person and signs in. The ticket works once.
 * @returns the cookie's secret and whether the second factor is still owed
 * @throws Fault `accounts.ticket-over` when the link was used or has expired
 */
export async function redeemTicket(database: TenantDatabase, secret: string, password: string): Promise<{ secret: string; secondFactorDue: boolean }> {
  const ticket = await findTicket(database, secret);
  if (!ticket) throw new Fault('gone', 'accounts.ticket-over', 'This link was used already or has expired. Ask for a new one');
  return database.run({ ...systemContext('web', ticket.tenant), actor: ticket.account, kind: 'person' }, async (tx) => {
    const taken = await tx.query('update web.ticket set used_at = now() where tenant_id = $1 and id = $2 and used_at is null returning id', [ticket.tenant, ticket.id]);
    const account = await tx.manager.findOneByOrFail(AccountRow, { tenantId: ticket.tenant, id: ticket.account });
    if (!taken.length || account.state === 'disabled') throw new Fault('gone', 'accounts.ticket-over', 'This link was used already or has expired. Ask for a new one');
    const passwordHash = await hashPassword(password, account.email);
    await tx.manager.update(AccountRow, { tenantId: ticket.tenant, id: account.id }, { passwordHash, state: 'active', lastSignIn: new Date() });
    await tx.query('delete from web.session where tenant_id = $1 and account = $2', [ticket.tenant, account.id]);
    await tx.audit(ticket.kind === 'invite' ? 'invitation-taken' : 'password-reset', account.id);
    return { secret: await startSession(tx, account.id, account.secondFactor), secondFactorDue: account.secondFactor };
  });
}

/** Has a reset mail sent where the address belongs to somebody; says nothing either way. */
export async function requestReset(database: TenantDatabase, email: unknown, linkKey: string | undefined): Promise<void> {
  const address = z.email().safeParse(typeof email === 'string' ? email.trim().toLowerCase() : '');
  if (!address.success) {
    const message = 'Enter an e-mail address, for example name@example.com';
    throw new Fault('invalid', 'request.invalid', message, { fields: [{ field: 'email', message }] });
  }
  const rows = await database.lookup<{ tenant_id: string; id: string }>('select tenant_id, id from web.find_sign_in($1)', [address.data]);
  for (const row of rows) {
    await database.run(systemContext('web', row.tenant_id), async (tx) => {
      await dueTicketMail(tx, row.id, 'reset', linkKey);
      await tx.audit('reset-asked', row.id);
    });
  }
}
