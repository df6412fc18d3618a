import type { RequestOf, Role } from '#libs/contracts/contract.js';
import { tokenMake } from '#libs/contracts/accounts.contract.js';
import { Fault } from '#libs/contracts/faults.js';
import type { Context } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { ApiTokenRow } from './entities.js';
import { hashSecret, newSecret } from './session.js';

const prefix = 'concord_';

/** API tokens of the tenant, newest first. */
export async function listTokens(database: TenantDatabase, context: Context) {
  return database.run(context, async (tx) => {
    const rows = await tx.manager.find(ApiTokenRow, { where: { tenantId: context.tenant }, order: { id: 'DESC' } });
    return { items: rows.map(shown) };
  });
}

/**
 * Makes a token; its secret is told once and stored only as its hash.
 * @throws Fault `accounts.token-roles` when it would have a role that its maker has not
 */
export async function makeToken(database: TenantDatabase, request: RequestOf<typeof tokenMake>, context: Context) {
  const beyond = request.roles.find((role) => !context.roles.includes(role));
  if (beyond) throw new Fault('forbidden', 'accounts.token-roles', `You cannot give a token the role ${beyond}: you do not have it`);
  return database.run(context, async (tx) => {
    const secret = prefix + newSecret();
    const id = newId();
    await tx.manager.insert(ApiTokenRow, {
      tenantId: context.tenant, id, name: request.name, roles: request.roles, secretHash: hashSecret(secret), maker: context.actor,
      expiresAt: new Date(Date.now() + request.days * 86_400_000),
    });
    await tx.audit('token-made', id, { roles: request.roles, days: request.days });
    return { ...shown(await tx.manager.findOneByOrFail(ApiTokenRow, { tenantId: context.tenant, id })), secret };
  });
}

/** Revokes a token at once. */
export async function revokeToken(database: TenantDatabase, id: string, context: Context) {
  return database.run(context, async (tx) => {
    const { affected } = await tx.manager.update(ApiTokenRow, { tenantId: context.tenant, id }, { revokedAt: new Date() });
    if (!affected) throw new Fault('missing', 'accounts.token-unknown', 'There is no such token');
    await tx.audit('token-revoked', id);
    return { done: true as const };
  });
}

/** Who acts through an API token, or null. Notes that it was used. */
export async function findToken(database: TenantDatabase, secret: string): Promise<{ tenant: string; id: string; maker: string; roles: Role[] } | null> {
  if (!secret.startsWith(prefix)) return null;
  const [row] = await database.lookup<{ tenant_id: string; id: string; maker: string; roles: Role[] }>('select * from web.find_api_token($1)', [hashSecret(secret)]);
  return row ? { tenant: row.tenant_id, id: row.id, maker: row.maker, roles: row.roles } : null;
}

function shown(row: ApiTokenRow) {
  return {
    id: row.id, name: row.name, roles: row.roles, maker: row.maker, created: row.createdAt.toISOString(), expires: row.expiresAt.toISOString(),
    lastUsed: row.lastUsedAt?.toISOString() ?? null, revoked: row.revokedAt?.toISOString() ?? null,
  };
}
