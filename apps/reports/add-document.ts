import type { PayloadOf, RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import type { documentAttached } from '#libs/contracts/questionnaires.contract.js';
import { documentAdd } from '#libs/contracts/reports.contract.js';
import type { vendorChanged } from '#libs/contracts/vendors.contract.js';
import type { Context } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { changeDocument, tellChange } from './change-document.js';
import { DocumentRow } from './document.entity.js';
import { wholeDocument } from './document-view.js';

const waits = 'Waits to be read';

interface Given {
  readonly vendor: string;
  readonly sha256: string;
  readonly name: string;
  readonly size: number;
}

/** Notes a document that compliance uploaded; it is read next. @throws Fault `reports.vendor-unknown` */
export async function addDocument(database: TenantDatabase, request: RequestOf<typeof documentAdd>, context: Context) {
  return database.command(context, documentAdd, request, async (tx) => {
    const [vendor] = await tx.query('select 1 from reports.vendor where tenant_id = $1 and id = $2', [context.tenant, request.vendor]);
    if (!vendor) throw new Fault('missing', 'reports.vendor-unknown', 'There is no such vendor, or it was added a moment ago. Try again');
    return wholeDocument(tx, await queueDocument(tx, request, 'compliance'));
  });
}

/** Notes a document that a vendor attached to its answers. Only PDFs can be assurance reports. */
export async function noteAttached(tx: Transaction, event: PayloadOf<typeof documentAttached>): Promise<void> {
  if (!/\.pdf$/i.test(event.name)) return;
  await queueDocument(tx, event, 'vendor');
}

/** The same file of the same vendor is one document, whoever brings it; who brings it again is told how far it is, and one that was refused is read again. */
export async function queueDocument(tx: Transaction, given: Given, origin: 'vendor' | 'compliance'): Promise<string> {
  const { tenant: tenantId, actor } = tx.context;
  const there = await tx.manager.findOneBy(DocumentRow, { tenantId, vendor: given.vendor, sha256: given.sha256 });
  if (there?.status === 'refused') {
    await changeDocument(tx, there, { status: 'queued', attempts: 0, refusal: null, says: waits });
    await tx.audit('document.requeued', there.id, { origin });
    return there.id;
  }
  if (there) {
    const again = { ...there, sequence: there.sequence + 1 };
    await tx.manager.update(DocumentRow, { tenantId, id: there.id }, { sequence: again.sequence });
    await tellChange(tx, again);
    return there.id;
  }
  const id = newId();
  await tx.query(
    `insert into reports.document (tenant_id, id, vendor, sha256, name, size, origin, says, uploaded_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [tenantId, id, given.vendor, given.sha256, given.name, given.size, origin, waits, actor]);
  await tellChange(tx, await tx.manager.findOneByOrFail(DocumentRow, { tenantId, id }));
  await tx.audit('document.added', id, { vendor: given.vendor, origin });
  return id;
}

/** Keeps the vendor's name. */
export async function noteVendor(tx: Transaction, event: PayloadOf<typeof vendorChanged>): Promise<void> {
  await tx.query(
    `insert into reports.vendor (tenant_id, id, name, version) values ($1, $2, $3, $4)
     on conflict (tenant_id, id) do update set name = excluded.name, version = excluded.version where vendor.version < excluded.version`,
    [tx.context.tenant, event.id, event.name, event.version],
  );
}
