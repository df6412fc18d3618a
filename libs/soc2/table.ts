import { flow, joinRuns, runRows } from './lines.js';
import type { Run } from './page-text.js';

export interface Cell {
  /** Flowing text, lines joined. */
  readonly text: string;
  /** The lines as they stand, and the baseline of each. */
  readonly lines: readonly string[];
  readonly ys: readonly number[];
  /** Extent of the text, points; equal where the cell is empty. */
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
  readonly header: boolean;
}

export interface Row {
  readonly page: number;
  readonly y0: number;
  readonly y1: number;
  /** One cell for each column; a cell that spans several stands in its first, with the others empty. */
  readonly cells: readonly Cell[];
  /** Whether one cell spans (nearly) the whole row. */
  readonly spanning: boolean;
}

export interface Table {
  readonly page: number;
  readonly source: 'tagged' | 'ruled' | 'aligned';
  readonly columns: readonly { readonly x0: number; readonly x1: number }[];
  readonly rows: readonly Row[];
  readonly y0: number;
  readonly y1: number;
  readonly x0: number;
  readonly x1: number;
}

export const emptyCell = (x: number, y: number): Cell => ({ text: '', lines: [], ys: [], x0: x, x1: x, y0: y, y1: y, header: false });

/** A cell made of the runs that stand in it. */
export const cellOf = (runs: readonly Run[], header = false): Cell => {
  if (runs.length === 0) return emptyCell(0, 0);
  const rows = runRows(runs).map((row) => ({ text: joinRuns(row), y: row[0]?.y ?? 0 })).filter(({ text }) => text !== '');
  const lines = rows.map(({ text }) => text);
  return {
    text: flow(lines),
    lines,
    ys: rows.map(({ y }) => y),
    x0: Math.min(...runs.map((r) => r.x)),
    x1: Math.max(...runs.map((r) => r.x + r.width)),
    y0: Math.min(...runs.map((r) => r.y - r.size)),
    y1: Math.max(...runs.map((r) => r.y + r.size * 0.25)),
    header,
  };
};

/** The lines of a cell from `from` up to but not including `to`, as a cell of its own. */
export const partOf = (cell: Cell, from: number, to: number): Cell => {
  const kept = cell.ys.flatMap((y, i) => (y >= from && y < to ? [i] : []));
  const [first, last] = [kept[0], kept.at(-1)];
  if (first === undefined || last === undefined) return emptyCell(cell.x0, from);
  const lines = kept.map((i) => cell.lines[i] ?? '');
  return { ...cell, lines, text: flow(lines), ys: kept.map((i) => cell.ys[i] ?? 0), y0: Math.max(cell.y0, from), y1: Math.min(cell.y1, to) };
};

/** Cell of a row by column index; empty where there is none. */
export const cellAt = (row: Row, column: number): Cell => row.cells[column] ?? emptyCell(0, row.y0);

export const filled = (row: Row): readonly Cell[] => row.cells.filter((cell) => cell.text !== '');

/** A table from rows of cells that are already in columns. */
export const tableOf = (page: number, source: Table['source'], columns: Table['columns'], rows: readonly Row[]): Table => ({
  page, source, columns, rows,
  y0: Math.min(...rows.map((r) => r.y0)),
  y1: Math.max(...rows.map((r) => r.y1)),
  x0: Math.min(...columns.map((c) => c.x0)),
  x1: Math.max(...columns.map((c) => c.x1)),
});

export const rowOf = (page: number, cells: readonly Cell[], y0?: number, y1?: number, spanning = false): Row => {
  const full = cells.filter((cell) => cell.text !== '');
  return { page, cells, spanning, y0: y0 ?? Math.min(...full.map((c) => c.y0)), y1: y1 ?? Math.max(...full.map((c) => c.y1)) };
};

/** Whether two areas of a page, such as two tables, do not overlap; two points of height are no overlap. */
export const apart = (a: Pick<Table, 'x0' | 'x1' | 'y0' | 'y1'>, b: Pick<Table, 'x0' | 'x1' | 'y0' | 'y1'>): boolean => a.y1 <= b.y0 + 2 || b.y1 <= a.y0 + 2 || a.x1 <= b.x0 || b.x1 <= a.x0;
