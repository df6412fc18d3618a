import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { documentReread, readingDecide } from '#libs/contracts/reports-review.contract.js';
import { readPdf } from '#libs/documents/read-pdf.js';
import type { Context } from '#libs/platform/context.js';
import type { ObjectStore } from '#libs/platform/object-store.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { readAssuranceDocument } from '#libs/soc2/read-assurance-document.js';
import { changeDocument, lockDocument, standingOf } from './change-document.js';
import { compareExtractions } from './compare-extractions.js';
import { wholeDocument } from './document-view.js';
import { keepPages } from './keep-pages.js';
import { readableDocument } from './readable-document.js';
import { readerVersion } from './reader-version.js';
import { sayDocument } from './say-document.js';
import { sayEvidence } from './say-evidence.js';

/**
 * Reads a document again, in a bounded child. What was read before stays in force until somebody takes the new reading.
 * @throws Fault `reports.changed-meanwhile`, `reports.not-reread`, and the refusal of the reader
 */
export async function rereadDocument(database: TenantDatabase, store: ObjectStore, request: RequestOf<typeof documentReread>, context: Context) {
  const row = await database.run(context, (tx) => readableDocument(tx, request.id));
  if (row.status === 'queued' || row.status === 'reading') throw new Fault('conflict', 'reports.not-reread', 'This document is being read just now. Look again in a moment');
  const file = await store.toFile(context.tenant, row.sha256);
  try {
    const read = await readPdf(file.path);
    const outcome = read.ok ? readAssuranceDocument(read.document) : read.refusal;
    return await database.run(context, async (tx) => {
      const locked = await lockDocument(tx, row.id, request.version);
      if (!read.ok || !('documentKind' in outcome)) {
        if (locked.extraction) throw new Fault('unprocessable', 'reports.not-reread', 'code' in outcome ? outcome.message : 'The document could not be read again');
        return wholeDocument(tx, row.id);
      }
      await keepPages(tx, row.id, read.document);
      const unchanged = locked.extraction !== null && compareExtractions(locked.extraction, outcome).length === 0;
      const change = !locked.extraction ? { status: 'read' as const, extraction: outcome, reader: readerVersion(), refusal: null, says: sayDocument(outcome), readAt: new Date() }
        : unchanged ? { extraction: outcome, reader: readerVersion(), newReading: null }
          : { newReading: { extraction: outcome, reader: readerVersion(), at: new Date().toISOString() } };
      await changeDocument(tx, locked, change);
      await tx.audit('document.reread', row.id, { reader: readerVersion(), changed: !unchanged });
      return wholeDocument(tx, row.id);
    });
  } finally {
    await file.dispose();
  }
}

/** Takes another reading in place of the first, or leaves it. @throws Fault `reports.changed-meanwhile`, `reports.no-new-reading` */
export async function decideReading(database: TenantDatabase, request: RequestOf<typeof readingDecide>, context: Context) {
  return database.command(context, readingDecide, request, async (tx) => {
    const row = await lockDocument(tx, request.id, request.version);
    if (!row.newReading) throw new Fault('conflict', 'reports.no-new-reading', 'There is no other reading of this document to take or leave');
    const { extraction, reader } = row.newReading;
    const standing = (await standingOf(tx, { ...row, extraction })) ?? extraction;
    const next = await changeDocument(tx, row, { newReading: null, ...(request.take && { extraction, reader, says: sayDocument(standing), readAt: new Date() }) });
    if (request.take && next.status === 'accepted') await sayEvidence(tx, next);
    await tx.audit(request.take ? 'reading.taken' : 'reading.left', row.id);
    return wholeDocument(tx, row.id);
  });
}
