import { createHmac, randomBytes } from 'node:crypto';
import type { Role } from '#libs/contracts/contract.js';
import { sameSecret } from '#libs/platform/derived-tokens.js';
import { sha256 } from '#libs/platform/digests.js';
import { newId } from '#libs/platform/ids.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { SessionRow } from './entities.js';

const hours = 12;

/** A signed-in person, or one who still owes the second factor. */
export interface Session {
  readonly tenant: string;
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly tenantName: string;
  readonly roles: readonly Role[];
  /** IANA zone in which the person reads times. */
  readonly zone: string;
  readonly secondFactorDue: boolean;
}

/** 32 random bytes for a cookie or a header; only {@link hashSecret} of it is stored. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** SHA-256 in hexadecimal. */
export const hashSecret = (secret: string): string => sha256(secret);

/** Starts a session and returns the secret for the cookie; it is told once. */
export async function startSession(tx: Transaction, account: string, secondFactorDue: boolean): Promise<string> {
  const secret = newSecret();
  await tx.manager.insert(SessionRow, {
    tenantId: tx.context.tenant,
    id: newId(),
    account,
    secretHash: hashSecret(secret),
    secondFactorDue,
    expiresAt: new Date(Date.now() + hours * 3_600_000),
  });
  return secret;
}

/** The session behind a cookie, or null. */
export async function findSession(database: TenantDatabase, secret: string): Promise<Session | null> {
  const [row] = await database.lookup<{ tenant_id: string; id: string; account: string; name: string; tenant: string; roles: Role[]; zone: string | null; second_factor_due: boolean }>(
    'select * from web.find_session($1)',
    [hashSecret(secret)],
  );
  return row
    ? { tenant: row.tenant_id, id: row.id, account: row.account, name: row.name, tenantName: row.tenant, roles: row.roles, zone: row.zone ?? 'UTC', secondFactorDue: row.second_factor_due }
    : null;
}

/** The token that a form of this session carries against cross-site requests. */
export const csrfToken = (sessionKey: string, session: string): string =>
  createHmac('sha256', sessionKey).update(`csrf:${session}`).digest('base64url');

/** Whether a form's token is the session's. */
export function csrfMatches(expected: string, given: unknown): boolean {
  return typeof given === 'string' && sameSecret(expected, given);
}
