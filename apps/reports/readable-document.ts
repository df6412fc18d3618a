import { Fault } from '#libs/contracts/faults.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { DocumentRow } from './document.entity.js';

/** A document that the asking person may read. @throws Fault `reports.document-unknown` */
export async function readableDocument(tx: Transaction, id: string): Promise<DocumentRow> {
  const row = await tx.manager.findOneBy(DocumentRow, { tenantId: tx.context.tenant, id });
  if (!row) throw new Fault('missing', 'reports.document-unknown', 'There is no such document');
  return row;
}
