import type { Place, TableRow } from './import-types.js';

/** What the rows of a table are, told by its header. */
export type TableKind = 'rows' | 'direct' | 'olir' | 'tree' | 'controls' | 'frameworks';

export interface Table {
  readonly kind: TableKind;
  readonly header: Place;
  readonly columns: ReadonlySet<string>;
  readonly rows: readonly TableRow[];
}

/** Lines of text cells, each with its number in the file. */
export interface Grid {
  readonly file: string;
  readonly sheet: string | null;
  readonly lines: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

const searched = 30;

/** The columns that tell a kind, the most telling first. */
const signs: readonly (readonly [TableKind, readonly string[]])[] = [
  ['olir', ['focal_document_element', 'reference_document_element', 'relationship']],
  ['direct', ['from', 'to', 'relationship']],
  ['rows', ['requirement', 'control', 'relationship']],
  ['controls', ['id', 'statement']],
  ['tree', ['id', 'parent', 'title']],
  ['frameworks', ['id', 'name', 'version']],
];

/** `Strength of Relationship (optional)` is the column `strength_of_relationship`. */
export function columnName(header: string): string {
  return header.toLowerCase().replace(/\((optional|required|mandatory)\)/g, '').replace(/[^a-z0-9]+/g, '_').replace(/^_|_$/g, '');
}

/** The table of a grid, by the first of its lines that is a header; null where none is. */
export function tableOf({ file, sheet, lines }: Grid): Table | null {
  for (const [at, { line, cells }] of lines.slice(0, searched).entries()) {
    const names = cells.map(columnName);
    const kind = signs.find(([, columns]) => columns.every((column) => names.includes(column)))?.[0];
    if (kind === undefined) continue;
    const index = new Map<string, number>();
    names.forEach((name, column) => { if (name !== '' && !index.has(name)) index.set(name, column); });
    const rows = lines.slice(at + 1).filter((one) => one.cells.some((cell) => cell.trim() !== '')).map((one): TableRow => ({
      file, sheet, line: one.line, get: (column) => (one.cells[index.get(column) ?? -1] ?? '').trim(),
    }));
    return { kind, header: { file, sheet, line }, columns: new Set(index.keys()), rows };
  }
  return null;
}

/** A sheet as a reader of files gives it; a text file is one sheet. */
interface SheetRows {
  readonly name: string;
  readonly hidden?: boolean;
  readonly rows: readonly (readonly string[])[];
  readonly lines?: readonly number[];
}

/** The visible sheets of a file, their rows numbered as the file numbers them. */
export function gridsOf(file: string, sheets: readonly SheetRows[]): Grid[] {
  return sheets.filter(({ hidden }) => !hidden).map(({ name, rows, lines }) => ({
    file, sheet: lines ? null : name, lines: rows.map((cells, at) => ({ line: lines?.[at] ?? at + 1, cells })),
  }));
}
