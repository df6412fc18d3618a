import type { ReplyOf } from '#libs/contracts/contract.js';
import type { pageMarks } from '#libs/contracts/reports-review.contract.js';
import type { Extraction } from '#libs/soc2/extraction.js';
import { message } from '../../render.js';

const zooms = [100, 150, 200] as const;
const pixels = 900;

/** One of the sizes in which a page can be looked at, in per cent. */
export const zoomOf = (asked: string | undefined): (typeof zooms)[number] => zooms.find((zoom) => String(zoom) === asked) ?? 100;

/** A page of the document with the words marked that the chosen value was read from. */
export function sheetView(extraction: Extraction, marks: ReplyOf<typeof pageMarks> | null, looked: { readonly base: string; readonly page: number; readonly chosen: string | undefined; readonly zoom: number; readonly read: readonly number[]; readonly keep?: Readonly<Record<string, string>>; readonly pictures?: string }) {
  const { base, page, chosen, zoom } = looked;
  const kept = (change: Record<string, string | number>) => `${base}?${new URLSearchParams({ ...looked.keep, page: String(page), ...(chosen && { value: chosen }), ...(zoom !== 100 && { zoom: String(zoom) }), ...change } as Record<string, string>).toString()}`;
  const found = marks?.marks.some(({ path }) => path === chosen) ?? false;
  return {
    page, of: extraction.pages, image: `${looked.pictures ?? base}/pages/${page}?width=${(pixels * zoom) / 100}`, zoom, title: message('reports.review.pageOf', { page, of: extraction.pages }),
    pages: Array.from({ length: extraction.pages }, (_, at) => ({ page: at + 1, href: kept({ page: at + 1 }), has: looked.read.includes(at + 1), here: at + 1 === page })),
    width: marks?.page?.width, height: marks?.page?.height, marks: marks?.marks.map((mark) => ({ ...mark, chosen: found ? mark.path === chosen : !mark.path.startsWith('control-') })) ?? [],
    zooms: zooms.map((one) => ({ text: `${one} %`, href: kept({ zoom: one }), here: one === zoom })),
    note: message(found ? 'reports.review.sheetChosen' : 'reports.review.sheetNote', { page }),
  };
}
