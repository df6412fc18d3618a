import { runRows } from './lines.js';
import type { PageRuns, Ruling, Run } from './page-text.js';

interface Band {
  readonly top: number;
  readonly bottom: number;
}

const rowsAcross = (rows: readonly (readonly Run[])[], x: number): readonly (readonly Run[])[] =>
  rows.filter((row) => row.some((run) => run.x < x - 3 && run.x + run.width > x + 3));

/** Rows that fill most of their side, as lines of a paragraph do. */
const wideRows = (side: readonly (readonly Run[])[], width: number): number =>
  side.filter((row) => row.reduce((sum, run) => sum + run.width, 0) > 0.72 * width).length;

const sidesOf = (runs: readonly Run[], x: number): readonly (readonly (readonly Run[])[])[] =>
  [runs.filter((run) => run.x + run.width <= x + 3), runs.filter((run) => run.x >= x - 3)].map((side) => runRows(side));

const extentOf = (runs: readonly Run[]): readonly [number, number] => [Math.min(...runs.map((r) => r.x)), Math.max(...runs.map((r) => r.x + r.width))];

/**
 * The x of the gutter between two columns of narrative, or null where the page has one column. Both sides must hold
 * many lines that fill most of their width, so that a table of two columns is not taken for narrative.
 */
const gutterOf = (page: PageRuns, runs: readonly Run[]): number | null => {
  const rows = runRows(runs);
  if (rows.length < 12) return null;
  const [left, right] = extentOf(runs);
  const middle = rows.map((row) => row.filter((run) => run.x < page.width * 0.62 + 5 && run.x + run.width > page.width * 0.38 - 5));
  let best: { x: number; crossing: number } | null = null;
  for (let x = page.width * 0.38; x <= page.width * 0.62; x += 2) {
    const crossing = middle.filter((row) => row.some((run) => run.x < x + 3 && run.x + run.width > x - 3)).length;
    if (!best || crossing < best.crossing) best = { x, crossing };
  }
  if (!best || best.crossing > rows.length * 0.12) return null;
  const { x } = best;
  const [before = [], after = []] = sidesOf(runs, x);
  const enough = (side: readonly (readonly Run[])[], width: number): boolean => side.length >= 6 && wideRows(side, width) >= Math.max(4, 0.4 * side.length);
  return enough(before, x - left) && enough(after, right - x) ? x : null;
};

/** Whether the text of a page keeps to both sides of a gutter that a neighbouring page has, and is narrative on one of them. */
const keepsTo = (runs: readonly Run[], gutter: number): boolean => {
  const rows = runRows(runs);
  const [before = [], after = []] = sidesOf(runs, gutter);
  if (before.length === 0 || after.length === 0 || rowsAcross(rows, gutter).length > rows.length * 0.12) return false;
  const [left, right] = extentOf(runs);
  return wideRows(before, gutter - left) >= 0.5 * before.length || wideRows(after, right - gutter) >= 0.5 * after.length;
};

/** Stretches of a page that a table takes from side to side: between rules that cross the gutter, and where tagged cells stand on both sides in one row. */
const tableBands = (page: PageRuns, gutter: number): readonly Band[] => {
  const ys = page.rulings.filter((r) => r.y0 === r.y1 && r.x0 < gutter - 12 && r.x1 > gutter + 12).map((r) => r.y0).sort((a, b) => a - b);
  const ruled = ys.slice(1).flatMap((y, i) => (y - (ys[i] ?? 0) < 220 ? [{ top: (ys[i] ?? 0) - 1, bottom: y + 1 }] : []));
  const tagged = page.tables.flatMap((table) => {
    const both = table.rows.some((row) => {
      const cells = row.map((cell) => cell.runs.map((i) => page.runs[i]?.x ?? 0)).filter((xs) => xs.length > 0);
      return cells.some((xs) => Math.max(...xs) < gutter) && cells.some((xs) => Math.min(...xs) > gutter);
    });
    const own = table.rows.flatMap((row) => row.flatMap((cell) => cell.runs.flatMap((i) => page.runs[i] ?? [])));
    return both && own.length > 0 ? [{ top: Math.min(...own.map((r) => r.y - r.size)), bottom: Math.max(...own.map((r) => r.y)) + 1 }] : [];
  });
  return [...ruled, ...tagged];
};

const inBand = (y: number, bands: readonly Band[]): boolean => bands.some((band) => y >= band.top && y <= band.bottom);

/** The page with its right column put below its left one, stretch by stretch between what crosses both. */
const unfold = (page: PageRuns, gutter: number, bands: readonly Band[]): PageRuns => {
  const crossing = rowsAcross(runRows(page.runs), gutter).map((row) => ({ top: Math.min(...row.map((r) => r.y - r.size)), bottom: Math.max(...row.map((r) => r.y)) + 0.5 }));
  const across = [...crossing, ...bands].sort((a, b) => a.top - b.top).reduce<Band[]>((all, band) => {
    const last = all.at(-1);
    if (last && band.top <= last.bottom + 2) all[all.length - 1] = { top: last.top, bottom: Math.max(last.bottom, band.bottom) };
    else all.push(band);
    return all;
  }, []);
  const free = page.runs.filter((run) => !inBand(run.y, across));
  const starts = (right: boolean): number => Math.min(...free.filter((run) => (run.x >= gutter - 3) === right).map((run) => run.x), page.width);
  const shift = starts(true) - starts(false);
  const edges = [0, ...across.flatMap(({ top, bottom }) => [top, bottom]), page.height];
  const place = (x: number, y: number): { readonly x: number; readonly y: number } => {
    const at = Math.max(0, edges.findLastIndex((edge) => edge <= y));
    // even stretches stand in two columns, odd ones cross them
    const above = edges.slice(0, -1).reduce((sum, edge, i) => (i % 2 === 0 && i < at ? sum + (edges[i + 1] ?? edge) - edge : sum), 0);
    const stretch = (edges[at + 1] ?? page.height) - (edges[at] ?? 0);
    const right = at % 2 === 0 && x >= gutter - 3;
    return { x: right ? x - shift : x, y: y + above + (right ? stretch : 0) };
  };
  const rule = (r: Ruling): Ruling => {
    const [a, b] = [place((r.x0 + r.x1) / 2, r.y0), place((r.x0 + r.x1) / 2, r.y1)];
    const dx = a.x - (r.x0 + r.x1) / 2;
    return { x0: r.x0 + dx, x1: r.x1 + dx, y0: a.y, y1: Math.max(a.y, b.y) };
  };
  const height = edges.slice(0, -1).reduce((sum, edge, i) => sum + (i % 2 === 0 ? 2 : 1) * ((edges[i + 1] ?? edge) - edge), 0);
  return { ...page, height, runs: page.runs.map((run) => ({ ...run, ...place(run.x, run.y) })), rulings: page.rulings.map(rule) };
};

/**
 * Pages whose text stands in two columns made into pages of one: the right column follows below the left one, so that all
 * that is read from top to bottom is in reading order, tables within a column too. A page that shows no gutter by itself
 * takes that of a neighbour, if its text keeps to it.
 * @param spans whether a page has a table heading on both sides of an x
 */
export const unfoldColumns = (pages: readonly PageRuns[], spans: (page: PageRuns, x: number) => boolean): readonly PageRuns[] => {
  const own = pages.map((page) => {
    const first = gutterOf(page, page.runs);
    if (first !== null && !spans(page, first)) return first;
    const bands = tableBands(page, page.width / 2);
    const rest = bands.length > 0 ? gutterOf(page, page.runs.filter((run) => !inBand(run.y, bands))) : null;
    return rest !== null && !spans(page, rest) ? rest : null;
  });
  return pages.map((page, i) => {
    const near = [i - 1, i + 1, i - 2, i + 2, i - 3, i + 3].find((k) => typeof own[k] === 'number' && pages[k]?.width === page.width);
    const hint = own[i] ?? (near === undefined ? null : (own[near] ?? null));
    if (hint === null) return page;
    const bands = tableBands(page, hint);
    const kept = own[i] !== null || (keepsTo(page.runs.filter((run) => !inBand(run.y, bands)), hint) && !spans(page, hint));
    return kept ? unfold(page, hint, bands) : page;
  });
};
