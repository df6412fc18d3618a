import { headingRoles } from './column-roles.js';
import { leadingCriteria } from './criteria.js';
import { joinRuns, runRows } from './lines.js';
import type { PageRuns, Ruling, Run } from './page-text.js';
import { cellOf, rowOf } from './table.js';
import type { Row, Table } from './table.js';
import { tableFrom } from './tables-ruled.js';

const near = 3;

interface Level {
  readonly y: number;
  readonly left: number;
  readonly right: number;
  readonly rules: readonly Ruling[];
  /** Where one rule ends and the next begins. */
  readonly breaks: readonly number[];
}

/** Horizontal rules by height; a rule drawn cell by cell shows where the columns part. */
const levelsOf = (rulings: readonly Ruling[]): readonly Level[] => {
  const groups: Ruling[][] = [];
  for (const rule of rulings.filter((r) => r.y0 === r.y1).toSorted((a, b) => a.y0 - b.y0 || a.x0 - b.x0)) {
    const group = groups.at(-1);
    if (group && Math.abs((group[0]?.y0 ?? 0) - rule.y0) <= 1.5) group.push(rule);
    else groups.push([rule]);
  }
  return groups.map((group) => {
    const sorted = group.toSorted((a, b) => a.x0 - b.x0);
    const breaks = sorted.map((rule) => rule.x0).filter((x, i, all) => sorted.some((other) => Math.abs(other.x1 - x) <= near) && (i === 0 || x - (all[i - 1] ?? 0) > near));
    return { y: sorted[0]?.y0 ?? 0, left: Math.min(...sorted.map((r) => r.x0)), right: Math.max(...sorted.map((r) => r.x1)), rules: sorted, breaks };
  });
};

const at = (x: number, places: readonly number[]): boolean => places.some((place) => Math.abs(place - x) <= near);

/** A level belongs to the levels before it where it is as wide, or ends at their columns. */
const belongs = (group: readonly Level[], level: Level): boolean => {
  const left = Math.min(...group.map((l) => l.left));
  const right = Math.max(...group.map((l) => l.right));
  const places = [left, right, ...group.flatMap((l) => l.breaks)];
  if (Math.abs(level.left - left) <= near && Math.abs(level.right - right) <= near) return level.breaks.length === 0 || group.every((l) => l.breaks.length === 0) || level.breaks.some((x) => at(x, places)) ;
  return (at(level.left, places) && at(level.right, places)) || (at(left, [level.left, ...level.breaks]) && at(right, [level.right, ...level.breaks]));
};

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

const rowFrom = (page: number, runs: readonly Run[], bounds: readonly number[]): Row => {
  const columns = bounds.slice(0, -1);
  const columnOf = (run: Run): number => Math.max(0, columns.findLastIndex((x) => run.x + Math.min(run.width / 2, 3) >= x));
  return rowOf(page, columns.map((_, i) => cellOf(runs.filter((run) => columnOf(run) === i))));
};

/**
 * Edges of the heading above the first rule, and of one row without a rule between both. Of the lines that name the most
 * columns those are the heading that are bold, else those with the widest gap below: words of the first row beside a name
 * leave it a name.
 */
const headingAbove = (page: PageRuns, free: readonly Run[], bounds: readonly number[], top: number): readonly number[] | null => {
  const rows = beside(free, bounds, top, false, 14);
  let best: { readonly rank: readonly number[]; readonly edges: readonly number[] } | null = null;
  for (let from = 0; from < rows.length; from++)
    for (let count = 1; count <= 6 && from + count <= rows.length; count++) {
      const runs = rows.slice(from, from + count).flat();
      const named = headingRoles(rowFrom(page.number, runs, bounds))?.filter((role) => role !== null).length ?? 0;
      const sizes = runs.map((run) => run.size);
      if (named === 0 || Math.max(...sizes) > 1.2 * Math.min(...sizes)) continue;
      const upper = Math.min(...runs.map((run) => run.y - run.size)) - 1;
      const lower = Math.max(...runs.map((run) => run.y + run.size * 0.3)) + 0.5;
      const gap = from === 0 ? 0 : (rows[from - 1]?.[0]?.y ?? 0) - (rows[from]?.[0]?.y ?? 0);
      const rank = [named, runs.every((run) => run.bold) ? 1 : 0, gap, count];
      if (best === null || higher(rank, best.rank)) best = { rank, edges: from === 0 ? [upper] : [upper, lower] };
    }
  return best?.edges ?? null;
};

const higher = (a: readonly number[], b: readonly number[]): boolean => {
  const at = a.findIndex((value, i) => Math.abs(value - (b[i] ?? 0)) > 0.5);
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0);
};

/** The far edge of a row that no rule closes, where at least two of its columns are filled. */
const openRow = (page: PageRuns, rows: readonly (readonly Run[])[], bounds: readonly number[], down: boolean): number | null => {
  const runs = rows.flat();
  if (runs.length === 0 || rowFrom(page.number, runs, bounds).cells.filter((cell) => cell.text !== '').length < 2) return null;
  return down ? Math.max(...runs.map((run) => run.y + run.size * 0.3)) : Math.min(...runs.map((run) => run.y - run.size)) - 1;
};

const groupsOf = (levels: readonly Level[], free: readonly Run[]): readonly (readonly Level[])[] => {
  const sizes = free.map((run) => run.size).sort((a, b) => a - b);
  const usual = sizes[Math.floor(sizes.length / 2)] ?? 10;
  const groups: Level[][] = [];
  for (const level of levels) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    const between = last ? free.filter((run) => run.y > last.y && run.y < level.y && run.x < level.right) : [];
    if (group && belongs(group, level) && !between.some((run) => run.size > usual * 1.15)) group.push(level);
    else groups.push([level]);
  }
  return groups;
};

/**
 * Tables that have rules between their rows only, or shaded rows, drawn cell by cell, so that the breaks in the rules show
 * the columns. A heading above the first rule and a last row that runs off the page are taken in.
 */
export const bandedTables = (page: PageRuns, rulings: readonly Ruling[], free: readonly Run[]): readonly Table[] =>
  groupsOf(levelsOf(rulings), free).flatMap((levels) => {
    const [left, right] = [Math.min(...levels.map((l) => l.left)), Math.max(...levels.map((l) => l.right))];
    const counts = new Map<number, number>();
    for (const x of levels.flatMap((level) => level.breaks)) {
      const known = [...counts.keys()].find((k) => Math.abs(k - x) <= near) ?? x;
      counts.set(known, (counts.get(known) ?? 0) + 1);
    }
    const breaks = [...counts].filter(([x, count]) => x > left + near && x < right - near && count >= Math.max(1, levels.length * 0.3)).map(([x]) => x).sort((a, b) => a - b);
    if (breaks.length === 0 || right - left < 100) return [];
    const bounds = [left, ...breaks, right];
    const inside = levels.filter((level) => level.y <= page.height);
    const [first, last] = [inside[0]?.y ?? 0, inside.at(-1)?.y ?? 0];
    const isBand = (runs: readonly Run[]): boolean => leadingCriteria(joinRuns(runs)) !== null;
    const above = runRows(free.filter((run) => run.y <= first && run.y > first - 40 && run.x >= left - 4 && run.x < right)).at(-1) ?? [];
    const bandTop = above.length > 0 && isBand(above) && above.some((run) => breaks.some((x) => run.x < x - 3 && run.x + run.width > x + 3)) ? Math.min(...above.map((run) => run.y - run.size)) - 2 : null;
    const band = runRows(free.filter((run) => run.y > first && run.y < (inside[1]?.y ?? page.height))).flat();
    const headed = band.length > 0 && headingRoles(rowFrom(page.number, band, bounds)) !== null;
    const open = openRow(page, beside(free, bounds, first, false, 40), bounds, false);
    const tops = headed ? [] : (headingAbove(page, free, bounds, bandTop ?? first) ?? (open === null ? [] : [open]));
    const bottom = openRow(page, beside(free, bounds, last, true, 40), bounds, true);
    const next = runRows(free.filter((run) => run.y > (bottom ?? last) && run.y < (bottom ?? last) + 40 && run.x >= left - 4 && run.x < right))[0] ?? [];
    const bandBottom = next.length > 0 && isBand(next) && next.every((run) => run.size <= 1.15 * (free.find((r) => r.y > first)?.size ?? 99)) ? Math.max(...next.map((run) => run.y + run.size * 0.3)) : null;
    const ys = [...tops, ...(bandTop === null ? [] : [bandTop]), ...inside.map((level) => level.y), ...(bottom === null ? [] : [bottom]), ...(bandBottom === null ? [] : [bandBottom])];
    const edge = (y: number): Ruling => ({ x0: left, x1: right, y0: y, y1: y });
    const verticals = ys.slice(0, -1).flatMap((y, i) => {
      const below = ys[i + 1] ?? y;
      return breaks.filter((x) => !free.some((run) => run.y - run.size * 0.3 > y && run.y - run.size * 0.3 < below && run.x > left - 4 && run.x < x - 6 && run.x + run.width > x + 6)).map((x) => ({ x0: x, x1: x, y0: y, y1: below }));
    });
    const table = tableFrom({ ...page, runs: free }, [...inside.flatMap((level) => level.rules), ...tops.map(edge), ...(bottom === null ? [] : [edge(bottom)]), ...(bandTop === null ? [] : [edge(bandTop)]), ...(bandBottom === null ? [] : [edge(bandBottom)]), ...verticals]);
    return table && table.rows.length >= 2 ? [table] : [];
  });
