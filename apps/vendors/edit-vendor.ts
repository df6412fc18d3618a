import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { vendorChanged, vendorEdit } from '#libs/contracts/vendors.contract.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { inherentRisk } from '#libs/risk/tier.js';
import { defaultWeights } from '#libs/risk/weights.data.js';
import { wholeVendor } from './get-vendor.js';
import { demandFreeName } from './vendor-name.js';
import { VendorRow } from './vendor.entity.js';

/**
 * Changes a vendor that nobody else changed meanwhile; the tier follows.
 * @throws Fault `vendors.vendor-unknown`, `vendors.changed-meanwhile`, `vendors.name-taken`
 */
export async function editVendor(database: TenantDatabase, request: RequestOf<typeof vendorEdit>, context: Context) {
  return database.command(context, vendorEdit, request, async (tx) => {
    const before = await tx.manager.findOne(VendorRow, { where: { tenantId: context.tenant, id: request.id }, lock: { mode: 'pessimistic_write' } });
    if (!before) throw new Fault('missing', 'vendors.vendor-unknown', 'There is no such vendor');
    if (before.version !== request.version) throw changedMeanwhile();
    const { tier, score } = inherentRisk(request.profile, defaultWeights);
    await demandFreeName(tx, request.name, request.id);
    await tx.manager.update(VendorRow, { tenantId: context.tenant, id: request.id }, {
      version: before.version + 1, name: request.name, service: request.service, website: request.website ?? null, owner: request.owner ?? null,
      profile: request.profile, roles: request.roles, tier, score: String(score), updatedAt: new Date(),
    });
    await tx.emit(vendorChanged, { id: request.id, name: request.name, service: request.service, roles: request.roles, tier, version: before.version + 1 });
    await tx.audit('vendor.changed', request.id, { tier, ...(tier !== before.tier && { tierBefore: before.tier }) });
    return wholeVendor(tx, request.id);
  });
}

/** What is said to whoever saves over somebody else's change. */
export function changedMeanwhile(): Fault {
  return new Fault('conflict', 'vendors.changed-meanwhile', 'Somebody changed this vendor meanwhile. Load the page again to see what it says now; what you typed is kept below');
}
