import type { RequestOf } from '#libs/contracts/contract.js';
import type { pageMarks } from '#libs/contracts/reports-review.contract.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Extraction } from '#libs/soc2/extraction.js';
import { checkable, valueAt } from './correct.js';
import { readableDocument } from './readable-document.js';
import { quoteBoxes, type Box } from './quote-boxes.js';

interface KeptPage {
  readonly width: number;
  readonly height: number;
  readonly turn: number;
  readonly runs: readonly (readonly [string, number, number, number, number])[];
}

/** Where what was read stands on one page. @throws Fault `reports.document-unknown` */
export async function marksOf(database: TenantDatabase, request: RequestOf<typeof pageMarks>, context: Context) {
  const { extraction, kept } = await database.run(context, async (tx) => {
    const row = await readableDocument(tx, request.id);
    const [page] = await tx.query<KeptPage>('select width, height, turn, runs from reports.page_text where tenant_id = $1 and document = $2 and page = $3', [context.tenant, row.id, request.page]);
    return { extraction: row.extraction, kept: page };
  });
  if (!kept || !extraction) return { page: null, marks: [] };
  const runs = kept.runs.map(([text, x, y, width, size]) => ({ text, x, y, width, size }));
  const sideways = kept.turn === 90 || kept.turn === 270;
  const marks = quotesOn(extraction, request.page).map(({ path, quote }) => ({ path, boxes: quoteBoxes(runs, quote).map((box) => turnBack(kept, box)) }));
  return { page: { width: sideways ? kept.height : kept.width, height: sideways ? kept.width : kept.height }, marks: marks.filter(({ boxes }) => boxes.length > 0) };
}

/** The words on a page that something was read from. */
export function quotesOn(extraction: Extraction, page: number): { readonly path: string; readonly quote: string }[] {
  const values = checkable(extraction).map((path) => ({ path, found: valueAt(extraction, path) }));
  return [
    ...values.flatMap(({ path, found }) => (found?.page === page ? [{ path, quote: found.quote }] : [])),
    ...extraction.exceptions.flatMap((one, at) => (one.pages.includes(page) ? [{ path: `exception-${at + 1}`, quote: one.description }] : [])),
    ...extraction.subserviceOrganizations.flatMap((one, at) => (one.page === page ? [{ path: `subservice-${at + 1}`, quote: one.quote || one.name }] : [])),
    ...extraction.cuecs.flatMap((one, at) => (one.page === page ? [{ path: `cuec-${at + 1}`, quote: one.text }] : [])),
    ...extraction.csocs.flatMap((one, at) => (one.page === page ? [{ path: `csoc-${at + 1}`, quote: one.text }] : [])),
    ...extraction.controls.flatMap((one, at) => (one.pages.includes(page) ? [{ path: `control-${at + 1}`, quote: one.text }] : [])),
  ].filter(({ quote }) => quote.length > 0);
}

/** A box on the page as it was turned for reading, back on the page as it is drawn. */
export function turnBack({ width, height, turn }: Pick<KeptPage, 'width' | 'height' | 'turn'>, box: Box): Box {
  if (turn === 90) return { x: height - box.y - box.height, y: box.x, width: box.height, height: box.width };
  if (turn === 270) return { x: box.y, y: width - box.x - box.width, width: box.height, height: box.width };
  if (turn === 180) return { x: width - box.x - box.width, y: height - box.y - box.height, width: box.width, height: box.height };
  return box;
}
