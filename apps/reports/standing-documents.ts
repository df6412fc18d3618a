import { In } from 'typeorm';
import type { Extraction } from '#libs/soc2/extraction.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { corrected } from './correct.js';
import { CorrectionRow, DocumentRow, type DocumentStatus } from './document.entity.js';

/** A document with what holds of it: what was read and what people put right. */
export interface StandingDocument {
  readonly row: DocumentRow;
  readonly extraction: Extraction | null;
}

/** The documents of some vendors in some states, in the order of upload. */
export async function standingDocuments(tx: Transaction, vendors: readonly string[], statuses: readonly DocumentStatus[]): Promise<StandingDocument[]> {
  const { tenant: tenantId } = tx.context;
  if (vendors.length === 0) return [];
  const rows = await tx.manager.find(DocumentRow, { where: { tenantId, vendor: In([...vendors]), status: In([...statuses]) }, order: { uploadedAt: 'ASC', id: 'ASC' } });
  const corrections = rows.length ? await tx.manager.find(CorrectionRow, { where: { tenantId, document: In(rows.map(({ id }) => id)) } }) : [];
  return rows.map((row) => ({ row, extraction: row.extraction && corrected(row.extraction, corrections.filter(({ document }) => document === row.id)) }));
}

/** The accepted reports of a vendor that a bridge letter may go on from. */
export async function acceptedReports(tx: Transaction, vendor: string): Promise<{ id: string; extraction: Extraction }[]> {
  const documents = await standingDocuments(tx, [vendor], ['accepted']);
  return documents.flatMap(({ row, extraction }) => (extraction?.documentKind === 'soc2' ? [{ id: row.id, extraction }] : []));
}

/** The last day that a report speaks of; '' where it does not say. */
export const endOf = (extraction: Extraction | null): string => extraction?.period?.value.to ?? extraction?.asOf?.value ?? '';

/** Of some documents the SOC 2 report of a vendor that ends last. */
export function latestReport(vendor: string, documents: readonly StandingDocument[]): StandingDocument | undefined {
  return documents.filter(({ row, extraction }) => row.vendor === vendor && extraction?.documentKind === 'soc2').sort((a, b) => (endOf(a.extraction) < endOf(b.extraction) ? 1 : -1))[0];
}
