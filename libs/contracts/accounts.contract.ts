import { z } from 'zod';
import { event, request, roles } from './contract.js';
import { done, email, id, instant, line } from './words.js';

const administrators = ['administrator'] as const;
const role = z.enum(roles);

export const account = z.object({
  id, email, name: z.string(), roles: z.array(role), state: z.enum(['invited', 'active', 'disabled']),
  secondFactor: z.boolean(), lastSignIn: instant.nullable(), created: instant,
});

export const accountList = request('web', 'account-list', {
  request: z.object({}),
  reply: z.object({ items: z.array(account) }),
  http: { method: 'GET', path: '/accounts', roles: administrators, summary: 'People and their roles' },
});

export const accountInvite = request('web', 'account-invite', {
  request: z.object({ email, name: line, roles: z.array(role).min(1, 'Choose at least one role') }),
  reply: account,
  http: { method: 'POST', path: '/accounts', roles: administrators, summary: 'Invite a person', idempotent: true },
});

export const accountChange = request('web', 'account-change', {
  request: z.object({ id, roles: z.array(role).min(1, 'Choose at least one role'), disabled: z.boolean().default(false) }),
  reply: account,
  http: { method: 'PUT', path: '/accounts/:id', roles: administrators, summary: 'Change the roles of a person' },
});

/** An API token acts with its own roles, never more than its maker's, until it expires. */
export const apiToken = z.object({
  id, name: z.string(), roles: z.array(role), created: instant, expires: instant, lastUsed: instant.nullable(), revoked: instant.nullable(), maker: z.string(),
});

export const tokenList = request('web', 'token-list', {
  request: z.object({}),
  reply: z.object({ items: z.array(apiToken) }),
  http: { method: 'GET', path: '/tokens', roles: administrators, summary: 'API tokens' },
});

export const tokenMake = request('web', 'token-make', {
  request: z.object({ name: line, roles: z.array(role).min(1, 'Choose at least one role'), days: z.coerce.number().int().min(1).max(365).default(90) }),
  reply: apiToken.extend({ secret: z.string().describe('told once') }),
  http: { method: 'POST', path: '/tokens', roles: administrators, summary: 'Make an API token' },
});

export const tokenRevoke = request('web', 'token-revoke', {
  request: z.object({ id }),
  reply: done,
  http: { method: 'DELETE', path: '/tokens/:id', roles: administrators, summary: 'Revoke an API token' },
});

/** The organization was named or renamed; its name stands on what vendors see. */
export const tenantChanged = event('web', 'tenant-changed', z.object({ name: z.string(), version: z.int() }), ['questionnaires', 'crosswalk']);
