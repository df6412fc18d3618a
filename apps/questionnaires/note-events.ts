import type { tenantChanged } from '#libs/contracts/accounts.contract.js';
import type { PayloadOf } from '#libs/contracts/contract.js';
import type { documentChanged } from '#libs/contracts/reports.contract.js';
import type { vendorChanged } from '#libs/contracts/vendors.contract.js';
import type { Transaction } from '#libs/platform/transaction.js';

/** Keeps the name of the vendor and of its service for mails and forms, and its tier for who must accept; the highest version wins. */
export async function noteVendor(tx: Transaction, event: PayloadOf<typeof vendorChanged>): Promise<void> {
  await tx.query(
    `insert into questionnaires.vendor (tenant_id, id, name, version, tier, service) values ($1, $2, $3, $4, $5, $6)
     on conflict (tenant_id, id) do update set name = excluded.name, version = excluded.version, tier = excluded.tier, service = excluded.service where vendor.version < excluded.version`,
    [tx.context.tenant, event.id, event.name, event.version, event.tier ?? null, event.service || null],
  );
}

/** Keeps the organization's name, which stands on what vendors see. */
export async function noteTenant(tx: Transaction, event: PayloadOf<typeof tenantChanged>): Promise<void> {
  await tx.query(
    `insert into questionnaires.tenant (tenant_id, name, version) values ($1, $2, $3)
     on conflict (tenant_id) do update set name = excluded.name, version = excluded.version where tenant.version < excluded.version`,
    [tx.context.tenant, event.name, event.version],
  );
}

/** Lets the vendor see how far the reading of an uploaded report is. */
export async function noteReading(tx: Transaction, event: PayloadOf<typeof documentChanged>): Promise<void> {
  await tx.query(
    `update questionnaires.attachment a set reading = $4, reading_says = $5, reading_document = $6, reading_sequence = $7
     from questionnaires.request r
     where a.tenant_id = $1 and a.sha256 = $2 and r.tenant_id = a.tenant_id and r.id = a.request and r.vendor = $3 and a.reading_sequence < $7`,
    [tx.context.tenant, event.sha256, event.vendor, event.status, event.says, event.document, event.sequence],
  );
}
