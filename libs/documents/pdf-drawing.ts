import type { Ruling } from '#libs/soc2/page-text.js';
import { apply, multiply } from './pdf-types.js';
import type { Matrix, OperatorList } from './pdf-types.js';

/** Operator numbers of the reader's display list. */
const op = {
  setGState: 9, save: 10, restore: 11, transform: 12, closePath: 18, stroke: 20, eoFillStroke: 25, closeFillStroke: 26, closeEOFillStroke: 27,
  setTextRenderingMode: 38, setFillColor: 59, setFillPattern: 55, setFillTransparent: 93, showText: 44, beginContent: 69, beginContentProps: 70, endContent: 71, formBegin: 74, formEnd: 75, imageMask: 83, image: 85, inlineImage: 86, imageRepeat: 88, constructPath: 91, beginText: 31,
} as const;

/** A rectangle in the space of the page as it is seen. */
export interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** One piece of text as it was drawn: its place in the order of painting, and what hides it by itself (invisible mode, switched off, transparent). */
export interface Shown {
  readonly order: number;
  /** Red, green, blue in 0–255; null for a pattern. */
  readonly color: readonly number[] | null;
  readonly hidden: boolean;
}

/** Something opaque that was painted: a filled area with its color, or a picture (null). */
export interface Paint {
  readonly order: number;
  readonly box: Box;
  readonly color: readonly number[] | null;
}

export interface Drawing {
  readonly rulings: readonly Ruling[];
  readonly image: boolean;
  /** Characters in drawing order without white space, for each the piece of text that shows it, and all that was painted; null where nothing can hide text. */
  readonly shown: { readonly text: string; readonly pieces: readonly Shown[]; readonly of: readonly number[]; readonly paints: readonly Paint[] } | null;
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

const mostPaints = 4_000;
const boxOf = (points: readonly Point[]): Box => {
  const [xs, ys] = [points.map((p) => p[0]), points.map((p) => p[1])];
  return { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
};

const unit: readonly Point[] = [[0, 0], [1, 0], [1, 1], [0, 1]];
const channels = (hex: unknown): readonly number[] | null => {
  const match = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(String(hex));
  return match ? match.slice(1).map((part) => Number.parseInt(part, 16)) : null;
};

/** Whether two colors cannot be told apart on a page. */
export const alike = (a: readonly number[], b: readonly number[]): boolean => a.every((value, i) => Math.abs(value - (b[i] ?? 0)) < 20);

/** Characters of all pieces of text without white space, and for each the piece that shows it. */
const charactersOf = (pieces: readonly (readonly unknown[])[]): { readonly text: string; readonly of: readonly number[] } => {
  const of: number[] = [];
  let text = '';
  pieces.forEach((glyphs, piece) => {
    for (const glyph of glyphs) {
      const unicode = typeof glyph === 'object' && glyph !== null && 'unicode' in glyph ? String(glyph.unicode) : '';
      const characters = unicode.normalize('NFKC').replace(/\s+/gu, '');
      text += characters;
      for (let i = 0; i < characters.length; i++) of.push(piece);
    }
  });
  return { text, of };
};

interface State {
  readonly matrix: Matrix;
  readonly mode: number;
  readonly color: readonly number[] | null;
  readonly alpha: number;
}

/**
 * Reads rules, pictures and what may hide text from the display list of a page.
 * @param visible whether a group of optional content is switched on
 */
export const readDrawing = (list: OperatorList, view: Matrix, visible: (group: unknown) => boolean): Drawing => {
  const rulings: Ruling[] = [];
  const pieces: Shown[] = [];
  const glyphs: (readonly unknown[])[] = [];
  const paints: Paint[] = [];
  const open: boolean[] = [];
  let image = false;
  let state: State = { matrix: view, mode: 0, color: [0, 0, 0], alpha: 1 };
  const stack: State[] = [];
  const paint = (order: number, points: readonly Point[], color: readonly number[] | null): void => {
    const box = boxOf(points.map((p) => apply(state.matrix, p[0], p[1])));
    if (paints.length < mostPaints && state.alpha > 0.9 && !open.includes(false) && (box.x1 - box.x0) * (box.y1 - box.y0) > 12) paints.push({ order, box, color });
  };
  list.fnArray.forEach((fn, order) => {
    const args = list.argsArray[order] ?? [];
    if (fn === op.save) stack.push(state);
    else if (fn === op.restore) {
      // a picture that is too large to be decoded leaves its place behind: a transformation under which nothing is drawn
      if (list.fnArray[order - 1] === op.transform) {
        image = true;
        paint(order, unit, null);
      }
      state = stack.pop() ?? state;
    } else if (fn === op.transform) state = { ...state, matrix: multiply(state.matrix, args as Matrix) };
    else if (fn === op.formBegin) {
      stack.push(state);
      if (args[0]) state = { ...state, matrix: multiply(state.matrix, args[0] as Matrix) };
    } else if (fn === op.formEnd) state = stack.pop() ?? state;
    else if (fn === op.setTextRenderingMode) state = { ...state, mode: Number(args[0]) };
    else if (fn === op.setFillColor) state = { ...state, color: channels(args[0]) };
    else if (fn === op.setFillPattern || fn === op.setFillTransparent) state = { ...state, color: null };
    else if (fn === op.setGState) {
      const alpha = ((args[0] as readonly (readonly [string, unknown])[] | undefined) ?? []).find(([name]) => name === 'ca')?.[1];
      if (typeof alpha === 'number') state = { ...state, alpha };
    } else if (fn === op.beginContent) open.push(true);
    else if (fn === op.beginContentProps) open.push(args[0] !== 'OC' || visible(args[1]));
    else if (fn === op.endContent) open.pop();
    else if (fn === op.showText) {
      pieces.push({ order, color: state.mode % 4 === 1 ? null : state.color, hidden: state.mode === 3 || state.mode === 7 || state.alpha < 0.05 || open.includes(false) });
      glyphs.push((args[0] as readonly unknown[] | undefined) ?? []);
    } else if (fn >= op.imageMask && fn <= op.imageRepeat) {
      image = true;
      if (fn >= op.image) paint(order, unit, null);
    } else if (fn === op.constructPath) {
      const kind = Number(args[0]);
      const path = (args[1] as readonly (ArrayLike<number> | null)[] | undefined)?.[0];
      if (kind < op.stroke || kind > op.closeEOFillStroke || !path || path.length > 4_000) return;
      for (const part of subpaths(path)) {
        const seen = part.map((p) => apply(state.matrix, p[0], p[1]));
        if (rulings.length < mostRulings) rulings.push(...rulingsOf(seen, kind > 21).map(round));
        if (kind > 21 && state.color && part.length > 3) paint(order, part, state.color);
      }
    }
  });
  const white = [255, 255, 255];
  const first = pieces[0]?.order ?? 0;
  const risky = pieces.some((piece) => piece.hidden || (piece.color !== null && (alike(piece.color, white) || paints.some((p) => p.color && alike(p.color, piece.color ?? []))))) || paints.some((p) => p.order > first);
  return { rulings: rulings.slice(0, mostRulings), image, shown: risky ? { ...charactersOf(glyphs), pieces, paints } : null };
};
