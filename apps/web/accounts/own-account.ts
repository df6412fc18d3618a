import { Fault } from '#libs/contracts/faults.js';
import { isZone } from '#libs/contracts/words.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { AccountRow, SessionRow } from './entities.js';
import { checkPassword, hashPassword } from './password.js';
import { checkTotp, hide, newTotpSecret, reveal, totpAddress } from './second-factor.js';
import { wrongCode } from './sign-in.js';

/** Begins to set up the second factor: a new secret, not yet in force, and the address that an app scans. */
export async function beginSecondFactor(database: TenantDatabase, context: Context, sessionKey: string): Promise<{ secret: string; address: string }> {
  return database.run(context, async (tx) => {
    const account = await tx.manager.findOneByOrFail(AccountRow, { tenantId: context.tenant, id: context.actor });
    if (account.secondFactor) throw new Fault('conflict', 'accounts.second-factor-there', 'The second factor is set up already. Remove it first');
    const secret = newTotpSecret();
    await tx.manager.update(AccountRow, { tenantId: context.tenant, id: account.id }, { totpSecret: hide(secret, sessionKey), totpLastStep: '0' });
    return { secret, address: totpAddress(secret, account.email) };
  });
}

/** The secret that waits for its first code. */
export async function waitingSecondFactor(database: TenantDatabase, context: Context, sessionKey: string): Promise<{ secret: string; address: string } | null> {
  return database.run(context, async (tx) => {
    const account = await tx.manager.findOneByOrFail(AccountRow, { tenantId: context.tenant, id: context.actor });
    if (!account.totpSecret || account.secondFactor) return null;
    const secret = reveal(account.totpSecret, sessionKey);
    return { secret, address: totpAddress(secret, account.email) };
  });
}

/** Puts the second factor in force once its first code is right, and ends the person's other sessions. */
export async function confirmSecondFactor(database: TenantDatabase, context: Context, session: string, code: string, sessionKey: string, now: number): Promise<void> {
  await database.run(context, async (tx) => {
    const account = await tx.manager.findOneByOrFail(AccountRow, { tenantId: context.tenant, id: context.actor });
    const step = account.totpSecret && checkTotp(reveal(account.totpSecret, sessionKey), code, 0, now);
    if (!step) throw wrongCode();
    await tx.manager.update(AccountRow, { tenantId: context.tenant, id: account.id }, { secondFactor: true, totpLastStep: String(step) });
    await tx.query('delete from web.session where tenant_id = $1 and account = $2 and id <> $3', [context.tenant, account.id, session]);
    await tx.audit('second-factor-set', account.id);
  });
}

/** Removes the second factor; asks for the password again. */
export async function removeSecondFactor(database: TenantDatabase, context: Context, password: string): Promise<void> {
  await database.run(context, async (tx) => {
    const account = await tx.manager.findOneByOrFail(AccountRow, { tenantId: context.tenant, id: context.actor });
    await demandPassword(account, password);
    await tx.manager.update(AccountRow, { tenantId: context.tenant, id: account.id }, { secondFactor: false, totpSecret: null });
    await tx.audit('second-factor-removed', account.id);
  });
}

/** Changes the own password and ends every other session. */
export async function changePassword(database: TenantDatabase, context: Context, session: string, current: string, next: string): Promise<void> {
  await database.run(context, async (tx) => {
    const account = await tx.manager.findOneByOrFail(AccountRow, { tenantId: context.tenant, id: context.actor });
    await demandPassword(account, current);
    await tx.manager.update(AccountRow, { tenantId: context.tenant, id: account.id }, { passwordHash: await hashPassword(next, account.email) });
    await tx.query('delete from web.session where tenant_id = $1 and account = $2 and id <> $3', [context.tenant, account.id, session]);
    await tx.audit('password-changed', account.id);
  });
}

/** Sets the zone in which one reads times. @throws Fault `accounts.zone-unknown` */
export async function setZone(database: TenantDatabase, context: Context, wanted: string): Promise<void> {
  if (!isZone(wanted)) {
    const message = 'Choose a time zone of the list';
    throw new Fault('invalid', 'accounts.zone-unknown', message, { fields: [{ field: 'zone', message }] });
  }
  await database.run(context, (tx) => tx.manager.update(AccountRow, { tenantId: context.tenant, id: context.actor }, { zone: wanted }));
}

/** What the account page shows of oneself. */
export async function ownAccount(database: TenantDatabase, context: Context): Promise<{ email: string; name: string; secondFactor: boolean; sessions: number }> {
  return database.run(context, async (tx) => {
    const account = await tx.manager.findOneByOrFail(AccountRow, { tenantId: context.tenant, id: context.actor });
    const sessions = await tx.manager.countBy(SessionRow, { tenantId: context.tenant, account: context.actor });
    return { email: account.email, name: account.name, secondFactor: account.secondFactor, sessions };
  });
}

async function demandPassword(account: AccountRow, password: string): Promise<void> {
  if (await checkPassword(account.passwordHash, password)) return;
  const message = 'That is not your current password';
  throw new Fault('invalid', 'accounts.password-wrong', message, { fields: [{ field: 'current', message }] });
}
