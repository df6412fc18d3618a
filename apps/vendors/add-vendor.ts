import type { RequestOf } from '#libs/contracts/contract.js';
import { vendorAdd, vendorChanged } from '#libs/contracts/vendors.contract.js';
import type { Context } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { inherentRisk } from '#libs/risk/tier.js';
import { defaultWeights } from '#libs/risk/weights.data.js';
import { wholeVendor } from './get-vendor.js';
import { demandFreeName } from './vendor-name.js';
import { ContactRow, VendorRow } from './vendor.entity.js';

/**
 * Adds a vendor; its tier follows from the profile.
 * @throws Fault `vendors.name-taken`
 */
export async function addVendor(database: TenantDatabase, request: RequestOf<typeof vendorAdd>, context: Context) {
  return database.command(context, vendorAdd, request, async (tx) => {
    const id = newId();
    const { contact, ...given } = request;
    const { tier, score } = inherentRisk(given.profile, defaultWeights);
    await demandFreeName(tx, given.name, id);
    await tx.manager.insert(VendorRow, {
      tenantId: context.tenant, id, version: 1, name: given.name, service: given.service, website: given.website ?? null, owner: given.owner ?? null,
      profile: given.profile, roles: given.roles, tier, score: String(score), updatedAt: new Date(),
    });
    if (contact) await tx.manager.insert(ContactRow, { tenantId: context.tenant, id: newId(), vendor: id, name: contact.name, email: contact.email.toLowerCase(), phone: null, purpose: 'security' });
    await tx.emit(vendorChanged, { id, name: given.name, service: given.service, roles: given.roles, tier, version: 1 });
    await tx.audit('vendor.added', id, { tier });
    return wholeVendor(tx, id);
  });
}
