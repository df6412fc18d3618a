import { documentProgress } from '#libs/contracts/reports.contract.js';
import type { Bus } from '#libs/platform/bus.js';
import { systemContext, type Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { filled } from './answers.js';
import type { AttachmentRow } from './entities.js';
import { inScope, linkedRequest } from './link.js';

/** Whether a document is read as an assurance report at all. */
const isRead = (row: AttachmentRow): boolean => row.reading !== null || /\.pdf$/i.test(row.name);

/** How far the documents of a vendor's form have been read; a PDF that nobody took up yet waits. The page is told where the reader says it. */
export async function getReadings(database: TenantDatabase, bus: Bus, context: Context) {
  const rows = await database.run(context, async (tx) => {
    const { request, link } = await linkedRequest(tx, context);
    const { index, attachments } = await filled(tx, request);
    return attachments.filter(({ questions }) => link.sections === null || questions.some((key) => inScope(link, index, key)));
  });
  const shown = rows.filter(isRead);
  const running = shown.flatMap(({ reading, readingDocument }) => ((reading === 'queued' || reading === 'reading') && readingDocument ? [readingDocument] : []));
  const pages = running.length ? await pagesOf(bus, context, running) : new Map<string, { page: number; of: number }>();
  return {
    items: shown.map((row) => {
      const at = pages.get(row.readingDocument ?? '');
      return { attachment: row.id, name: row.name, status: at ? 'reading' as const : row.reading ?? 'queued' as const, says: row.readingSays ?? '', page: at?.page ?? null, of: at?.of ?? null };
    }),
  };
}

/** Where the reader is; nothing when it does not answer now. */
async function pagesOf(bus: Bus, cause: Context, documents: string[]): Promise<ReadonlyMap<string, { page: number; of: number }>> {
  try {
    const { items } = await bus.request(documentProgress, { documents }, systemContext('questionnaires', cause.tenant, cause));
    return new Map(items.map(({ document, page, of }) => [document, { page, of }]));
  } catch {
    return new Map();
  }
}
