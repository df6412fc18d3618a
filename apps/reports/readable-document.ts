import { Fault } from '#libs/contracts/faults.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { DocumentRow } from './document.entity.js';
import { mayRead } from './may-read.js';

/** A document that the asking person may read. @throws Fault `reports.document-unknown`, `reports.under-agreement` */
export async function readableDocument(tx: Transaction, id: string): Promise<DocumentRow> {
  const row = await tx.manager.findOneBy(DocumentRow, { tenantId: tx.context.tenant, id });
  if (!row) throw new Fault('missing', 'reports.document-unknown', 'There is no such document');
  if (!mayRead(tx.context, row)) throw new Fault('forbidden', 'reports.under-agreement', 'This document is under a non-disclosure agreement, and you are not among its readers. Somebody in compliance can name you');
  return row;
}
