import { linesOf, runRows } from './lines.js';
import type { Line } from './lines.js';
import type { PageRuns, Run } from './page-text.js';

/**
 * The x of the gutter between two columns of narrative, or null where the page has one column. Both sides must hold
 * many lines that fill most of their width, so that a table of two columns is not taken for narrative.
 */
export const gutterOf = (page: PageRuns, runs: readonly Run[]): number | null => {
  const rows = runRows(runs);
  if (rows.length < 12) return null;
  const [left, right] = [Math.min(...runs.map((r) => r.x)), Math.max(...runs.map((r) => r.x + r.width))];
  let best: { x: number; crossing: number } | null = null;
  for (let x = page.width * 0.38; x <= page.width * 0.62; x += 2) {
    const crossing = rows.filter((row) => row.some((run) => run.x < x + 3 && run.x + run.width > x - 3)).length;
    if (!best || crossing < best.crossing) best = { x, crossing };
  }
  if (!best || best.crossing > rows.length * 0.12) return null;
  const { x } = best;
  const wide = (side: readonly Run[], width: number): number =>
    runRows(side).filter((row) => row.reduce((sum, run) => sum + run.width, 0) > 0.72 * width).length;
  const [before, after] = [runs.filter((run) => run.x + run.width <= x + 3), runs.filter((run) => run.x >= x - 3)];
  const enough = (side: readonly Run[], width: number): boolean => {
    const count = runRows(side).length;
    return count >= 6 && wide(side, width) >= Math.max(4, 0.4 * count);
  };
  return enough(before, x - left) && enough(after, right - x) ? x : null;
};

/** Whether the text of a page keeps to both sides of a gutter that a neighbouring page has. */
const keepsTo = (runs: readonly Run[], gutter: number): boolean => {
  const rows = runRows(runs);
  const crossing = rows.filter((row) => row.some((run) => run.x < gutter - 3 && run.x + run.width > gutter + 3)).length;
  return crossing <= rows.length * 0.12 && runs.some((run) => run.x >= gutter) && runs.some((run) => run.x < gutter);
};

/** Lines of a page in reading order: where narrative stands in two columns, the left one first, between lines that cross both. `hint` is the gutter of a neighbouring page. */
export const readingOrder = (page: PageRuns, runs: readonly Run[], hint: number | null = null): readonly Line[] => {
  const gutter = gutterOf(page, runs) ?? (hint !== null && keepsTo(runs, hint) ? hint : null);
  if (gutter === null) return linesOf(page, runs);
  const crossing = runRows(runs).filter((row) => row.some((run) => run.x < gutter - 3 && run.x + run.width > gutter + 3));
  const across = new Set(crossing.flat());
  const edges = [...crossing.map((row) => row[0]?.y ?? 0), Number.POSITIVE_INFINITY];
  const zones = edges.map((bottom, i) => ({ top: i === 0 ? Number.NEGATIVE_INFINITY : (edges[i - 1] ?? 0), bottom }));
  return zones.flatMap(({ top, bottom }, i) => {
    const inZone = runs.filter((run) => !across.has(run) && run.y > top && run.y < bottom);
    const over = i === 0 ? [] : linesOf(page, crossing[i - 1] ?? []);
    return [...over, ...linesOf(page, inZone.filter((run) => run.x < gutter)), ...linesOf(page, inZone.filter((run) => run.x >= gutter))];
  });
};
