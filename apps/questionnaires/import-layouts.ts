import type { RequestOf } from '#libs/contracts/contract.js';
import type { layoutGet, layoutSet } from '#libs/contracts/templates.contract.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';

/** How the columns of a file with these headers were read last time; null where none was seen. */
export function getLayout(database: TenantDatabase, { headers }: RequestOf<typeof layoutGet>, context: Context) {
  return database.run(context, async (tx) => {
    const [row] = await tx.query<{ sheet: string | null; columns: Record<string, string>; at: Date }>('select sheet, columns, at from questionnaires.import_layout where tenant_id = $1 and headers = $2', [context.tenant, headers]);
    return { layout: row ? { ...row, at: row.at.toISOString() } : null };
  });
}

/** Remembers how the columns of a file were read. */
export function setLayout(database: TenantDatabase, { headers, sheet, columns }: RequestOf<typeof layoutSet>, context: Context) {
  return database.run(context, async (tx) => {
    await tx.query(
      `insert into questionnaires.import_layout (tenant_id, headers, sheet, columns) values ($1, $2, $3, $4)
       on conflict (tenant_id, headers) do update set sheet = excluded.sheet, columns = excluded.columns, at = now()`, [context.tenant, headers, sheet, JSON.stringify(columns)]);
    return { done: true as const };
  });
}
