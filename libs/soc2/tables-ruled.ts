import type { PageRuns, Ruling, Run } from './page-text.js';
import { apart, cellOf, emptyCell, rowOf, tableOf } from './table.js';
import type { Cell, Table } from './table.js';

const near = 3;

const cluster = (values: readonly number[]): readonly number[] => {
  const groups: number[][] = [];
  for (const value of values.toSorted((a, b) => a - b)) {
    const group = groups.at(-1);
    if (group && value - (group.at(-1) ?? 0) <= near) group.push(value);
    else groups.push([value]);
  }
  return groups.map((group) => group.reduce((a, b) => a + b, 0) / group.length);
};

const touches = (a: Ruling, b: Ruling): boolean =>
  a.x0 <= b.x1 + near && b.x0 <= a.x1 + near && a.y0 <= b.y1 + near && b.y0 <= a.y1 + near;

/** Rulings that touch each other, directly or through others. */
const components = (rulings: readonly Ruling[]): readonly (readonly Ruling[])[] => {
  const parent = rulings.map((_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root] ?? root;
    parent[i] = root;
    return root;
  };
  const order = rulings.map((_, i) => i).sort((a, b) => (rulings[a]?.y0 ?? 0) - (rulings[b]?.y0 ?? 0));
  const active: number[] = [];
  for (const i of order) {
    const ruling = rulings[i] as Ruling;
    for (let k = active.length - 1; k >= 0; k--) {
      const j = active[k] as number;
      const other = rulings[j] as Ruling;
      if (other.y1 + near < ruling.y0) active.splice(k, 1);
      else if (touches(ruling, other)) parent[find(i)] = find(j);
    }
    active.push(i);
  }
  const groups = new Map<number, Ruling[]>();
  rulings.forEach((ruling, i) => {
    const group = groups.get(find(i));
    if (group) group.push(ruling);
    else groups.set(find(i), [ruling]);
  });
  return [...groups.values()];
};

const covers = (lines: readonly Ruling[], vertical: boolean, at: number, from: number, to: number): boolean => {
  const middle = (from + to) / 2;
  return lines.some((line) => vertical
    ? Math.abs(line.x0 - at) <= near && line.y0 <= middle && line.y1 >= middle
    : Math.abs(line.y0 - at) <= near && line.x0 <= middle && line.x1 >= middle);
};

interface Box {
  readonly column: number;
  readonly lastColumn: number;
  readonly row: number;
  readonly lastRow: number;
}

/** Cells of a grid: neighbours without a rule between them are one. */
const boxesOf = (xs: readonly number[], ys: readonly number[], horizontal: readonly Ruling[], vertical: readonly Ruling[]): readonly Box[] => {
  const [columns, rows] = [xs.length - 1, ys.length - 1];
  const owner = Array.from({ length: columns * rows }, (_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (owner[at] !== at) at = owner[at] ?? at;
    return at;
  };
  const X = (i: number): number => xs[i] ?? 0;
  const Y = (i: number): number => ys[i] ?? 0;
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      if (c + 1 < columns && !covers(vertical, true, X(c + 1), Y(r), Y(r + 1))) owner[root(r * columns + c + 1)] = root(r * columns + c);
      if (r + 1 < rows && !covers(horizontal, false, Y(r + 1), X(c), X(c + 1))) owner[root((r + 1) * columns + c)] = root(r * columns + c);
    }
  const groups = new Map<number, number[]>();
  for (let i = 0; i < columns * rows; i++) {
    const group = groups.get(root(i));
    if (group) group.push(i);
    else groups.set(root(i), [i]);
  }
  return [...groups.values()].map((cells) => {
    const cs = cells.map((i) => i % columns);
    const rs = cells.map((i) => Math.floor(i / columns));
    return { column: Math.min(...cs), lastColumn: Math.max(...cs), row: Math.min(...rs), lastRow: Math.max(...rs) };
  });
};

const inside = (run: Run, x0: number, x1: number, y0: number, y1: number): boolean => {
  const [x, y] = [run.x + Math.min(run.width, 6) / 2, run.y - run.size * 0.3];
  return x >= x0 - 1 && x < x1 && y >= y0 && y < y1;
};

const topOf = (runs: readonly Run[]): number => Math.min(...runs.map((run) => run.y));

/** The table that a set of connected rules frames, or null where they frame none. */
export const tableFrom = (page: PageRuns, rulings: readonly Ruling[]): Table | null => {
  const horizontal = rulings.filter((r) => r.y0 === r.y1 || r.x1 - r.x0 > r.y1 - r.y0);
  const vertical = rulings.filter((r) => !horizontal.includes(r));
  const [left, right] = [Math.min(...rulings.map((r) => r.x0)), Math.max(...rulings.map((r) => r.x1))];
  const [top, bottom] = [Math.min(...rulings.map((r) => r.y0)), Math.max(...rulings.map((r) => r.y1))];
  if (right - left < 80) return null;
  const xs = cluster([...vertical.map((v) => v.x0), left, right]);
  const ys = cluster([...horizontal.map((h) => h.y0), top, bottom]);
  if (xs.length < 3 || ys.length < 2) return null;
  const edges = { vertical: [...vertical, { x0: left, x1: left, y0: top, y1: bottom }, { x0: right, x1: right, y0: top, y1: bottom }] };
  const boxes = boxesOf(xs, ys, horizontal, edges.vertical);
  const columns = xs.slice(0, -1).map((x, i) => ({ x0: x, x1: xs[i + 1] ?? x }));
  const runs = page.runs.filter((run) => !run.hidden);
  const within = runs.filter((run) => inside(run, left, right, top, bottom));
  const byRow = ys.slice(0, -1).map((y, r) => within.filter((run) => inside(run, left, right, y, ys[r + 1] ?? y)));
  const filledBoxes = boxes.map((box) => ({ box, found: (box.row === box.lastRow ? (byRow[box.row] ?? []) : within).filter((run) => inside(run, xs[box.column] ?? 0, xs[box.lastColumn + 1] ?? 0, ys[box.row] ?? 0, ys[box.lastRow + 1] ?? 0)) }));
  const tops = ys.map((_, r) => filledBoxes.filter(({ box, found }) => box.row === r && box.lastRow === r && found.length > 0).map(({ found }) => topOf(found)));
  // a rule that is not drawn leaves a cell open to the empty one above it: words that begin level with a lower row belong there
  const anchorOf = ({ box, found }: (typeof filledBoxes)[number]): number => {
    if (box.row === box.lastRow || found.length === 0) return box.row;
    const level = (r: number): boolean => (tops[r]?.length ?? 0) > 1 && (tops[r] ?? []).every((y) => Math.abs(y - topOf(found)) < 1);
    const middle = (topOf(found) - (found[0]?.size ?? 0) * 0.7 + Math.max(...found.map((run) => run.y))) / 2;
    const centred = Math.abs(middle - ((ys[box.row] ?? 0) + (ys[box.lastRow + 1] ?? 0)) / 2) < 2.5;
    const lower = Array.from({ length: box.lastRow - box.row }, (_, i) => box.row + 1 + i).find(level);
    return lower === undefined || centred ? box.row : lower;
  };
  const rows = ys.slice(0, -1).flatMap((y, r) => {
    const cells: Cell[] = columns.map((column) => emptyCell(column.x0, y));
    let spanning = false;
    for (const { box, found } of filledBoxes.filter((b) => anchorOf(b) === r)) {
      if (found.length > 0) cells[box.column] = cellOf(found);
      if (box.lastColumn - box.column + 1 >= Math.max(2, columns.length - 1) && found.length > 0) spanning = true;
    }
    return cells.some((cell) => cell.text !== '') ? [rowOf(page.number, cells, y, ys[r + 1], spanning)] : [];
  });
  if (rows.length === 0) return null;
  const across = runs.filter((run) => run.y > top && run.y < bottom && xs.slice(1, -1).some((x) => run.x > left && run.x < x - 8 && run.x + run.width > x + 8));
  const single = rows.filter((row) => !row.spanning).length;
  if (single === 0 || across.length > Math.max(2, rows.length)) return null;
  const used = columns.map((_, i) => rows.some((row) => row.cells[i]?.text));
  const kept = columns.filter((_, i) => used[i]);
  if (kept.length < 2) return null;
  return { ...tableOf(page.number, 'ruled', kept, rows.map((row) => ({ ...row, cells: row.cells.filter((_, i) => used[i]) }))), y0: top, y1: bottom, x0: left, x1: right };
};

/** Whether a rule of a frame stops short of its sides, as below a cell that spans rows. */
const hasStep = (rulings: readonly Ruling[], levels: readonly number[]): boolean => {
  const [left, right] = [Math.min(...rulings.map((r) => r.x0)), Math.max(...rulings.map((r) => r.x1))];
  return levels.some((y) => {
    const own = rulings.filter((r) => r.y0 === r.y1 && Math.abs(r.y0 - y) <= near);
    return Math.min(...own.map((r) => r.x0)) > left + near || Math.max(...own.map((r) => r.x1)) < right - near;
  });
};

/** Shaded rows stand apart from each other: frames one row high that have the same columns, or more where a cell spans rows. */
const striped = (frames: readonly (readonly Ruling[])[]): ReadonlySet<readonly Ruling[]> => {
  const flat = frames.filter(isFlat);
  const sides = (rulings: readonly Ruling[]): string => [Math.min(...rulings.map((r) => r.x0)), Math.max(...rulings.map((r) => r.x1))].map((x) => Math.round(x / 4)).join();
  const stripes = new Set(flat.map(sides).filter((own, i, all) => all.indexOf(own) !== i));
  return new Set(frames.filter((rulings) => {
    const levels = cluster(rulings.filter((r) => r.y0 === r.y1).map((r) => r.y0));
    return stripes.has(sides(rulings)) && (levels.length === 2 || (levels.length <= 5 && hasStep(rulings, levels)));
  }));
};

/** A frame of one row, which may be a table of its own or one shaded row of a larger one. */
const isFlat = (rulings: readonly Ruling[]): boolean => cluster(rulings.filter((r) => r.y0 === r.y1).map((r) => r.y0)).length === 2;

/**
 * Tables whose cells are parted by rules, or by the edges of shaded boxes. Rows shaded one by one are left to the banded
 * tables; `lone` frames of one row are tables only where no banded table takes them in.
 * @param known tables of the page that are read already: what they frame is left out
 */
export const ruledTables = (page: PageRuns, known: readonly Table[] = []): { readonly tables: readonly Table[]; readonly lone: readonly Table[] } => {
  const framed = page.rulings
    .filter((r) => r.x1 - r.x0 < page.width * 0.95 && r.y1 - r.y0 < page.height * 0.95 && r.y0 < page.height && r.y1 > 0)
    .map((r) => ({ ...r, y1: Math.min(r.y1, page.height), y0: Math.max(r.y0, 0) }));
  const frames = components(framed).filter((rulings) => rulings.length >= 4 && rulings.some((r) => r.x0 === r.x1 || r.y1 - r.y0 > r.x1 - r.x0));
  const stripes = striped(frames);
  const whole = frames.filter((rulings) => !stripes.has(rulings));
  const framesKnown = (rulings: readonly Ruling[]): boolean => {
    const box = { x0: Math.min(...rulings.map((r) => r.x0)), x1: Math.max(...rulings.map((r) => r.x1)), y0: Math.min(...rulings.map((r) => r.y0)), y1: Math.max(...rulings.map((r) => r.y1)) };
    return known.some((table) => !apart(box, table));
  };
  const read = (some: readonly (readonly Ruling[])[]): readonly Table[] => some.filter((rulings) => !framesKnown(rulings)).flatMap((rulings) => tableFrom(page, rulings) ?? []).toSorted((a, b) => a.y0 - b.y0);
  return { tables: read(whole.filter((rulings) => !isFlat(rulings))), lone: read(whole.filter(isFlat)) };
};
