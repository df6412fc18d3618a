import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { documentReplace } from '#libs/contracts/reports-assurance.contract.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { namedControls } from '#libs/soc2/named-controls.js';
import { queueDocument } from './add-document.js';
import { changeDocument, lockDocument } from './change-document.js';
import { ControlMatchRow, DocumentRow } from './document.entity.js';
import { wholeDocument } from './document-view.js';
import { withdrawEvidence } from './say-evidence.js';

/**
 * Names the document that takes the place of another: one that is here, or a file that is read first. The other stays in
 * force until its newer version is accepted. @returns the newer one
 * @throws Fault `reports.changed-meanwhile`, `reports.replacement-missing`, `reports.replacement-wrong`
 */
export async function replaceDocument(database: TenantDatabase, request: RequestOf<typeof documentReplace>, context: Context) {
  return database.command(context, documentReplace, request, async (tx) => {
    const row = await lockDocument(tx, request.id, request.version);
    const by = request.document ?? (request.file && await queueDocument(tx, { vendor: row.vendor, ...request.file }, 'compliance'));
    if (!by) throw new Fault('invalid', 'reports.replacement-missing', 'Choose a document or a file', { fields: [{ field: 'file', message: 'Choose the newer version' }] });
    const newer = await lockDocument(tx, by);
    const wrong = newer.id === row.id ? 'This is the same file' : newer.vendor !== row.vendor ? 'The other document is another vendor’s' : newer.replacedBy === row.id ? 'The other document is itself replaced by this one' : null;
    if (wrong) throw new Fault('invalid', 'reports.replacement-wrong', wrong, { fields: [{ field: 'file', message: wrong }] });
    const named = await changeDocument(tx, row, { replacedBy: newer.id });
    await tx.audit('document.replacement-named', row.id, { by: newer.id });
    if (newer.status === 'accepted') await makeWay(tx, named, newer);
    return wholeDocument(tx, newer.id);
  });
}

/** Once a document is accepted, those that it was named to replace are replaced. */
export async function replaceOlder(tx: Transaction, newer: DocumentRow): Promise<void> {
  const older = await tx.manager.findBy(DocumentRow, { tenantId: newer.tenantId, replacedBy: newer.id });
  for (const { id, status } of older) if (status !== 'replaced') await makeWay(tx, await lockDocument(tx, id), newer);
}

/** A newer version that is rejected replaces nothing. */
export async function keepOlder(tx: Transaction, newer: DocumentRow): Promise<void> {
  const older = await tx.manager.findBy(DocumentRow, { tenantId: newer.tenantId, replacedBy: newer.id });
  for (const { id, status } of older) if (status !== 'replaced') await changeDocument(tx, await lockDocument(tx, id), { replacedBy: null });
}

async function makeWay(tx: Transaction, older: DocumentRow, newer: DocumentRow): Promise<void> {
  const verdict = { outcome: 'replaced' as const, note: newer.name, by: tx.context.actor, at: new Date().toISOString() };
  await carryMatches(tx, older, newer);
  await withdrawEvidence(tx, await changeDocument(tx, older, { status: 'replaced', verdict }));
  await tx.audit('document.replaced', older.id, { by: newer.id });
}

/** What people confirmed of a control holds for the same words in the newer version. */
async function carryMatches(tx: Transaction, older: DocumentRow, newer: DocumentRow): Promise<void> {
  if (!older.extraction || !newer.extraction) return;
  const { tenantId } = older;
  const [before, there] = await Promise.all([older, newer].map(({ id }) => tx.manager.findBy(ControlMatchRow, { tenantId, document: id })));
  const words = new Map(namedControls(older.extraction).map(({ ref, control }) => [ref, control.text]));
  const commonOf = new Map(before!.map((match) => [words.get(match.ref), match]));
  for (const { ref, control } of namedControls(newer.extraction)) {
    const match = commonOf.get(control.text);
    if (match && !there!.some((one) => one.ref === ref)) await tx.manager.save(ControlMatchRow, { ...match, document: newer.id, ref });
  }
}
