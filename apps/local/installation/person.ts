import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { z } from 'zod';
import { accountInvite } from '#libs/contracts/accounts.contract.js';
import { roles } from '#libs/contracts/contract.js';
import { newId } from '#libs/platform/ids.js';
import { Refusal } from '../refusal.js';
import { connected, type Installation } from './open-installation.js';

/** Where a person sets a password: a path below the installation's address. It works once, until `hours` have passed. */
export interface OneTimeLink {
  readonly path: string;
  readonly hours: number;
}

const hours = { invite: 7 * 24, reset: 1 } as const;

/**
 * Adds a person, or gives one who was invited and has not come yet a new link.
 * @param given.roles roles separated by commas
 * @param given.tenant needed where the installation holds several
 * @throws Refusal when something is missing or wrong, or somebody active has the address
 */
export function addPerson(installation: Installation, given: { readonly email?: string; readonly name?: string; readonly roles?: string; readonly tenant?: string }): Promise<OneTimeLink> {
  const asked = accountInvite.request.safeParse({ email: given.email ?? '', name: given.name ?? '', roles: (given.roles ?? '').split(',').map((role) => role.trim()).filter(Boolean) });
  if (!asked.success) throw new Refusal(`${asked.error.issues[0]?.path[0] === 'name' ? '--name' : asked.error.issues[0]?.path[0] === 'roles' ? `--roles (${roles.join(', ')})` : 'EMAIL'}: ${asked.error.issues[0]?.message}.`);
  const { name, roles: wanted } = asked.data;
  const email = asked.data.email.toLowerCase();
  return inTransaction(installation, async (client) => {
    const tenant = await tenantOf(client, given.tenant);
    const there = (await client.query<{ id: string; state: string }>('select id, state from web.account where tenant_id = $1 and email = $2', [tenant, email])).rows[0];
    if (there && there.state !== 'invited') throw new Refusal(`Somebody with the address ${email} is here already. "concord user reset" gives a new password.`);
    const id = there?.id ?? newId();
    if (there) await client.query('update web.account set name = $3, roles = $4 where tenant_id = $1 and id = $2', [tenant, id, name, wanted]);
    else await client.query(`insert into web.account (tenant_id, id, email, name, roles, state) values ($1, $2, $3, $4, $5, 'invited')`, [tenant, id, email, name, wanted]);
    await note(client, tenant, 'account-invited', id, { roles: wanted });
    return ticketFor(client, tenant, id, 'invite');
  });
}

/**
 * Lets a person set a new password, and takes the second factor off where it was lost.
 * @throws Refusal when nobody who may come in has the address
 */
export function resetPerson(installation: Installation, given: { readonly email?: string; readonly tenant?: string; readonly secondFactor: boolean }): Promise<OneTimeLink> {
  const email = z.email().safeParse(given.email?.toLowerCase());
  if (!email.success) throw new Refusal('EMAIL: enter an e-mail address, for example name@example.com.');
  return inTransaction(installation, async (client) => {
    const tenant = await tenantOf(client, given.tenant);
    const there = (await client.query<{ id: string }>(`select id from web.account where tenant_id = $1 and email = $2 and state <> 'disabled'`, [tenant, email.data])).rows[0];
    if (!there) throw new Refusal(`Nobody with the address ${email.data} may come in. "concord user add" adds a person.`);
    if (given.secondFactor) await client.query('update web.account set second_factor = false, totp_secret = null where tenant_id = $1 and id = $2', [tenant, there.id]);
    await note(client, tenant, 'reset-asked', there.id, given.secondFactor ? { secondFactor: 'removed' } : {});
    return ticketFor(client, tenant, there.id, 'reset');
  });
}

async function tenantOf(client: pg.Client, named: string | undefined): Promise<string> {
  const { rows } = await client.query<{ tenant_id: string; name: string }>('select tenant_id, name from web.tenant order by name');
  const found = named === undefined && rows.length === 1 ? rows[0] : rows.find((row) => row.tenant_id === named);
  if (found) return found.tenant_id;
  if (rows.length === 0) throw new Refusal('There is no organization yet. Open the first-run link, which Concord prints at its start.');
  throw new Refusal(`${named === undefined ? 'There are several organizations' : `There is no organization ${named}`}. Name one with --tenant: ${rows.map((row) => `${row.tenant_id} (${row.name})`).join(', ')}.`);
}

/** Makes a ticket whose secret is told once; of it only the hash is stored. Earlier ones of the same kind end. */
async function ticketFor(client: pg.Client, tenant: string, account: string, kind: 'invite' | 'reset'): Promise<OneTimeLink> {
  const secret = randomBytes(32).toString('base64url');
  await client.query('update web.ticket set used_at = now() where tenant_id = $1 and account = $2 and kind = $3 and used_at is null', [tenant, account, kind]);
  await client.query('insert into web.ticket (tenant_id, id, kind, account, secret_hash, expires_at) values ($1, $2, $3, $4, $5, now() + make_interval(hours => $6))', [tenant, newId(), kind, account, createHash('sha256').update(secret).digest('hex'), hours[kind]]);
  return { path: `/ticket/${secret}`, hours: hours[kind] };
}

/** An entry in the audit trail, to be sealed by the service. */
async function note(client: pg.Client, tenant: string, action: string, subject: string, detail: Readonly<Record<string, unknown>>): Promise<void> {
  await client.query(
    `with entry as (insert into web.audit_entry (tenant_id, id, actor, action, subject, detail, request) values ($1, $2, 'system:command-line', $3, $4, $5, $6) returning tenant_id, id)
     insert into web.audit_pending (tenant_id, id) select tenant_id, id from entry`,
    [tenant, newId(), action, subject, JSON.stringify(detail), newId()],
  );
}

function inTransaction<T>(installation: Installation, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return connected(installation.ownerUrl, async (client) => {
    await client.query('begin');
    try {
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
  });
}
