import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { message } from '../render.js';

/** Says who an actor is, in words for people. */
export type NameOf = (actor: string) => string;

/** Names of everybody in the tenant; use the answer for the actors of histories, verdicts and decisions. */
export async function peopleNames(database: TenantDatabase, context: Context): Promise<NameOf> {
  return nameOf(await peopleOf(database, context));
}

/** Everybody in the tenant, by name. */
export async function peopleOf(database: TenantDatabase, context: Context): Promise<{ id: string; name: string }[]> {
  return database.run(context, (tx) => tx.query('select id, name from web.account where tenant_id = $1 order by name, id', [context.tenant]));
}

/**
 * A person's name by account id; `system:…` is Concord itself. Any other actor came in through a vendor's link,
 * unless it is an address, which names itself.
 */
export function nameOf(people: readonly { readonly id: string; readonly name: string }[]): NameOf {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return (actor) => names.get(actor) ?? (actor.startsWith('system:') ? message('settings.actor.system') : actor.includes('@') ? actor : message('settings.actor.vendor'));
}
