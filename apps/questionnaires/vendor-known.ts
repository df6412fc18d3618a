import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';

const attempts = 20;

/** Waits up to two seconds for word of a vendor that was added a moment ago. */
export async function awaitVendor(database: TenantDatabase, vendor: string, context: Context): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const rows = await database.run(context, (tx) => tx.query('select 1 from questionnaires.vendor where tenant_id = $1 and id = $2', [context.tenant, vendor]));
    if (rows.length) return;
    await pause(100);
  }
}
