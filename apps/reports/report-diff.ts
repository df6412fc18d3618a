import type { RequestOf } from '#libs/contracts/contract.js';
import type { reportDiff } from '#libs/contracts/reports-assurance.contract.js';
import { Fault } from '#libs/contracts/faults.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { standingOf } from './change-document.js';
import { compareExtractions } from './compare-extractions.js';
import { mayRead } from './may-read.js';
import { readableDocument } from './readable-document.js';
import { endOf, standingDocuments, type StandingDocument } from './standing-documents.js';

/** A report against the one before it of the same vendor, or another that is named. @throws Fault `reports.document-unknown` */
export async function diffOf(database: TenantDatabase, request: RequestOf<typeof reportDiff>, context: Context) {
  return database.run(context, async (tx) => {
    const row = await readableDocument(tx, request.id);
    const now = await standingOf(tx, row);
    const documents = await standingDocuments(tx, [row.vendor], ['read', 'accepted', 'replaced']);
    const others = documents.filter(({ row: one, extraction }) => one.id !== row.id && extraction?.documentKind === now?.documentKind && mayRead(context, one)).sort((a, b) => (endOf(a.extraction) < endOf(b.extraction) ? 1 : -1));
    const before = request.with ? others.find(({ row: one }) => one.id === request.with) : now ? others.find((one) => endOf(one.extraction) < endOf(now)) : undefined;
    if (request.with && !before) throw new Fault('missing', 'reports.document-unknown', 'There is no such report of this vendor');
    const said = ({ row: one }: StandingDocument) => ({ id: one.id, says: one.says });
    return { before: before ? said(before) : null, others: others.map(said), changes: now && before?.extraction ? compareExtractions(before.extraction, now) : [] };
  });
}
