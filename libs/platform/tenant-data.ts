import type { DataSource, EntityManager } from 'typeorm';
import { services } from '#libs/contracts/contract.js';
import { ownerRole } from './sql.js';

/** One row of a tenant, as its table holds it. */
export interface TenantRow {
  /** `vendors.vendor` */
  readonly table: string;
  readonly row: Record<string, unknown>;
}

/**
 * Every row that every service holds of a tenant, table by table, for an export; keys and hashes of secrets are part of it,
 * so that it belongs into the tenant's hands only.
 * @param owner a connection as the owner role, which sees every tenant
 */
export async function* exportTenant(owner: DataSource, tenant: string): AsyncGenerator<TenantRow> {
  for (const { name, key } of await tenantTables(owner.manager)) {
    for (let from = 0; ; from += page) {
      const rows = await owner.query<{ row: Record<string, unknown> }[]>(
        `select row_to_json(t) as row from ${name} t where tenant_id = $1 order by ${key} limit ${page} offset $2`,
        [tenant, from],
      );
      for (const { row } of rows) yield { table: name, row };
      if (rows.length < page) break;
    }
  }
}

/**
 * Deletes every row that every service holds of a tenant, its audit trail and seals with it, in one transaction.
 * Files in the object store are named by the rows: export or list them before.
 * @returns how many rows each table lost, without the tables that had none
 */
export async function eraseTenant(owner: DataSource, tenant: string): Promise<ReadonlyMap<string, number>> {
  return owner.transaction(async (manager) => {
    const lost = new Map<string, number>();
    for (const { name, closed } of childrenFirst(await tenantTables(manager))) {
      if (closed) await manager.query(`grant delete on ${name} to ${ownerRole}`);
      const [{ count } = { count: '0' }] = await manager.query<{ count: string }[]>(
        `with gone as (delete from ${name} where tenant_id = $1 returning 1) select count(*) as count from gone`,
        [tenant],
      );
      if (closed) await manager.query(`revoke delete on ${name} from ${ownerRole}`);
      if (count !== '0') lost.set(name, Number(count));
    }
    return lost;
  });
}

const page = 1_000;

interface TenantTable {
  readonly name: string;
  /** Columns of the primary key, to order by. */
  readonly key: string;
  /** The tables that its foreign keys point to. */
  readonly parents: readonly string[];
  /** The owner has given up the right to delete, as for the audit trail. */
  readonly closed: boolean;
}

async function tenantTables(manager: EntityManager): Promise<readonly TenantTable[]> {
  return manager.query<TenantTable[]>(
    `select format('%I.%I', n.nspname, c.relname) as name,
            (select string_agg(quote_ident(k.attname), ', ' order by array_position(i.indkey::int2[], k.attnum))
               from pg_index i join pg_attribute k on k.attrelid = c.oid and k.attnum = any(i.indkey) where i.indrelid = c.oid and i.indisprimary) as key,
            array(select distinct format('%I.%I', pn.nspname, p.relname) from pg_constraint f join pg_class p on p.oid = f.confrelid
               join pg_namespace pn on pn.oid = p.relnamespace where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as parents,
            not has_table_privilege($2, c.oid, 'delete') as closed
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
      order by 1`,
    [[...services], ownerRole],
  );
}

/** The tables in an order in which no row is deleted before those that point to it. */
function childrenFirst(tables: readonly TenantTable[]): readonly TenantTable[] {
  const ordered: TenantTable[] = [];
  let open = [...tables];
  while (open.length > 0) {
    const free = open.filter((table) => !open.some((other) => other !== table && other.parents.includes(table.name)));
    const next = free.length > 0 ? free : open;
    ordered.push(...next);
    open = open.filter((table) => !next.includes(table));
  }
  return ordered;
}
