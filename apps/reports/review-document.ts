import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { correctionTakeBack, valuesAccept } from '#libs/contracts/reports-review.contract.js';
import { documentAccept, documentReject, valueCorrect } from '#libs/contracts/reports.contract.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import type { Extraction } from '#libs/soc2/extraction.js';
import { listPath } from '#libs/soc2/list-paths.js';
import { changeDocument, lockDocument, standingOf } from './change-document.js';
import { checkable, demandCorrectable, readAt, valueAt } from './correct.js';
import { demandThere } from './correct-lines.js';
import { CorrectionRow, type DocumentRow } from './document.entity.js';
import { wholeDocument } from './document-view.js';
import { keepOlder, replaceOlder } from './replace-document.js';
import { sayDocument } from './say-document.js';
import { sayEvidence, withdrawEvidence } from './say-evidence.js';

/**
 * Puts a value beside what was read. In an accepted report the evidence follows at once.
 * @throws Fault `reports.changed-meanwhile`, `reports.nothing-read`, `reports.value-wrong`
 */
export async function correctValue(database: TenantDatabase, request: RequestOf<typeof valueCorrect>, context: Context) {
  demandCorrectable(request.path, request.value);
  return database.command(context, valueCorrect, request, async (tx) => {
    const { row, extraction } = demandRead(await lockDocument(tx, request.id, request.version));
    const line = listPath(request.path);
    if (line) demandThere(extraction, request.path, line);
    await putBeside(tx, row.id, request.path, request.value ?? null);
    await tx.audit('value.corrected', row.id, { path: request.path });
    return sayAgain(tx, row);
  });
}

/** Takes a correction back: what was read holds again. @throws Fault `reports.changed-meanwhile`, `reports.nothing-read`, `reports.no-correction` */
export async function takeCorrectionBack(database: TenantDatabase, request: RequestOf<typeof correctionTakeBack>, context: Context) {
  return database.command(context, correctionTakeBack, request, async (tx) => {
    const { row } = demandRead(await lockDocument(tx, request.id, request.version));
    const gone = await tx.query('delete from reports.correction where tenant_id = $1 and document = $2 and path = $3 returning path', [context.tenant, row.id, request.path]);
    if (gone.length === 0) throw new Fault('conflict', 'reports.no-correction', 'Nobody corrected this value, or the correction was taken back meanwhile');
    await tx.audit('correction.taken-back', row.id, { path: request.path });
    return sayAgain(tx, row);
  });
}

/** What a document is and proves, after what holds of it changed. */
async function sayAgain(tx: Transaction, row: DocumentRow) {
  const standing = await standingOf(tx, row);
  const next = await changeDocument(tx, row, standing ? { says: sayDocument(standing) } : {});
  if (next.status === 'accepted') await sayEvidence(tx, next);
  return wholeDocument(tx, row.id);
}

/**
 * Accepts values as they were read: a person's word stands beside them from then on, even where another reading says otherwise.
 * @throws Fault `reports.changed-meanwhile`, `reports.nothing-read`, `reports.value-unknown`
 */
export async function acceptValues(database: TenantDatabase, request: RequestOf<typeof valuesAccept>, context: Context) {
  return database.command(context, valuesAccept, request, async (tx) => {
    const { row, extraction } = demandRead(await lockDocument(tx, request.id, request.version));
    const checked = new Set((await tx.manager.findBy(CorrectionRow, { tenantId: context.tenant, document: row.id })).map(({ path }) => path));
    const open = checkable(extraction).filter((path) => !checked.has(path));
    const { paths } = request;
    if (paths !== 'certain') for (const path of paths) demandCorrectable(path, null);
    const accepted = open.filter((path) => (paths === 'certain' ? valueAt(extraction, path)?.confidence === 'certain' : paths.includes(path)));
    for (const path of accepted) await putBeside(tx, row.id, path, readAt(extraction, path));
    if (accepted.length > 0) {
      await tx.audit('values.accepted', row.id, { paths: accepted });
      await changeDocument(tx, row, {});
    }
    return wholeDocument(tx, row.id);
  });
}

/** Accepts a report: what it proves becomes evidence. @throws Fault `reports.changed-meanwhile`, `reports.nothing-read` */
export async function acceptDocument(database: TenantDatabase, request: RequestOf<typeof documentAccept>, context: Context) {
  return database.command(context, documentAccept, request, async (tx) => {
    const row = await lockDocument(tx, request.id, request.version);
    if (!row.byHand) demandRead(row);
    const verdict = { outcome: 'accepted' as const, note: request.note ?? null, by: context.actor, at: new Date().toISOString() };
    const next = await changeDocument(tx, row, { status: 'accepted', verdict, replacedBy: null });
    await replaceOlder(tx, next);
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
    await withdrawEvidence(tx, next);
    await keepOlder(tx, next);
    await tx.audit('document.rejected', row.id);
    return wholeDocument(tx, row.id);
  });
}

async function putBeside(tx: Transaction, document: string, path: string, value: unknown): Promise<void> {
  await tx.manager.save(CorrectionRow, { tenantId: tx.context.tenant, document, path, value, byAccount: tx.context.actor, at: new Date() });
}

function demandRead(row: DocumentRow): { row: DocumentRow; extraction: Extraction } {
  if (!row.extraction) throw new Fault('conflict', 'reports.nothing-read', 'Nothing was read from this document yet, so there is nothing to accept or correct');
  return { row, extraction: row.extraction };
}
