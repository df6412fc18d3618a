import { roleOf } from './column-roles.js';
import { bodySize, linesOf, runRows, segmentsOf } from './lines.js';
import type { Line, Segment } from './lines.js';
import type { PageRuns, Run } from './page-text.js';
import { cellOf, rowOf, tableOf } from './table.js';
import type { Row, Table } from './table.js';

interface Heading {
  readonly columns: readonly { readonly text: string; readonly x0: number; readonly x1: number }[];
  readonly y0: number;
  readonly y1: number;
}

/** Headings of one to six lines (a cell in the middle of a taller one makes more), put together column by column; of bold lines as many as fit. */
const headingAt = (lines: readonly Line[], from: number): Heading | null => {
  let best: Heading | null = null;
  for (let count = 1; count <= 6; count++) {
    const window = lines.slice(from, from + count);
    const [top, bottom] = [window[0], window.at(-1)];
    if (!top || !bottom || window.length < count || bottom.y - top.y > 4.8 * top.size) break;
    for (const gap of [1.6, 0.9, 0.45]) {
      const columns = stacked(window.flatMap((line) => segmentsOf(line.runs, gap)));
      const roles = columns.map((column) => roleOf(column.text));
      const likely = columns.length >= 2 && roles.every((role) => role !== null) && roles.some((role) => role !== 'id' && role !== 'criterion') && new Set(roles).size >= 2;
      if (!likely || !columns.every((column) => /^(?:[\p{Lu}#\d]|\S+[’']s\b)/u.test(column.text) && !/[.,;]$/.test(column.text.replace(/\b(no|ref|nr)\.$/i, '')))) continue;
      if (!best || columns.length > best.columns.length || (columns.length === best.columns.length && window.every((line) => line.bold))) best = { columns, y0: top.y - top.size, y1: bottom.y + 0.3 * bottom.size };
    }
  }
  return best;
};

/** Segments of several lines put together column by column. */
const stacked = (segments: readonly Segment[]): readonly Segment[] => {
  const columns: { text: string; x0: number; x1: number }[] = [];
  for (const segment of segments) {
    const column = columns.find((c) => segment.x0 < c.x1 && segment.x1 > c.x0);
    if (column) Object.assign(column, { text: `${column.text} ${segment.text}`, x0: Math.min(column.x0, segment.x0), x1: Math.max(column.x1, segment.x1) });
    else columns.push({ ...segment });
  }
  return columns.toSorted((a, b) => a.x0 - b.x0);
};

/** Whether the page has a heading of a table with columns on both sides of an x, and none across it. */
export const headingSpans = (page: PageRuns, x: number): boolean => {
  const lines = linesOf(page);
  return lines.some((line, i) => {
    const columns = line.segments.length > 1 && line.x0 < x && line.x1 > x ? (headingAt(lines, i)?.columns ?? []) : [];
    return (columns.length >= 3 || columns.some((c) => roleOf(c.text) === 'criterion')) && columns.some((c) => c.x1 < x) && columns.some((c) => c.x0 > x) && columns.every((c) => c.x1 < x || c.x0 > x - 3);
  });
};

/** The emptiest place between two headings: where the fewest lines have ink, in the middle of the widest such gap. */
const gutter = (rows: readonly (readonly Run[])[], from: number, to: number): number => {
  const step = 2;
  const counts: number[] = [];
  for (let x = from; x <= to; x += step) counts.push(rows.filter((runs) => runs.some((run) => run.x < x + 0.5 && run.x + run.width > x - 0.5)).length);
  const least = Math.min(...counts);
  const limit = least + rows.length * 0.02;
  let [start, length, bestStart, bestLength] = [0, 0, 0, 0];
  counts.forEach((count, i) => {
    if (count > limit) length = 0;
    else {
      if (length === 0) start = i;
      length += 1;
      if (length >= bestLength) [bestStart, bestLength] = [start, length];
    }
  });
  return from + (bestStart + bestLength - 0.5) * step - Math.min(bestLength / 2, 2) * step;
};

/**
 * Where rows part whose cells are centred from top to bottom: a column of single lines gives the middle of each row, and a
 * row reaches as far below its middle as above. Null where the lines do not agree with that.
 */
const centredEdges = (body: readonly Run[], bounds: readonly number[], leading: number): readonly number[] | null => {
  const columns = bounds.map((x, i) => runRows(body.filter((run) => run.x >= x - 1 && run.x < (bounds[i + 1] ?? Number.POSITIVE_INFINITY) - 1)).map((row) => row[0]?.y ?? 0));
  const apart = columns.filter((ys) => ys.length >= 2 && ys.slice(1).every((y, i) => y - (ys[i] ?? 0) > 1.35 * leading));
  const middles = apart.reduce<readonly number[]>((best, ys) => (ys.length > best.length ? ys : best), []);
  const lines = runRows(body).map((row) => ({ y: row[0]?.y ?? 0, size: row[0]?.size ?? 10 }));
  const edges: number[] = [];
  let at = 0;
  let raised = false;
  for (const [i, middle] of middles.entries()) {
    const top = lines[at];
    if (!top || top.y > middle + 0.3 * leading) return null;
    raised ||= top.y < middle - 0.3 * leading;
    const bottom = 2 * middle - top.y;
    let last = at;
    while (lines[last + 1] && (lines[last + 1]?.y ?? 0) <= bottom + 0.3 * leading) last += 1;
    if (Math.abs((lines[last]?.y ?? 0) - bottom) > 0.3 * leading) return null;
    at = last + 1;
    const next = lines[at];
    if (next && i < middles.length - 1) edges.push(next.y - next.size * 0.95);
  }
  return raised && at === lines.length && edges.length > 0 ? edges : null;
};

/** Where the rows part: at rules across the table, else at clear strips wider than the leading, else where the first column starts anew. */
const rowEdges = (page: PageRuns, body: readonly Run[], bounds: readonly number[], top: number, bottom: number): readonly number[] => {
  const [left, right] = [Math.min(...body.map((r) => r.x)), Math.max(...body.map((r) => r.x + r.width))];
  const levels = new Map<number, number>();
  for (const rule of page.rulings)
    if (rule.y0 === rule.y1 && rule.y0 > top && rule.y0 < bottom + 20) {
      const level = [...levels.keys()].find((y) => Math.abs(y - rule.y0) < 2) ?? rule.y0;
      levels.set(level, (levels.get(level) ?? 0) + Math.max(0, Math.min(rule.x1, right) - Math.max(rule.x0, left)));
    }
  const rules = [...levels].filter(([, length]) => length > 0.7 * (right - left)).map(([y]) => y).sort((a, b) => a - b);
  if (rules.length >= 2) return rules;
  const tops = body.map((run) => ({ y: run.y, size: run.size })).sort((a, b) => a.y - b.y);
  const size = tops[Math.floor(tops.length / 2)]?.size ?? 10;
  // the lines of one cell stand closest
  const leading = bounds.flatMap((x, i) => runRows(body.filter((run) => run.x >= x - 1 && run.x < (bounds[i + 1] ?? Number.POSITIVE_INFINITY) - 1)).map((row) => row[0]?.y ?? 0).flatMap((y, k, ys) => (k === 0 ? [] : [y - (ys[k - 1] ?? 0)]))).filter((gap) => gap > 0.9 * size);
  const usual = Math.min(...leading, size * 1.28);
  const strips = tops.slice(1).flatMap((t, i) => {
    const before = tops[i] as { y: number; size: number };
    return t.y - before.y > 1.22 * usual ? [t.y - t.size * 0.95] : [];
  });
  const centred = centredEdges(body, bounds, usual);
  // as many rows by clear strips need no middles
  if (centred) return centred.length === strips.length ? strips : centred;
  const firstColumn = body.filter((run) => run.x < (bounds[1] ?? right)).sort((a, b) => a.y - b.y);
  const keyed = firstColumn.filter((run) => /\d/.test(run.text) && run.text.trim().length <= 14).length > firstColumn.length * 0.8;
  const anchors = firstColumn.filter((run, i) => i === 0 || run.y - (firstColumn[i - 1]?.y ?? 0) > (keyed ? 0.5 : 1.5) * usual).map((run) => run.y - run.size * 0.95);
  if (strips.length + 1 >= 0.7 * anchors.length) return strips;
  return anchors.slice(1);
};

/** Between two labels a row ends at the widest gap that the text beside them leaves. */
const labelEdges = (body: readonly Run[], bounds: readonly number[]): readonly number[] => {
  const rows = runRows(body.filter((run) => run.x < (bounds[1] ?? 0) - 1)).map((runs) => ({ y: runs[0]?.y ?? 0, known: roleOf(runs.map((run) => run.text.trim()).join(' ')) !== null }));
  const labels = rows.filter((row) => row.known).map((row) => row.y);
  const ys = [...new Set(body.map((run) => run.y))].sort((a, b) => a - b);
  return labels.slice(1).map((y, i) => {
    const between = ys.filter((value) => value >= (labels[i] ?? 0) && value <= y);
    const gaps = between.slice(1).map((value, k) => ({ gap: value - (between[k] ?? 0), at: (value + (between[k] ?? 0)) / 2 - 3 }));
    return gaps.reduce((best, next) => (next.gap > best.gap + 0.5 ? next : best), gaps[0] ?? { gap: 0, at: y - 8 }).at;
  });
};

const between = (page: PageRuns, bounds: readonly number[], body: readonly Run[], top: number, bottom: number, labels = false): readonly Row[] => {
  const edges = [top, ...(labels ? labelEdges(body, bounds) : rowEdges(page, body, bounds, top, bottom)), bottom + 1_000];
  const columnOf = (run: Run): number => bounds.findLastIndex((x) => run.x + Math.min(run.width / 2, 3) >= x);
  return edges.slice(0, -1).flatMap((edge, i) => {
    const runs = body.filter((run) => run.y - run.size * 0.3 >= edge && run.y - run.size * 0.3 < (edges[i + 1] ?? 0));
    if (runs.length === 0) return [];
    const cells = bounds.map((_, c) => cellOf(runs.filter((run) => Math.max(0, columnOf(run)) === c)));
    const rows = new Set(runs.map((run) => Math.round(run.y)));
    const crossing = runs.some((run) => bounds.slice(1).some((x) => run.x < x - 8 && run.x + run.width > x + 8));
    const spanning = rows.size <= 2 && (crossing || (cells.filter((c) => c.text).length === 1 && cells[0]?.text !== ''));
    if (!spanning) return [rowOf(page.number, cells, edge)];
    const whole = cellOf(runs);
    return [rowOf(page.number, bounds.map((_, c) => (c === 0 ? whole : cellOf([]))), edge, undefined, true)];
  });
};

/**
 * Tables without vertical rules, found by a heading line whose every cell names a known kind of column.
 * @param free runs that stand in no other table
 * @param carried column edges of a table of the page before that ran to its end
 * @param drawn the other tables of the page: one of them below a heading ends what stands under it
 */
export const alignedTables = (page: PageRuns, free: readonly Run[], carried: readonly number[] | null, drawn: readonly Table[]): readonly Table[] => {
  const lines = linesOf(page, free);
  const headings: Heading[] = [];
  const usual = bodySize(lines);
  for (let i = 0; i < lines.length; i++) {
    const heading = (lines[i]?.size ?? 0) > usual * 1.18 ? null : headingAt(lines, i);
    const last = headings.at(-1);
    if (heading && last && heading.y0 < last.y1) {
      if (heading.columns.length > last.columns.length) headings[headings.length - 1] = heading;
    } else if (heading) headings.push(heading);
  }
  const tables: Table[] = [];
  const build = (bounds: readonly number[], top: number, bottom: number, heading: Heading | null, labels = false): void => {
    const body = free.filter((run) => run.y - run.size * 0.3 > top && run.y < bottom);
    if (body.length < 2) return;
    const right = Math.max(...body.map((r) => r.x + r.width));
    const rows = between(page, bounds, body, top, bottom, labels);
    const headingRow = heading ? [rowOf(page.number, bounds.map((_, i) => {
      const column = heading.columns[i];
      return column ? { text: column.text, lines: [column.text], ys: [heading.y0], x0: column.x0, x1: column.x1, y0: heading.y0, y1: heading.y1, header: true } : cellOf([]);
    }))] : [];
    tables.push(tableOf(page.number, 'aligned', bounds.map((x, i) => ({ x0: x, x1: bounds[i + 1] ?? right })), [...headingRow, ...rows]));
  };
  headings.forEach((heading, h) => {
    const stop = Math.min(headings[h + 1]?.y0 ?? Number.POSITIVE_INFINITY, endOf(lines, heading), ...drawn.map((table) => table.y0).filter((y) => y >= heading.y1 - 2));
    const rows = lines.filter((line) => line.y > heading.y1 && line.y < stop).map((line) => free.filter((run) => Math.abs(run.y - line.y) <= 0.35 * line.size));
    const middles = heading.columns.map((c) => (c.x0 + c.x1) / 2);
    const bounds = heading.columns.map((column, i) => (i === 0 ? Math.min(column.x0, ...rows.flatMap((r) => r.map((run) => run.x))) - 2 : gutter(rows, middles[i - 1] ?? 0, Math.max(column.x0, (middles[i - 1] ?? 0) + 4))));
    build(bounds, heading.y1, stop, heading);
  });
  const cards = headings.length === 0 ? labelColumn(lines) : null;
  if (cards) build(cards.bounds, cards.top, cards.bottom, null, true);
  if (headings.length === 0 && !cards && carried) {
    const starts = lines.filter((line) => line.segments.every((s) => carried.some((x) => Math.abs(s.x0 - x) < 14 || s.x0 > x) && line.segments.length > 1));
    if (starts.length >= 2) build(carried, 0, Math.min(page.height, endOf(lines, null)), null);
  }
  return tables;
};

/** A column of labels at the left ("Control ID", "Criteria", "Result") with what they name at the right, as cards have it. */
const labelColumn = (lines: readonly Line[]): { readonly bounds: readonly number[]; readonly top: number; readonly bottom: number } | null => {
  const labels = lines.filter((line) => line.segments.length >= 2 && roleOf(line.segments[0]?.text ?? '') !== null);
  const first = labels[0];
  const start = first?.segments[1]?.x0;
  if (!first || start === undefined) return null;
  const same = labels.filter((line) => Math.abs(line.x0 - first.x0) < 3 && Math.abs((line.segments[1]?.x0 ?? 0) - start) < 3);
  const kinds = new Set(same.map((line) => roleOf(line.segments[0]?.text ?? ''))).size;
  if (same.length < 4 || kinds < 2 || (kinds === 2 && same.length < 6)) return null;
  const title = lines.findLast((line) => line.y < first.y && line.size > 1.15 * first.size)?.y ?? 0;
  const within = lines.filter((line) => line.y > title && line.segments.every((s) => Math.abs(s.x0 - first.x0) < 3 || s.x0 >= start - 3));
  const from = within.find((line) => line.y >= (same[0]?.y ?? 0) - 3 * first.size);
  const stop = endOf(lines.filter((line) => line.y >= first.y), null);
  return { bounds: [first.x0 - 2, start - 3], top: (from?.y ?? first.y) - first.size * 1.2, bottom: Math.max(...within.filter((line) => line.y < stop).map((line) => line.y)) + 2 };
};

/** The next line after a heading that is larger than its table's text: the end of the table. */
const endOf = (lines: readonly Line[], heading: Heading | null): number => {
  const below = lines.filter((line) => !heading || line.y > heading.y1);
  const sizes = below.map((line) => line.size).sort((a, b) => a - b);
  const usual = sizes[Math.floor(sizes.length / 2)] ?? 10;
  const next = below.find((line) => line.segments.length === 1 && (line.size > usual * 1.18 || (line.size >= usual && /^(section|appendix|annex)\b/i.test(line.text))));
  return next ? next.y - next.size : Number.POSITIVE_INFINITY;
};

