import type { DataSource } from 'typeorm';
import { services } from '#libs/contracts/contract.js';

/** Everything in the database that decides who may see what, as lines that a test can hold against a list. */
export interface DatabaseCatalog {
  /** `vendors.vendor rls forced owner=concord_owner` */
  readonly tables: readonly string[];
  /** `vendors.vendor vendor_tenant all to concord_vendors using (…) check (…)` */
  readonly policies: readonly string[];
  /** `vendors.vendor select to concord_vendors`, columns in brackets where the grant names some */
  readonly grants: readonly string[];
  /** `vendors.f(hash bytea) definer owner=concord_owner path=vendors, pg_temp execute=concord_vendors` */
  readonly functions: readonly string[];
  /** `concord_vendors login noinherit member-of=concord_vendors_relay` with every power it should not have */
  readonly roles: readonly string[];
}

/**
 * Lists every table, policy, grant, function and role of all service schemas.
 * @param dataSource any connection; the system catalog is open to all
 */
export async function databaseCatalog(dataSource: DataSource): Promise<DatabaseCatalog> {
  const lines = async (sql: string, parameters: unknown[] = [[...services]]) => {
    const rows = await dataSource.query<{ line: string }[]>(sql, parameters);
    return rows.map((row) => row.line).sort();
  };
  return {
    tables: await lines(tablesSql),
    policies: await lines(policiesSql),
    grants: await lines(grantsSql),
    functions: await lines(functionsSql),
    roles: await lines(rolesSql, []),
  };
}

/**
 * The rules that hold for every table, whatever the list says: row-level security is on and forced, and
 * `tenant_id` comes first in every primary key, unique constraint and foreign key.
 * @param apart tables that hold nothing of a tenant, such as counters per address: `web.rate_limit`
 * @returns one sentence per breach
 */
export async function catalogBreaches(dataSource: DataSource, apart: readonly string[] = []): Promise<readonly string[]> {
  const rows = await dataSource.query<{ line: string }[]>(breachesSql, [[...services], [...apart]]);
  return rows.map((row) => row.line);
}

const tablesSql = `
  select format('%s.%s%s%s owner=%s', n.nspname, c.relname,
    case when c.relrowsecurity then ' rls' else '' end, case when c.relforcerowsecurity then ' forced' else '' end, pg_get_userbyid(c.relowner)) as line
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = any($1) and c.relkind in ('r', 'p', 'v', 'm')`;

const policiesSql = `
  select format('%s.%s %s %s to %s using (%s) check (%s)', schemaname, tablename, policyname, lower(cmd),
    array_to_string(roles, ', '), coalesce(qual, ''), coalesce(with_check, '')) as line
  from pg_policies where schemaname = any($1)`;

const grantsSql = `
  select format('%s.%s %s to %s', n.nspname, c.relname, string_agg(lower(a.privilege_type), ', ' order by a.privilege_type),
    case when a.grantee = 0 then 'public' else pg_get_userbyid(a.grantee) end) as line
  from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a
  where n.nspname = any($1) and c.relkind in ('r', 'p', 'v', 'm', 'S') and a.grantee <> c.relowner
  group by n.nspname, c.relname, a.grantee
  union all
  select format('%s.%s (%s) %s to %s', n.nspname, c.relname, string_agg(t.attname, ', ' order by t.attname), lower(a.privilege_type), pg_get_userbyid(a.grantee))
  from pg_attribute t join pg_class c on c.oid = t.attrelid join pg_namespace n on n.oid = c.relnamespace, aclexplode(t.attacl) a
  where n.nspname = any($1) group by n.nspname, c.relname, a.privilege_type, a.grantee`;

const functionsSql = `
  select format('%s.%s(%s)%s owner=%s path=%s execute=%s', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid),
    case when p.prosecdef then ' definer' else '' end, pg_get_userbyid(p.proowner),
    coalesce((select substring(setting from 'search_path=(.*)') from unnest(p.proconfig) setting where setting like 'search_path=%'), ''),
    coalesce((select string_agg(case when a.grantee = 0 then 'public' else pg_get_userbyid(a.grantee) end, ', ' order by a.grantee)
      from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee <> p.proowner), '')) as line
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = any($1)`;

const rolesSql = `
  select format('%s%s%s%s%s%s%s%s', r.rolname, case when r.rolcanlogin then ' login' else '' end, case when r.rolinherit then '' else ' noinherit' end,
    case when r.rolsuper then ' SUPERUSER' else '' end, case when r.rolbypassrls then ' BYPASSRLS' else '' end,
    case when r.rolcreaterole then ' CREATEROLE' else '' end, case when r.rolreplication then ' REPLICATION' else '' end,
    coalesce((select ' member-of=' || string_agg(pg_get_userbyid(m.roleid), ', ' order by m.roleid) from pg_auth_members m where m.member = r.oid), '')) as line
  from pg_roles r where r.rolname like 'concord%'`;

const breachesSql = `
  with tables as (
    select c.oid, format('%s.%s', n.nspname, c.relname) as name, c.relrowsecurity, c.relforcerowsecurity
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any($1) and c.relkind in ('r', 'p') and c.relname <> 'migration'
      and format('%s.%s', n.nspname, c.relname) <> all($2))
  select format('%s is not under forced row-level security', name) as line from tables where not (relrowsecurity and relforcerowsecurity)
  union all
  select format('%s: %s does not begin with tenant_id', t.name, i.indexrelid::regclass::text)
  from tables t join pg_index i on i.indrelid = t.oid
  where i.indisunique and not exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'tenant_id' and a.attnum = i.indkey[0])
  union all
  select format('%s: foreign key %s does not begin with tenant_id', t.name, k.conname)
  from tables t join pg_constraint k on k.conrelid = t.oid
  where k.contype = 'f' and not exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'tenant_id' and a.attnum = k.conkey[1])
  union all
  select format('%s may be read by public', t.name) from tables t join pg_class c on c.oid = t.oid, aclexplode(c.relacl) a where a.grantee = 0
  order by 1`;
