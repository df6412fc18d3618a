import type pg from 'pg';
import { services } from '#libs/contracts/contract.js';

/** A table with a tenant in its key. */
export interface TenantTable {
  /** Schema and name, such as `reports.document`. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly parents: readonly { readonly table: string; readonly columns: readonly string[]; readonly of: readonly string[] }[];
}

/** Every table of every service that holds rows of tenants, with what they refer to, read from the database itself. */
export async function tenantTables(client: pg.Client): Promise<readonly TenantTable[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select n.nspname || '.' || c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
      where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
      group by 1 having bool_or(a.attname = 'tenant_id') order by 1`,
    [services],
  );
  const { rows: keys } = await client.query<{ child: string; parent: string; columns: string[]; of: string[] }>(
    `select cn.nspname || '.' || c.relname as child, pn.nspname || '.' || p.relname as parent,
            (select array_agg(attname::text order by at) from unnest(k.conkey) with ordinality u(num, at) join pg_attribute on attrelid = k.conrelid and attnum = num) as columns,
            (select array_agg(attname::text order by at) from unnest(k.confkey) with ordinality u(num, at) join pg_attribute on attrelid = k.confrelid and attnum = num) as of
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace cn on cn.oid = c.relnamespace
       join pg_class p on p.oid = k.confrelid join pg_namespace pn on pn.oid = p.relnamespace
      where k.contype = 'f' and cn.nspname = any($1)`,
    [services],
  );
  return rows.map((row) => ({
    ...row,
    parents: keys.filter((key) => key.child === row.name && key.parent !== row.name).map((key) => ({ table: key.parent, columns: key.columns, of: key.of })),
  }));
}

/** Orders tables so that those that refer to others come before them: rows can be deleted in this order. */
export function childrenFirst(tables: readonly TenantTable[]): readonly TenantTable[] {
  const names = new Set(tables.map((table) => table.name));
  const depth = (name: string, seen: readonly string[] = []): number => {
    const table = tables.find((one) => one.name === name);
    const parents = (table?.parents ?? []).map((parent) => parent.table).filter((parent) => names.has(parent) && !seen.includes(parent));
    return parents.length === 0 ? 0 : 1 + Math.max(...parents.map((parent) => depth(parent, [...seen, name])));
  };
  return [...tables].sort((a, b) => depth(b.name) - depth(a.name) || (a.name < b.name ? -1 : 1));
}
