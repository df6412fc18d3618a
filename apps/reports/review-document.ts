import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { documentAccept, documentReject, reportEvidence, valueCorrect } from '#libs/contracts/reports.contract.js';
import type { Context } from '#libs/platform/context.js';
import { recordFacts } from '#libs/platform/evidence-ledger.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { changeDocument, lockDocument, standingOf } from './change-document.js';
import { demandCorrectable } from './correct.js';
import { CorrectionRow, type DocumentRow } from './document.entity.js';
import { factsOf } from './facts-of.js';
import { wholeDocument } from './document-view.js';

/**
 * Puts a value beside what was read. In an accepted report the evidence follows at once.
 * @throws Fault `reports.changed-meanwhile`, `reports.nothing-read`, `reports.value-wrong`
 */
export async function correctValue(database: TenantDatabase, request: RequestOf<typeof valueCorrect>, context: Context) {
  demandCorrectable(request.path, request.value);
  return database.command(context, valueCorrect, request, async (tx) => {
    const row = demandRead(await lockDocument(tx, request.id, request.version));
    await tx.manager.save(CorrectionRow, { tenantId: context.tenant, document: row.id, path: request.path, value: request.value, byAccount: context.actor, at: new Date() });
    await tx.audit('value.corrected', row.id, { path: request.path });
    const next = await changeDocument(tx, row, {});
    if (next.status === 'accepted') await sayEvidence(tx, next);
    return wholeDocument(tx, row.id);
  });
}

/** Accepts a report: what it proves becomes evidence. @throws Fault `reports.changed-meanwhile`, `reports.nothing-read` */
export async function acceptDocument(database: TenantDatabase, request: RequestOf<typeof documentAccept>, context: Context) {
  return database.command(context, documentAccept, request, async (tx) => {
    const row = demandRead(await lockDocument(tx, request.id, request.version));
    const verdict = { outcome: 'accepted' as const, note: request.note ?? null, by: context.actor, at: new Date().toISOString() };
    const next = await changeDocument(tx, row, { status: 'accepted', verdict });
    const facts = await sayEvidence(tx, next);
    await tx.audit('document.accepted', row.id, { facts });
    return wholeDocument(tx, row.id);
  });
}

/** Rejects a report with a reason; evidence that it was is withdrawn. @throws Fault `reports.changed-meanwhile` */
export async function rejectDocument(database: TenantDatabase, request: RequestOf<typeof documentReject>, context: Context) {
  return database.command(context, documentReject, request, async (tx) => {
    const row = await lockDocument(tx, request.id, request.version);
    const verdict = { outcome: 'rejected' as const, note: request.note, by: context.actor, at: new Date().toISOString() };
    const next = await changeDocument(tx, row, { status: 'rejected', verdict });
    await recordFacts(tx, 'reports', reportEvidence, next.vendor, next.id, []);
    await tx.audit('document.rejected', row.id);
    return wholeDocument(tx, row.id);
  });
}

async function sayEvidence(tx: Transaction, row: DocumentRow): Promise<number> {
  const extraction = await standingOf(tx, row);
  return recordFacts(tx, 'reports', reportEvidence, row.vendor, row.id, extraction ? factsOf(row.id, row.vendor, extraction) : []);
}

function demandRead(row: DocumentRow): DocumentRow {
  if (!row.extraction) throw new Fault('conflict', 'reports.nothing-read', 'Nothing was read from this document yet, so there is nothing to accept or correct');
  return row;
}
