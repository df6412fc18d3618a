import { headingRoles } from './column-roles.js';
import { runRows } from './lines.js';
import type { PageRuns, Ruling, Run } from './page-text.js';
import { cellOf, rowOf, tableOf } from './table.js';
import type { Row, Table } from './table.js';

const near = 3;

interface Level {
  readonly y: number;
  readonly left: number;
  readonly right: number;
  /** Where one rule ends and the next begins. */
  readonly breaks: readonly number[];
}

/** Horizontal rules by height; a rule drawn cell by cell shows where the columns part. */
const levelsOf = (rulings: readonly Ruling[]): readonly Level[] => {
  const groups: Ruling[][] = [];
  for (const rule of rulings.filter((r) => r.y0 === r.y1).toSorted((a, b) => a.y0 - b.y0 || a.x0 - b.x0)) {
    const group = groups.findLast((g) => Math.abs((g[0]?.y0 ?? 0) - rule.y0) <= 1.5);
    if (group) group.push(rule);
    else groups.push([rule]);
  }
  return groups.map((group) => {
    const sorted = group.toSorted((a, b) => a.x0 - b.x0);
    const breaks = sorted.slice(1).map((rule) => rule.x0).filter((x, i, all) => sorted.some((other) => Math.abs(other.x1 - x) <= near) && (i === 0 || x - (all[i - 1] ?? 0) > near));
    return { y: sorted[0]?.y0 ?? 0, left: Math.min(...sorted.map((r) => r.x0)), right: Math.max(...sorted.map((r) => r.x1)), breaks };
  });
};

const alike = (a: Level, b: Level): boolean => Math.abs(a.left - b.left) <= near && Math.abs(a.right - b.right) <= near;

/** Rows of runs next to an edge that keep within the columns, nearest first; at most `most` rows. */
const beside = (runs: readonly Run[], bounds: readonly number[], from: number, down: boolean, most: number): readonly (readonly Run[])[] => {
  const rows = runRows(runs.filter((run) => (down ? run.y > from : run.y <= from) && run.x > (bounds[0] ?? 0) - 4 && run.x < (bounds.at(-1) ?? 0)));
  const kept: (readonly Run[])[] = [];
  let last = from;
  for (const row of down ? rows : rows.toReversed()) {
    const [y, size] = [row[0]?.y ?? 0, Math.max(...row.map((r) => r.size))];
    const crosses = row.some((run) => bounds.slice(1, -1).some((x) => run.x < x - 3 && run.x + run.width > x + 3));
    if (kept.length >= most || crosses || Math.abs(y - last) > 3.2 * size) break;
    kept.push(row);
    last = y;
  }
  return kept;
};

const rowFrom = (page: number, runs: readonly Run[], bounds: readonly number[], y0: number, y1: number): Row => {
  const columns = bounds.slice(0, -1);
  const columnOf = (run: Run): number => Math.max(0, columns.findLastIndex((x) => run.x + Math.min(run.width / 2, 3) >= x));
  const crossing = runs.some((run) => columns.slice(1).some((x) => run.x < x - 6 && run.x + run.width > x + 6));
  if (crossing) return rowOf(page, columns.map((_, i) => (i === 0 ? cellOf(runs) : cellOf([]))), y0, y1, true);
  return rowOf(page, columns.map((_, i) => cellOf(runs.filter((run) => columnOf(run) === i))), y0, y1);
};

/**
 * Tables that have rules between their rows only, drawn cell by cell, so that the breaks in the rules show the columns.
 * A heading above the first rule and a last row that runs off the page are taken in.
 */
export const bandedTables = (page: PageRuns, rulings: readonly Ruling[], free: readonly Run[]): readonly Table[] => {
  const groups: Level[][] = [];
  for (const level of levelsOf(rulings)) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (group && first && alike(first, level)) group.push(level);
    else groups.push([level]);
  }
  return groups.flatMap((levels) => {
    const first = levels[0];
    const counts = new Map<number, number>();
    for (const x of levels.flatMap((level) => level.breaks)) {
      const known = [...counts.keys()].find((k) => Math.abs(k - x) <= near) ?? x;
      counts.set(known, (counts.get(known) ?? 0) + 1);
    }
    const breaks = [...counts].filter(([, count]) => count >= levels.length * 0.5).map(([x]) => x).sort((a, b) => a - b);
    if (!first || breaks.length === 0 || first.right - first.left < 100) return [];
    const bounds = [first.left, ...breaks, first.right];
    const ys = levels.map((level) => level.y).filter((y) => y <= page.height);
    const inBand = (from: number, to: number): readonly Run[] => free.filter((run) => run.y - run.size * 0.3 >= from && run.y - run.size * 0.3 < to && run.x >= first.left - 4 && run.x <= first.right);
    const rows = ys.slice(0, -1).flatMap((y, i) => {
      const runs = inBand(y, ys[i + 1] ?? 0);
      return runs.length > 0 ? [rowFrom(page.number, runs, bounds, y, ys[i + 1] ?? 0)] : [];
    });
    const top = ys[0] ?? 0;
    const heading = rows[0] && headingRoles(rows[0]) ? [] : headingAbove(page, free, bounds, top);
    const above = heading.length > 0 || rows.some((row) => headingRoles(row)) ? heading : tailRow(page, beside(free, bounds, top, false, 40).toReversed(), bounds, 0, top);
    const bottom = ys.at(-1) ?? 0;
    const below = tailRow(page, beside(free, bounds, bottom, true, 40), bounds, bottom, page.height);
    const all = [...above, ...rows, ...below];
    if (all.length < 2) return [];
    return [tableOf(page.number, 'ruled', bounds.slice(0, -1).map((x, i) => ({ x0: x, x1: bounds[i + 1] ?? x })), all)];
  });
};

const headingAbove = (page: PageRuns, free: readonly Run[], bounds: readonly number[], top: number): readonly Row[] => {
  const rows = beside(free, bounds, top, false, 4);
  const candidates = rows.map((_, i) => {
    const runs = rows.slice(0, i + 1).flat();
    return rowFrom(page.number, runs, bounds, Math.min(...runs.map((r) => r.y - r.size)), top);
  });
  const named = (row: Row): number => headingRoles(row)?.filter((role) => role !== null).length ?? 0;
  const best = candidates.reduce<Row | null>((found, row) => (named(row) > (found ? named(found) : 0) ? row : found), null);
  return best ? [best] : [];
};

/** A row without a rule on its far side, only where at least two of its columns are filled or it is one short line. */
const tailRow = (page: PageRuns, rows: readonly (readonly Run[])[], bounds: readonly number[], y0: number, y1: number): readonly Row[] => {
  const runs = rows.flat();
  if (runs.length === 0) return [];
  const row = rowFrom(page.number, runs, bounds, y0, y1);
  const full = row.cells.filter((cell) => cell.text !== '').length;
  return full >= 2 ? [{ ...row, y0: Math.min(...runs.map((r) => r.y - r.size)), y1: Math.max(...runs.map((r) => r.y + 2)) }] : [];
};
