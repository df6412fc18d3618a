import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { tenantChanged } from '#libs/contracts/accounts.contract.js';
import { Fault, invalid } from '#libs/contracts/faults.js';
import { email, line } from '#libs/contracts/words.js';
import { systemContext } from '#libs/platform/context.js';
import { sameSecret } from '#libs/platform/derived-tokens.js';
import { newId } from '#libs/platform/ids.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { AccountRow } from './entities.js';
import { hashPassword } from './password.js';
import { startSession } from './session.js';

const firstRun = z.object({ organization: line, name: line, email, password: z.string() });

/** The secret of the first-run link; whoever holds the session key can make it. */
export const firstRunToken = (sessionKey: string): string => createHmac('sha256', sessionKey).update('concord first run').digest('base64url');

/** Whether the link may still create the first administrator. */
export async function firstRunOpen(database: TenantDatabase, sessionKey: string, token: string): Promise<boolean> {
  if (!sameSecret(firstRunToken(sessionKey), token)) return false;
  const [row] = await database.lookup<{ any_tenant: boolean }>('select web.any_tenant()', []);
  return row?.any_tenant === false;
}

/**
 * Creates the first tenant with its administrator and signs in.
 * @returns the cookie's secret
 * @throws Fault `accounts.first-run-over` when a tenant exists
 */
export async function createFirstTenant(database: TenantDatabase, input: unknown): Promise<string> {
  const parsed = firstRun.safeParse(input);
  if (!parsed.success) throw invalid(parsed.error);
  const { organization, name, password } = parsed.data;
  const address = parsed.data.email.toLowerCase();
  const passwordHash = await hashPassword(password, address);
  const tenant = newId();
  const account = newId();
  return database.run({ ...systemContext('web', tenant), actor: account, kind: 'person' }, async (tx) => {
    await tx.query('select pg_advisory_xact_lock(hashtext($1))', ['concord first run']);
    const [row] = await tx.query<{ any_tenant: boolean }>('select web.any_tenant()');
    if (row?.any_tenant) throw new Fault('gone', 'accounts.first-run-over', 'This Concord has an administrator already. Sign in instead');
    await tx.query('insert into web.tenant (tenant_id, name) values ($1, $2)', [tenant, organization]);
    await tx.manager.insert(AccountRow, {
      tenantId: tenant, id: account, email: address, name, passwordHash, secondFactor: false, totpLastStep: '0', lastSignIn: new Date(),
      roles: ['administrator', 'procurement', 'compliance'], state: 'active',
    });
    await tx.emit(tenantChanged, { name: organization, version: 1 });
    await tx.audit('tenant-created', tenant, { account });
    return startSession(tx, account, false);
  });
}
