import type { Ruling } from '#libs/soc2/page-text.js';
import { apply, multiply } from './pdf-types.js';
import type { Matrix, OperatorList } from './pdf-types.js';

/** Operator numbers of the reader's display list. */
const op = {
  save: 10, restore: 11, transform: 12, closePath: 18, stroke: 20, eoFillStroke: 25, closeFillStroke: 26, closeEOFillStroke: 27,
  setTextRenderingMode: 38, showText: 44, formBegin: 74, formEnd: 75, imageMask: 83, image: 85, inlineImage: 86, imageRepeat: 88, constructPath: 91, beginText: 31,
} as const;

export interface Drawing {
  readonly rulings: readonly Ruling[];
  readonly image: boolean;
  /** Characters in drawing order without white space, and for each whether it is invisible; null where nothing is. */
  readonly invisible: { readonly text: string; readonly flags: readonly boolean[] } | null;
}

const thin = 2.6;
const mostRulings = 6_000;
type Point = readonly [number, number];

/** Corner points of each closed or open part of a path; the path is a flat list of operators (0 move, 1 line, 2 curve, 3 close, 4 quadratic) and coordinates. */
const subpaths = (path: ArrayLike<number>): readonly (readonly Point[])[] => {
  const parts: Point[][] = [];
  let i = 0;
  while (i < path.length) {
    const kind = path[i++];
    if (kind === 0) parts.push([[path[i] ?? 0, path[i + 1] ?? 0]]);
    else if (kind === 1) parts.at(-1)?.push([path[i] ?? 0, path[i + 1] ?? 0]);
    else if (kind === 2) parts.at(-1)?.push([path[i + 4] ?? 0, path[i + 5] ?? 0]);
    else if (kind === 4) parts.at(-1)?.push([path[i + 2] ?? 0, path[i + 3] ?? 0]);
    else if (kind === 3) {
      const part = parts.at(-1);
      const first = part?.[0];
      if (part && first) part.push(first);
      continue;
    } else return parts;
    i += kind === 2 ? 6 : kind === 4 ? 4 : 2;
  }
  return parts;
};

const segment = (a: Point, b: Point): Ruling | null => {
  const [x0, x1] = [Math.min(a[0], b[0]), Math.max(a[0], b[0])];
  const [y0, y1] = [Math.min(a[1], b[1]), Math.max(a[1], b[1])];
  if (y1 - y0 <= 1 && x1 - x0 >= 4) return { x0, x1, y0: (y0 + y1) / 2, y1: (y0 + y1) / 2 };
  if (x1 - x0 <= 1 && y1 - y0 >= 4) return { x0: (x0 + x1) / 2, x1: (x0 + x1) / 2, y0, y1 };
  return null;
};

const rulingsOf = (points: readonly Point[], filled: boolean): readonly Ruling[] => {
  if (points.length < 2) return [];
  const xs = points.map((p) => p[0]);
  const ys = points.map((p) => p[1]);
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  if (filled && y1 - y0 <= thin && x1 - x0 >= 4) return [{ x0, x1, y0: (y0 + y1) / 2, y1: (y0 + y1) / 2 }];
  if (filled && x1 - x0 <= thin && y1 - y0 >= 4) return [{ x0: (x0 + x1) / 2, x1: (x0 + x1) / 2, y0, y1 }];
  return points.slice(1).flatMap((point, i) => segment(points[i] as Point, point) ?? []);
};

const round = (r: Ruling): Ruling => ({ x0: +r.x0.toFixed(1), y0: +r.y0.toFixed(1), x1: +r.x1.toFixed(1), y1: +r.y1.toFixed(1) });

/** Reads rules, images and invisible text from the display list of a page. */
export const readDrawing = (list: OperatorList, view: Matrix): Drawing => {
  const rulings: Ruling[] = [];
  const flags: boolean[] = [];
  let text = '';
  let image = false;
  let any = false;
  let state = { matrix: view, mode: 0 };
  const stack: (typeof state)[] = [];
  list.fnArray.forEach((fn, index) => {
    const args = list.argsArray[index] ?? [];
    if (fn === op.save) stack.push(state);
    else if (fn === op.restore) state = stack.pop() ?? state;
    else if (fn === op.transform) state = { ...state, matrix: multiply(state.matrix, args as Matrix) };
    else if (fn === op.formBegin) {
      stack.push(state);
      if (args[0]) state = { ...state, matrix: multiply(state.matrix, args[0] as Matrix) };
    } else if (fn === op.formEnd) state = stack.pop() ?? state;
    else if (fn === op.setTextRenderingMode) state = { ...state, mode: Number(args[0]) };
    else if (fn === op.showText) {
      const invisible = state.mode === 3 || state.mode === 7;
      any ||= invisible;
      for (const glyph of (args[0] as readonly unknown[] | undefined) ?? []) {
        const unicode = typeof glyph === 'object' && glyph !== null && 'unicode' in glyph ? String(glyph.unicode) : '';
        for (const character of unicode.normalize('NFKC').replace(/\s+/gu, '')) {
          text += character;
          for (let i = 0; i < character.length; i++) flags.push(invisible);
        }
      }
    } else if (fn >= op.imageMask && fn <= op.imageRepeat) image = true;
    else if (fn === op.constructPath && rulings.length < mostRulings) {
      const paint = Number(args[0]);
      const path = (args[1] as readonly (ArrayLike<number> | null)[] | undefined)?.[0];
      if (paint < op.stroke || paint > op.closeEOFillStroke || !path || path.length > 4_000) return;
      for (const part of subpaths(path)) {
        const seen = part.map((p) => apply(state.matrix, p[0], p[1]));
        rulings.push(...rulingsOf(seen, paint > 21).map(round));
      }
    }
  });
  return { rulings: rulings.slice(0, mostRulings), image, invisible: any ? { text, flags } : null };
};
