import type { PageRuns } from './page-text.js';
import { cellOf, emptyCell, rowOf, tableOf } from './table.js';
import type { Cell, Table } from './table.js';

const overlap = (cell: Cell, column: { readonly x0: number; readonly x1: number }): number =>
  Math.min(cell.x1, column.x1) - Math.max(cell.x0, column.x0);

const middle = (span: { readonly x0: number; readonly x1: number }): number => (span.x0 + span.x1) / 2;

/** Column extents, by the rows that have the most cells; extents are widened by shorter rows that fit one column alone. */
const columnsOf = (rows: readonly (readonly Cell[])[]): Table['columns'] => {
  const count = Math.max(...rows.map((row) => row.length));
  const full = rows.filter((row) => row.length === count);
  return Array.from({ length: count }, (_, i) => {
    const cells = full.map((row) => row[i]).filter((cell): cell is Cell => cell !== undefined && cell.text !== '');
    if (cells.length === 0) return { x0: 0, x1: 0 };
    return { x0: Math.min(...cells.map((c) => c.x0)), x1: Math.max(...cells.map((c) => c.x1)) };
  });
};

const place = (cells: readonly Cell[], columns: Table['columns']): { readonly cells: readonly Cell[]; readonly spanning: boolean } => {
  if (cells.length === columns.length) return { cells, spanning: false };
  const placed = columns.map((column) => emptyCell(column.x0, 0));
  let from = 0;
  let spanning = false;
  for (const cell of cells) {
    if (cell.text === '') continue;
    const covered = columns.filter((column) => column.x1 > column.x0 && overlap(cell, column) > 0.25 * (column.x1 - column.x0)).length;
    if (cells.length === 1 && covered > 1) spanning = true;
    let best = Math.min(from, columns.length - 1);
    let score = Number.NEGATIVE_INFINITY;
    columns.forEach((column, i) => {
      if (i < from) return;
      const shared = overlap(cell, column);
      const value = shared > 0 && covered <= 1 ? shared : -Math.abs(cell.x0 - column.x0) - (shared > 0 ? 0 : Math.abs(middle(cell) - middle(column)) * 0.01);
      if (value > score) [best, score] = [i, value];
    });
    placed[best] = cell;
    from = best + 1;
  }
  return { cells: placed, spanning: spanning || (cells.length === 1 && columns.length > 2 && (cells[0]?.x0 ?? 0) < (columns[0]?.x1 ?? 0)) };
};

/** Tables from the structure tree. Rows with fewer cells (the others span several rows) are put in columns by position. */
export const taggedTables = (page: PageRuns): readonly Table[] =>
  page.tables.flatMap((table) => {
    const rows = table.rows
      .map((row) => row.map((cell) => cellOf(cell.runs.flatMap((i) => page.runs[i] ?? []).filter((run) => !run.hidden), cell.header)))
      .filter((row) => row.some((cell) => cell.text !== ''));
    if (rows.length === 0) return [];
    const columns = columnsOf(rows);
    if (columns.length < 2) return [];
    return [tableOf(page.number, 'tagged', columns, rows.map((cells) => {
      const { cells: placed, spanning } = place(cells, columns);
      return rowOf(page.number, placed, undefined, undefined, spanning);
    }))];
  });
