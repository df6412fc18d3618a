import { Readable } from 'node:stream';
import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import type { documentFile } from '#libs/contracts/reports-assurance.contract.js';
import { markPdf } from '#libs/documents/mark-pdf.js';
import type { Context } from '#libs/platform/context.js';
import type { ObjectStore } from '#libs/platform/object-store.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { sayDay, today } from '#libs/platform/calendar-day.js';
import type { DocumentRow } from './document.entity.js';
import { noteLook } from './looks.js';
import { readableDocument } from './readable-document.js';
import { settingOf } from './settings.js';

const mostBytes = 192 * 1024 * 1024;
const isPdf = ({ name }: Pick<DocumentRow, 'name'>): boolean => /\.pdf$/i.test(name);

/**
 * The document itself, and a note of who took it. Where the tenant wants that, a copy with the reader's name on each page;
 * one that cannot be marked is not handed out then. Only PDFs can be.
 * @throws Fault `reports.document-unknown`, `reports.under-agreement`, `reports.not-marked`
 */
export async function fileOf(database: TenantDatabase, store: ObjectStore, request: RequestOf<typeof documentFile>, context: Context) {
  const { row, watermark } = await database.run(context, async (tx) => ({ row: await readableDocument(tx, request.id), ...await settingOf(tx) }));
  const marked = watermark && isPdf(row);
  const sha256 = marked ? await markedCopy(store, context, row, request.reader ?? context.actor) : row.sha256;
  await database.run(context, (tx) => noteLook(tx, row, 'downloaded', marked ? { marked } : {}));
  return { sha256, name: row.name, type: isPdf(row) ? 'application/pdf' : 'application/octet-stream', marked };
}

async function markedCopy(store: ObjectStore, context: Context, row: DocumentRow, reader: string): Promise<string> {
  const file = await store.toFile(context.tenant, row.sha256);
  try {
    const bytes = await markPdf(file.path, `For ${reader}, ${sayDay(today())}${row.restricted ? ', under a non-disclosure agreement' : ''}`);
    if (!bytes) throw new Fault('unprocessable', 'reports.not-marked', 'The name of the reader could not be written on the pages of this document, so it is not handed out. An administrator can allow documents to go out as they came');
    return (await store.put(context.tenant, Readable.from([bytes]), { maxBytes: mostBytes })).sha256;
  } finally {
    await file.dispose();
  }
}
