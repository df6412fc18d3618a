import type { Service } from '#libs/contracts/contract.js';

/** The role that owns every schema and runs migrations. */
export const ownerRole = 'concord_owner';

/** The role as which a service logs in. */
export const serviceRole = (service: Service): string => `concord_${service}`;

/** The role that may read and mark outbox rows of all tenants, and nothing else. */
export const relayRole = (service: Service): string => `concord_${service}_relay`;

/** The condition of every tenant policy. A cast without `nullif` raises after a commit, and a volatile function would scan the table. */
export const ofTenant = `tenant_id = nullif(current_setting('app.tenant', true), '')::uuid`;

/**
 * Row-level security and grants of a tenant table, to follow its `create table`.
 * Forced, so that even the owner sees rows only through its own policy, which migrations and look-up functions need.
 * @param grants what the service may do, such as `select, insert, update`
 */
export function tenantTable(service: Service, table: string, grants: string): string {
  const name = `${service}.${table}`;
  return `
    alter table ${name} enable row level security;
    alter table ${name} force row level security;
    create policy ${table}_tenant on ${name} to ${serviceRole(service)} using (${ofTenant}) with check (${ofTenant});
    create policy ${table}_owner on ${name} to ${ownerRole} using (true) with check (true);
    revoke all on ${name} from public;
    grant ${grants} on ${name} to ${serviceRole(service)};
  `;
}

/**
 * A function that looks across tenants, narrow and named: it runs as the owner with a fixed search path,
 * and only the service may call it.
 * @param signature such as `session_by_hash(hash bytea)`
 * @param returns such as `table (tenant_id uuid, id uuid)`
 * @param body one SQL query
 */
export function lookupFunction(service: Service, signature: string, returns: string, body: string): string {
  const name = `${service}.${signature}`;
  const types = signature.replace(/^(\w+)\s*\((.*)\)$/s, (_all, bare: string, list: string) => `${bare}(${argumentTypes(list)})`);
  return `
    create function ${name} returns ${returns} language sql stable security definer
      set search_path = ${service}, pg_temp as $lookup$ ${body} $lookup$;
    revoke all on function ${service}.${types} from public;
    grant execute on function ${service}.${types} to ${serviceRole(service)};
  `;
}

function argumentTypes(list: string): string {
  return list.split(',').map((part) => part.trim().split(/\s+/).slice(1).join(' ')).filter(Boolean).join(', ');
}
