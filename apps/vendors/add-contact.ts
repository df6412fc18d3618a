import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { contactAdd } from '#libs/contracts/vendors.contract.js';
import type { Context } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { ContactRow, VendorRow } from './vendor.entity.js';

/** Adds a contact, or brings the one with this address up to date. @throws Fault `vendors.vendor-unknown` */
export async function addContact(database: TenantDatabase, request: RequestOf<typeof contactAdd>, context: Context) {
  return database.command(context, contactAdd, request, async (tx) => {
    const { tenant: tenantId } = context;
    if (!(await tx.manager.existsBy(VendorRow, { tenantId, id: request.vendor }))) throw new Fault('missing', 'vendors.vendor-unknown', 'There is no such vendor');
    const email = request.email.toLowerCase();
    const there = await tx.manager.findOneBy(ContactRow, { tenantId, vendor: request.vendor, email });
    const id = there?.id ?? newId();
    const row = { tenantId, id, vendor: request.vendor, name: request.name, email, phone: request.phone ?? null, purpose: request.purpose };
    await tx.manager.save(ContactRow, row);
    await tx.audit('vendor.contact-added', request.vendor, { contact: id });
    return { id, name: row.name, email, phone: row.phone, purpose: row.purpose };
  });
}
