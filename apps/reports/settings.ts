import type { RequestOf } from '#libs/contracts/contract.js';
import { settingSet } from '#libs/contracts/reports-assurance.contract.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';

/** How the tenant hands out documents; without the reader's name where nobody said otherwise. */
export async function settingOf(tx: Transaction): Promise<{ watermark: boolean }> {
  const [row] = await tx.query<{ watermark: boolean }>('select watermark from reports.setting where tenant_id = $1', [tx.context.tenant]);
  return { watermark: row?.watermark ?? false };
}

/** Sets how the tenant hands out documents. */
export async function setSetting(database: TenantDatabase, request: RequestOf<typeof settingSet>, context: Context) {
  return database.command(context, settingSet, request, async (tx) => {
    await tx.query(
      `insert into reports.setting (tenant_id, watermark, by_account) values ($1, $2, $3)
       on conflict (tenant_id) do update set watermark = excluded.watermark, by_account = excluded.by_account, at = now()`,
      [context.tenant, request.watermark, context.actor]);
    await tx.audit('setting.set', context.tenant, { watermark: request.watermark });
    return { watermark: request.watermark };
  });
}
