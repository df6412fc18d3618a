import type { Run } from '#libs/soc2/page-text.js';
import type { Drawing } from './pdf-drawing.js';
import { hiddenItems } from './pdf-hidden.js';
import type { Place } from './pdf-hidden.js';
import { multiply } from './pdf-types.js';
import type { Matrix, TextItem } from './pdf-types.js';

/** A run with the marked content that it stands in. */
export interface MarkedRun extends Run {
  readonly content: string | null;
  /** Direction of writing in degrees, a multiple of 90; other angles are rounded to 45. */
  readonly turn: number;
}

const turnOf = (m: Matrix): number => {
  const degrees = (Math.atan2(m[1] ?? 0, m[0] ?? 1) * 180) / Math.PI;
  const quarter = Math.round(degrees / 90) * 90;
  return Math.abs(degrees - quarter) < 3 ? (quarter + 360) % 360 : 45;
};

/** Where an item stands on the page as it is seen; null for one that writes upwards, downwards or nothing. */
const placeOf = (item: TextItem, view: Matrix): Place | null => {
  if (!item.transform || !item.str?.trim()) return null;
  const m = multiply(view, item.transform);
  const [a = 1, b = 0, c = 0, d = 1, x = 0, y = 0] = m;
  const size = Math.hypot(c, d) || Math.hypot(a, b);
  const width = item.width ?? 0;
  const turn = turnOf(m);
  if (turn === 0) return { x, y, width, size };
  // text that runs up or down: its box, told from the lower edge
  if (turn === 270) return { x: x - size, y, width: size, size: Math.max(width, size) };
  return turn === 90 ? { x, y: y + width, width: size, size: Math.max(width, size) } : { x: x - width, y, width, size };
};

/**
 * Turns the items of a page into runs in the space of the page as it is seen.
 * @param bold tells whether a font is a bold one
 */
export const readRuns = (items: readonly TextItem[], view: Matrix, bold: (font: string) => boolean, shown: Drawing['shown'], page: { readonly width: number; readonly height: number }, scanned: boolean): readonly MarkedRun[] => {
  const isHidden = hiddenItems(items, items.map((item) => placeOf(item, view)), shown, page, scanned);
  const runs: MarkedRun[] = [];
  const open: (string | null)[] = [];
  let space = false;
  items.forEach((item, index) => {
    if (item.type?.startsWith('begin')) return void open.push(item.id ?? null);
    if (item.type?.startsWith('end')) return void open.pop();
    const text = (item.str ?? '').normalize('NFKC').replace(/\u00ad/g, '\u2010');
    if (!text.trim() || !item.transform) return void (space = text !== '');
    const m = multiply(view, item.transform);
    const [, b = 0, c = 0, d = 1, x = 0, y = 0] = m;
    const size = Math.hypot(c, d) || Math.hypot(m[0] ?? 0, b);
    runs.push({
      text: space ? ` ${text.trimStart()}` : text, x: +x.toFixed(2), y: +y.toFixed(2), width: +(item.width ?? 0).toFixed(2), size: +size.toFixed(2),
      bold: bold(item.fontName ?? ''), hidden: isHidden(index), content: open.findLast((id) => id !== null) ?? null, turn: turnOf(m),
    });
    space = false;
  });
  return runs;
};

/** A page whose text mostly runs up or down is turned so that it reads from left to right. */
export const upright = (runs: readonly MarkedRun[], width: number, height: number): { readonly turn: number; readonly runs: readonly MarkedRun[] } => {
  const weight = (turn: number): number => runs.reduce((sum, run) => sum + (run.turn === turn ? run.text.length : 0), 0);
  const turn = [0, 90, 180, 270].reduce((best, next) => (weight(next) > weight(best) ? next : best), 0);
  const kept = runs.filter((run) => run.turn === turn);
  if (turn === 0) return { turn, runs: kept };
  return { turn, runs: kept.map((run) => ({ ...run, ...turned(turn, width, height, run.x, run.y) })) };
};

/** A point of the page after the page was turned back by `turn` degrees. */
export const turned = (turn: number, width: number, height: number, x: number, y: number): { readonly x: number; readonly y: number } =>
  turn === 90 ? { x: y, y: width - x } : turn === 270 ? { x: height - y, y: x } : turn === 180 ? { x: width - x, y: height - y } : { x, y };
