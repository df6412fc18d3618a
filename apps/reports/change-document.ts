import { Fault } from '#libs/contracts/faults.js';
import { documentChanged } from '#libs/contracts/reports.contract.js';
import type { Transaction } from '#libs/platform/transaction.js';
import type { Extraction } from '#libs/soc2/extraction.js';
import { byHandCountsUntil } from './by-hand-facts.js';
import { corrected } from './correct.js';
import { CorrectionRow, DocumentRow } from './document.entity.js';
import { countsUntil } from './facts-of.js';
import { underAgreement } from './may-read.js';

/** A document, locked, that nobody changed since it was on screen. @throws Fault `reports.document-unknown`, `reports.changed-meanwhile` */
export async function lockDocument(tx: Transaction, id: string, version?: number): Promise<DocumentRow> {
  const row = await tx.manager.findOne(DocumentRow, { where: { tenantId: tx.context.tenant, id }, lock: { mode: 'pessimistic_write' } });
  if (!row) throw new Fault('missing', 'reports.document-unknown', 'There is no such document');
  if (version !== undefined && row.version !== version) throw new Fault('conflict', 'reports.changed-meanwhile', 'Somebody worked on this report meanwhile. Load the page again to see what it says now');
  return row;
}

/** Changes a locked document and tells the vendor register and the vendor's form. */
export async function changeDocument(tx: Transaction, row: DocumentRow, change: Partial<DocumentRow>): Promise<DocumentRow> {
  const next = { ...row, ...change, version: row.version + 1, sequence: row.sequence + 1 };
  const { uploadedAt: _uploadedAt, tenantId, id, ...columns } = next;
  await tx.manager.update(DocumentRow, { tenantId, id }, columns as object);
  await tellChange(tx, next);
  return next;
}

/** Says how far a document is. */
export async function tellChange(tx: Transaction, row: DocumentRow): Promise<void> {
  const standing = await standingOf(tx, row);
  await tx.emit(documentChanged, {
    document: row.id, vendor: row.vendor, sha256: row.sha256, status: row.status, says: row.restricted ? underAgreement : row.says,
    countsUntil: row.status !== 'accepted' ? null : row.byHand ? byHandCountsUntil(row.byHand) : standing && countsUntil(standing), sequence: row.sequence,
  });
}

/** What was read with the corrections in force. */
export async function standingOf(tx: Transaction, row: DocumentRow): Promise<Extraction | null> {
  if (!row.extraction) return null;
  return corrected(row.extraction, await tx.manager.findBy(CorrectionRow, { tenantId: row.tenantId, document: row.id }));
}
