import { Readable } from 'node:stream';
import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import type { pageImage } from '#libs/contracts/reports.contract.js';
import { renderPage } from '#libs/documents/render-page.js';
import type { Context } from '#libs/platform/context.js';
import type { ObjectStore } from '#libs/platform/object-store.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { noteLook } from './looks.js';
import { readableDocument } from './readable-document.js';

const mostBytes = 20 * 1024 * 1024;

/** The picture of one page: drawn once in a bounded child, then kept. @throws Fault `reports.document-unknown`, `reports.page-not-drawn` */
export async function imageOf(database: TenantDatabase, store: ObjectStore, request: RequestOf<typeof pageImage>, context: Context): Promise<{ sha256: string }> {
  const { document, kept } = await database.run(context, async (tx) => {
    const row = await readableDocument(tx, request.id);
    await noteLook(tx, row, 'page-viewed', { page: request.page });
    const [image] = await tx.query<{ sha256: string }>('select sha256 from reports.page_image where tenant_id = $1 and document = $2 and page = $3 and width = $4', [context.tenant, row.id, request.page, request.width]);
    return { document: row, kept: image };
  });
  if (kept) return kept;
  const file = await store.toFile(context.tenant, document.sha256);
  try {
    const drawn = await renderPage(file.path, request.page, request.width);
    if (!drawn.ok) throw new Fault('unprocessable', 'reports.page-not-drawn', 'This page cannot be shown as a picture. Open the document itself');
    const { sha256 } = await store.put(context.tenant, Readable.from([Buffer.from(drawn.png)]), { maxBytes: mostBytes });
    await database.run(context, (tx) => tx.query(
      'insert into reports.page_image (tenant_id, document, page, width, sha256) values ($1, $2, $3, $4, $5) on conflict do nothing',
      [context.tenant, document.id, request.page, request.width, sha256]));
    return { sha256 };
  } finally {
    await file.dispose();
  }
}
