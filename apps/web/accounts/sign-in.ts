import { Fault } from '#libs/contracts/faults.js';
import { isZone } from '#libs/contracts/words.js';
import { systemContext } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { AccountRow, SessionRow } from './entities.js';
import { checkPassword } from './password.js';
import { checkTotp, reveal } from './second-factor.js';
import { hashSecret, startSession, type Session } from './session.js';

/**
 * Checks address and password and starts a session.
 * @param zone the browser's, kept where the person has none yet
 * @returns the cookie's secret and whether the second factor is still owed
 * @throws Fault `accounts.sign-in-refused`, which does not say whether the address exists
 */
export async function signIn(database: TenantDatabase, email: string, password: string, zone?: string): Promise<{ secret: string; secondFactorDue: boolean }> {
  const rows = await database.lookup<{ tenant_id: string; id: string; password_hash: string; second_factor: boolean }>(
    'select * from web.find_sign_in($1)',
    [email.trim().toLowerCase()],
  );
  const candidates = rows.length ? rows : [null];
  for (const row of candidates) {
    if (!(await checkPassword(row?.password_hash ?? null, password)) || !row) continue;
    return database.run({ ...systemContext('web', row.tenant_id), actor: row.id, kind: 'person' }, async (tx) => {
      if (!row.second_factor) await tx.manager.update(AccountRow, { tenantId: row.tenant_id, id: row.id }, { lastSignIn: new Date() });
      if (zone && isZone(zone)) await tx.query('update web.account set zone = $3 where tenant_id = $1 and id = $2 and zone is null', [row.tenant_id, row.id, zone]);
      await tx.audit('signed-in', row.id, { secondFactor: row.second_factor ? 'due' : 'none' });
      return { secret: await startSession(tx, row.id, row.second_factor), secondFactorDue: row.second_factor };
    });
  }
  throw new Fault('unauthenticated', 'accounts.sign-in-refused', 'That address and password do not belong together');
}

/**
 * Takes the second factor of a session that owes it.
 * @throws Fault `accounts.code-wrong` for a wrong or used code
 */
export async function takeSecondFactor(database: TenantDatabase, session: Session, code: string, sessionKey: string, now: number): Promise<void> {
  await database.run({ ...systemContext('web', session.tenant), actor: session.account, kind: 'person' }, async (tx) => {
    const account = await tx.manager.findOneOrFail(AccountRow, { where: { tenantId: session.tenant, id: session.account }, lock: { mode: 'pessimistic_write' } });
    const step = account.totpSecret && checkTotp(reveal(account.totpSecret, sessionKey), code, Number(account.totpLastStep), now);
    if (!step) throw wrongCode();
    await tx.manager.update(AccountRow, { tenantId: session.tenant, id: account.id }, { totpLastStep: String(step), lastSignIn: new Date(now) });
    await tx.manager.update(SessionRow, { tenantId: session.tenant, id: session.id }, { secondFactorDue: false });
    await tx.audit('second-factor-taken', account.id);
  });
}

/** Ends the session of a cookie. */
export async function signOut(database: TenantDatabase, session: Session, secret: string): Promise<void> {
  await database.run({ ...systemContext('web', session.tenant), actor: session.account, kind: 'person' }, async (tx) => {
    await tx.manager.delete(SessionRow, { tenantId: session.tenant, secretHash: hashSecret(secret) });
    await tx.audit('signed-out', session.account);
  });
}

/** What is said of every code that does not fit. */
export function wrongCode(): Fault {
  const message = 'That code is not right, or it was used already. Wait for the next one';
  return new Fault('invalid', 'accounts.code-wrong', message, { fields: [{ field: 'code', message }] });
}
