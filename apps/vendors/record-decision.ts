import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { decisionRecord } from '#libs/contracts/vendors.contract.js';
import type { Context } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { changedMeanwhile } from './edit-vendor.js';
import { wholeVendor } from './get-vendor.js';
import { DecisionRow, VendorRow } from './vendor.entity.js';

/**
 * Records whether the vendor may be bought from; earlier decisions stay.
 * @throws Fault `vendors.vendor-unknown`, `vendors.changed-meanwhile`
 */
export async function recordDecision(database: TenantDatabase, request: RequestOf<typeof decisionRecord>, context: Context) {
  return database.command(context, decisionRecord, request, async (tx) => {
    const row = await tx.manager.findOne(VendorRow, { where: { tenantId: context.tenant, id: request.vendor }, lock: { mode: 'pessimistic_write' } });
    if (!row) throw new Fault('missing', 'vendors.vendor-unknown', 'There is no such vendor');
    if (row.version !== request.version) throw changedMeanwhile();
    await tx.manager.update(VendorRow, { tenantId: context.tenant, id: row.id }, { version: row.version + 1, updatedAt: new Date() });
    await tx.manager.insert(DecisionRow, { tenantId: context.tenant, id: newId(), vendor: row.id, outcome: request.outcome, note: request.note, byAccount: context.actor });
    await tx.audit('vendor.decided', row.id, { outcome: request.outcome });
    return wholeVendor(tx, row.id);
  });
}
