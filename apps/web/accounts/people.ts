import type { RequestOf } from '#libs/contracts/contract.js';
import { accountChange, accountInvite } from '#libs/contracts/accounts.contract.js';
import { Fault } from '#libs/contracts/faults.js';
import type { Context } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { AccountRow } from './entities.js';
import { dueTicketMail } from './ticket-mail.js';

/** Everybody of the tenant, by name. */
export async function listAccounts(database: TenantDatabase, context: Context) {
  return database.run(context, async (tx) => {
    const rows = await tx.manager.find(AccountRow, { where: { tenantId: context.tenant }, order: { name: 'ASC', id: 'ASC' } });
    return { items: rows.map(shown) };
  });
}

/**
 * Invites a person by mail. An invited person who has not come yet gets a new mail.
 * @throws Fault `accounts.address-taken` for somebody who is active
 */
export async function inviteAccount(database: TenantDatabase, request: RequestOf<typeof accountInvite>, context: Context, linkKey: string | undefined) {
  return database.command(context, accountInvite, request, async (tx) => {
    const email = request.email.toLowerCase();
    const there = await tx.manager.findOneBy(AccountRow, { tenantId: context.tenant, email });
    if (there && there.state !== 'invited') {
      const message = 'Somebody with this address is here already';
      throw new Fault('conflict', 'accounts.address-taken', message, { fields: [{ field: 'email', message }] });
    }
    const id = there?.id ?? newId();
    const row = { tenantId: context.tenant, id, email, name: request.name, roles: request.roles, state: 'invited' as const };
    if (there) await tx.manager.update(AccountRow, { tenantId: context.tenant, id }, { name: row.name, roles: row.roles });
    else await tx.manager.insert(AccountRow, { ...row, secondFactor: false, totpLastStep: '0' });
    await dueTicketMail(tx, id, 'invite', linkKey);
    await tx.audit('account-invited', id, { roles: request.roles });
    return shown(await tx.manager.findOneByOrFail(AccountRow, { tenantId: context.tenant, id }));
  });
}

/**
 * Changes roles, or shuts somebody out at once.
 * @throws Fault `accounts.last-administrator` when nobody would be left to administer
 */
export async function changeAccount(database: TenantDatabase, request: RequestOf<typeof accountChange>, context: Context) {
  return database.run(context, async (tx) => {
    await tx.query('select 1 from web.account where tenant_id = $1 for update', [context.tenant]);
    const row = await tx.manager.findOneBy(AccountRow, { tenantId: context.tenant, id: request.id });
    if (!row) throw new Fault('missing', 'accounts.account-unknown', 'There is no such person');
    const state = request.disabled ? 'disabled' : row.state === 'disabled' ? (row.passwordHash ? 'active' : 'invited') : row.state;
    const rows = await tx.manager.findBy(AccountRow, { tenantId: context.tenant });
    const administrators = rows.filter((other) => (other.id === row.id ? state === 'active' && request.roles.includes('administrator') : other.state === 'active' && other.roles.includes('administrator')));
    if (!administrators.length) throw new Fault('conflict', 'accounts.last-administrator', 'Make somebody else an administrator first: nobody would be left to do this');
    await tx.manager.update(AccountRow, { tenantId: context.tenant, id: row.id }, { roles: request.roles, state });
    if (state === 'disabled') await tx.query('delete from web.session where tenant_id = $1 and account = $2', [context.tenant, row.id]);
    await tx.audit('account-changed', row.id, { roles: request.roles, state });
    return shown(await tx.manager.findOneByOrFail(AccountRow, { tenantId: context.tenant, id: row.id }));
  });
}

function shown(row: AccountRow) {
  return {
    id: row.id, email: row.email, name: row.name, roles: row.roles, state: row.state, secondFactor: row.secondFactor,
    lastSignIn: row.lastSignIn?.toISOString() ?? null, created: row.createdAt.toISOString(),
  };
}
