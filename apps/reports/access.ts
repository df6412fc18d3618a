import type { RequestOf } from '#libs/contracts/contract.js';
import { accessSet } from '#libs/contracts/reports-assurance.contract.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { changeDocument, lockDocument } from './change-document.js';
import { wholeDocument } from './document-view.js';
import { sayEvidence } from './say-evidence.js';

/** Says who may read a document. Evidence of one under an agreement goes on without its words. @throws Fault `reports.changed-meanwhile` */
export async function setAccess(database: TenantDatabase, request: RequestOf<typeof accessSet>, context: Context) {
  return database.command(context, accessSet, request, async (tx) => {
    const row = await lockDocument(tx, request.id, request.version);
    const readers = request.restricted ? [...new Set(request.readers)] : [];
    const next = await changeDocument(tx, row, { restricted: request.restricted, readers });
    if (next.status === 'accepted') await sayEvidence(tx, next);
    await tx.audit(request.restricted ? 'document.restricted' : 'document.opened', row.id, { readers });
    return wholeDocument(tx, row.id);
  });
}
