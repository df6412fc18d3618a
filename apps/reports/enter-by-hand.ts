import { commonControls } from '#libs/catalog/common-controls.js';
import { shippedCatalog } from '#libs/catalog/load-catalog.js';
import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { documentByHand } from '#libs/contracts/reports-assurance.contract.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { queueDocument } from './add-document.js';
import { byHandLabel } from './by-hand-facts.js';
import { changeDocument, lockDocument } from './change-document.js';
import type { ByHand, DocumentRow } from './document.entity.js';
import { wholeDocument } from './document-view.js';
import { replaceOlder } from './replace-document.js';
import { sayEvidence } from './say-evidence.js';

type Asked = RequestOf<typeof documentByHand>;

/**
 * Enters a document that the reader does not read: what it is, of what and until when it speaks, and which requirements and
 * common controls it speaks of. It is accepted by that, and evidence at once; entering it again corrects it.
 * @throws Fault `reports.by-hand-file`, `reports.by-hand-wrong`, `reports.by-hand-read`, `reports.changed-meanwhile`
 */
export async function enterByHand(database: TenantDatabase, request: Asked, context: Context) {
  const { vendor: _vendor, document: _document, version: _version, file: _file, ...said } = request;
  const byHand: ByHand = { ...said, targets: targetsOf(said.targets) };
  const wrong = datesWrong(byHand);
  if (wrong) throw new Fault('invalid', 'reports.by-hand-wrong', wrong[1], { fields: [{ field: wrong[0], message: wrong[1] }] });
  return database.command(context, documentByHand, request, async (tx) => {
    const row = await documentOf(tx, request);
    const verdict = { outcome: 'accepted' as const, note: null, by: context.actor, at: new Date().toISOString() };
    const next = await changeDocument(tx, row, { status: 'accepted', byHand, says: `${byHandLabel(byHand)}, entered by hand.`, verdict, progress: null });
    await replaceOlder(tx, next);
    const facts = await sayEvidence(tx, next);
    await tx.audit('document.entered-by-hand', row.id, { kind: byHand.kind, facts });
    return wholeDocument(tx, row.id);
  });
}

async function documentOf(tx: Transaction, { document, version, vendor, file }: Asked): Promise<DocumentRow> {
  const id = document ?? (vendor && file && await queueDocument(tx, { vendor, ...file }, 'compliance'));
  if (!id) throw new Fault('invalid', 'reports.by-hand-file', 'Choose the vendor and the file', { fields: [...(vendor ? [] : [{ field: 'vendor', message: 'Choose the vendor' }]), ...(file ? [] : [{ field: 'file', message: 'Choose the file' }])] });
  const row = await lockDocument(tx, id, document ? version : undefined);
  if (row.extraction) throw new Fault('conflict', 'reports.by-hand-read', 'This document was read as an assurance report. Correct there what was read wrong');
  return row;
}

function datesWrong({ issued, from, until }: ByHand): [string, string] | null {
  if (until && until < issued) return ['until', 'Choose a day on or after the day of issue'];
  if (until && from && until < from) return ['until', 'Choose a day on or after the first one'];
  return null;
}

/**
 * The requirements and common controls that somebody named. An id that ends in `*` stands for every assessable requirement
 * that begins so; one of a shipped framework has to be in it; frameworks of the tenant's own are taken as they are named.
 * @throws Fault `reports.by-hand-wrong`
 */
export function targetsOf(named: ByHand['targets']): ByHand['targets'] {
  const { frameworks } = shippedCatalog();
  const controls = new Set(commonControls().map(({ id }) => id));
  const refuse = (message: string): never => { throw new Fault('invalid', 'reports.by-hand-wrong', message, { fields: [{ field: 'targets', message }] }); };
  const all = named.flatMap(({ framework, id, page }): ByHand['targets'] => {
    const rest = page === undefined ? {} : { page };
    if (framework === null) return controls.has(id) ? [{ framework, id, ...rest }] : refuse(`There is no common control ${id}`);
    const shipped = frameworks.find((one) => one.id === framework);
    if (!shipped) return id.endsWith('*') ? refuse(`Name the requirements of ${framework} one by one`) : [{ framework, id, ...rest }];
    const fitting = shipped.requirements.filter((one) => one.assessable && (id.endsWith('*') ? one.id.startsWith(id.slice(0, -1)) : one.id === id));
    return fitting.length ? fitting.map((one) => ({ framework, id: one.id, ...rest })) : refuse(`${shipped.name} has no requirement ${id} that can be assessed`);
  });
  return [...new Map(all.map((one) => [`${one.framework ?? ''}:${one.id}`, one])).values()];
}
