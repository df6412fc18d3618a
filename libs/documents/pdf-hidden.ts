import { alike } from './pdf-drawing.js';
import type { Box, Drawing, Paint, Shown } from './pdf-drawing.js';
import type { TextItem } from './pdf-types.js';

/** Where an item stands on the page as it is seen: from its baseline up. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

/** Smallest text that a person can read, points. */
const smallest = 2;
const white = [255, 255, 255];

const holds = (box: Box, x: number, y: number): boolean => x >= box.x0 - 0.5 && x <= box.x1 + 0.5 && y >= box.y0 - 0.5 && y <= box.y1 + 0.5;

/** Whether a paint lies over a whole item. */
const covers = ({ box }: Paint, { x, y, width, size }: Place): boolean =>
  holds(box, x + 0.1 * width, y - 0.1 * size) && holds(box, x + 0.9 * width, y - 0.1 * size) && holds(box, x + 0.5 * width, y - 0.5 * size);

/** Which piece of text shows each item, by walking both sequences of characters; undefined from where they do not match. */
const piecesOf = (items: readonly TextItem[], { text, of, pieces }: NonNullable<Drawing['shown']>): readonly (Shown | undefined)[] => {
  let at = 0;
  return items.map((item) => {
    const own = (item.str ?? '').normalize('NFKC').replace(/\s+/gu, '');
    if (!own || at < 0) return undefined;
    if (!text.startsWith(own, at)) {
      const next = text.indexOf(own, at);
      at = next < 0 || next - at > 400 ? -1 : next;
      if (at < 0) return undefined;
    }
    const piece = pieces[of[at] ?? -1];
    at += own.length;
    return piece;
  });
};

/**
 * Which items of a page cannot be seen: drawn invisibly or in the color of what lies below, switched off, painted over, too
 * small, or beside the page. Where drawing and text do not match, what hides most of the drawing hides all of it.
 * @param page width and height in points
 * @param scanned whether a picture as large as a page is opaque: a scan over its text, and no watermark
 */
export const hiddenItems = (items: readonly TextItem[], places: readonly (Place | null)[], shown: Drawing['shown'], page: { readonly width: number; readonly height: number }, scanned: boolean): ((index: number) => boolean) => {
  const off = ({ x, y, width, size }: Place): boolean => size < smallest || x + width < 0 || x > page.width || y < 0 || y - size > page.height;
  if (!shown) return (index) => { const place = places[index]; return place ? off(place) : false; };
  const pieces = piecesOf(items, shown);
  const majority = shown.pieces.filter((piece) => piece.hidden).length * 2 > shown.pieces.length;
  const large = (paint: Paint): boolean => (paint.box.x1 - paint.box.x0) * (paint.box.y1 - paint.box.y0) > 0.6 * page.width * page.height;
  const opaque = shown.paints.filter((paint) => paint.color !== null || !large(paint) || scanned);
  return (index) => {
    const place = places[index];
    if (!place) return false;
    if (off(place)) return true;
    const piece = pieces[index];
    if (!piece) return majority;
    if (piece.hidden || opaque.some((paint) => paint.order > piece.order && covers(paint, place))) return true;
    const below = shown.paints.findLast((paint) => paint.order < piece.order && holds(paint.box, place.x + place.width / 2, place.y - 0.3 * place.size));
    const ground = below ? below.color : white;
    return piece.color !== null && ground !== null && alike(piece.color, ground);
  };
};

/** Whether the file holds a picture as large as a page that lets nothing through. Source: ISO 32000-1, 8.9.5 (image dictionaries; their keys are never encrypted). */
export const hasOpaquePicture = (file: Buffer): boolean => {
  const text = file.toString('latin1');
  for (let at = text.indexOf('/Image'); at >= 0; at = text.indexOf('/Image', at + 6)) {
    const start = text.lastIndexOf(' obj', at);
    const end = text.indexOf('stream', at);
    if (start < 0 || end < 0 || end - start > 4_000) continue;
    const dictionary = text.slice(start, end);
    const side = (name: string): number => Number(new RegExp(`/${name}\\s+(\\d+)`).exec(dictionary)?.[1] ?? 0);
    if (!/\/(?:SMask|Mask|ImageMask)\b/.test(dictionary) && side('Width') * side('Height') > 200_000) return true;
  }
  return false;
};
