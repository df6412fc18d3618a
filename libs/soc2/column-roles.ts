import { columnWords } from './column-roles.data.js';
import type { ColumnRole } from './column-roles.data.js';
import { criteriaIn, leadingCriteria } from './criteria.js';
import { cellAt, emptyCell, filled, partOf } from './table.js';
import type { Row, Table } from './table.js';

export type Roles = readonly (ColumnRole | null)[];

/** What the column under a heading holds; null where the words are not known. */
export const roleOf = (heading: string): ColumnRole | null => {
  const text = heading.toLowerCase().replace(/[’`]/g, "'").replace(/\s+/g, ' ').replace(/[:*]+$/, '').trim();
  if (text === '' || text.length > 90 || /[.!?]\s/.test(text.replace(/\b(no|ref|nr|u\.s)\.\s/g, '')) || (/\.$/.test(text) && !/\b(?:no|ref|nr)\.$/.test(text)) || criteriaIn(heading).length > 0) return null;
  return columnWords.find(({ pattern }) => pattern.test(text))?.role ?? null;
};

/**
 * The roles that a row names, where it is a heading row: at least two cells name a role, and no filled cell is a long text.
 */
export const headingRoles = (row: Row): Roles | null => {
  const cells = filled(row);
  if (cells.length < 2 || cells.some((cell) => cell.text.length > 90)) return null;
  const roles = row.cells.map((cell) => roleOf(cell.text));
  const named = roles.filter((role) => role !== null);
  if (named.length < 2 || named.length < cells.length / 2) return null;
  // beside tests, a column of exceptions is where results stand
  const told = roles.includes('test') && !roles.includes('result') ? roles.map((role) => (role === 'exception' ? 'result' : role)) : roles;
  return unique(told);
};

/** Where two columns got one role, the later one keeps it only if it may repeat. */
const unique = (roles: Roles): Roles =>
  roles.map((role, i) => (role !== null && role !== 'framework' && roles.indexOf(role) !== i ? (role === 'control' ? null : role === 'criterion' ? null : role) : role));

/** Index of the first column with a role, or -1. */
export const columnWith = (roles: Roles, role: ColumnRole): number => roles.indexOf(role);

const alike = (a: Table, b: Table): boolean =>
  a.columns.length === b.columns.length && a.columns.every((column, i) => {
    const other = b.columns[i];
    if (!other) return false;
    const shared = Math.min(column.x1, other.x1) - Math.max(column.x0, other.x0);
    return shared > 0 || Math.abs(column.x0 - other.x0) < 12;
  });

/**
 * The rows of a table in the columns of the one before, where it stands like that one but lacks columns that are empty on
 * its page; null where its columns do not fall into those.
 */
const inColumnsOf = (before: Table, table: Table): readonly Row[] | null => {
  if (table.columns.length >= before.columns.length || table.columns.length < 2) return null;
  const places = table.columns.map((column) => before.columns.findIndex((other) => Math.abs(column.x0 - other.x0) < 6));
  if (places.some((place, i) => place < 0 || place <= (places[i - 1] ?? -1))) return null;
  return table.rows.map((row) => ({ ...row, cells: before.columns.map((column, c) => row.cells[places.indexOf(c)] ?? emptyCell(column.x0, row.y0)) }));
};

/** A table whose first cells are labels, such as "Control ID" and "Criteria". */
export const isCard = (table: Table): boolean => {
  const labels = table.rows.map((row) => roleOf((filled(row)[0]?.text ?? '').replace(/:$/, ''))).filter((role) => role !== null);
  return (table.rows.length === 1 ? table.columns.length === 2 && labels.length === 1 : new Set(labels).size >= 2) && labels.length >= table.rows.length * 0.5;
};

const shapeOf = (id: string): string => id.replace(/\p{Lu}+/gu, 'A').replace(/\d+/g, '#');

/**
 * A row in which several controls stand because no rule parts them (they share the cell of a criterion): parted between two
 * ids, at the widest strip that the cells beside them leave.
 */
const partedByIds = (row: Row, roles: Roles): readonly Row[] => {
  const column = columnWith(roles, 'id');
  const ids = cellAt(row, column);
  if (column < 0 || !roles.includes('control') || ids.lines.length < 2 || (ids.ys.at(-1) ?? 0) > row.y1 + 2) return [row];
  const names = ids.lines.map((line) => line.trim());
  if (new Set(names.map(shapeOf)).size > 1 || new Set(names).size < names.length || names.some((name) => !/\d$/.test(name) || name.length > 16 || criteriaIn(name).length > 0)) return [row];
  const shared = columnWith(roles, 'criterion');
  const ys = [...new Set(row.cells.flatMap((cell, i) => (i === shared ? [] : cell.ys)))].sort((a, b) => a - b);
  const leading = Math.min(...row.cells.flatMap((cell) => cell.ys.slice(1).map((y, i) => y - (cell.ys[i] ?? 0))).filter((gap) => gap > 5));
  const edges = ids.ys.slice(1).map((y, i) => {
    const between = ys.filter((other) => other >= (ids.ys[i] ?? 0) && other <= y);
    const gaps = between.slice(1).map((next, k) => ({ gap: next - (between[k] ?? 0), at: (next + (between[k] ?? 0)) / 2 }));
    return gaps.reduce((best, next) => (next.gap > best.gap ? next : best), { gap: 0, at: 0 });
  });
  if (edges.some(({ gap }) => gap <= 1.15 * leading)) return [row];
  const bounds = [Number.NEGATIVE_INFINITY, ...edges.map(({ at }) => at), Number.POSITIVE_INFINITY];
  return bounds.slice(0, -1).map((from, i) => {
    const to = bounds[i + 1] ?? 0;
    const cells = row.cells.map((cell, c) => (c === shared ? (i === 0 ? cell : emptyCell(cell.x0, from)) : partOf(cell, from, to)));
    return { ...row, cells, y0: i === 0 ? row.y0 : from, y1: i === edges.length ? row.y1 : to };
  });
};

const mostOf = (texts: readonly string[], is: (text: string) => boolean): boolean => texts.length >= 3 && texts.filter(is).length >= 0.8 * texts.length;

/** Roles of columns whose heading is not known, where what stands in them says it: criteria, or short ids that differ. */
const byContent = (roles: Roles, rows: readonly Row[]): Roles =>
  roles.reduce<Roles>((all, role, c) => {
    const texts = rows.filter((row) => !row.spanning).map((row) => cellAt(row, c).text.trim()).filter(Boolean);
    if (role !== null) return all;
    const named = !all.includes('criterion') && mostOf(texts, (text) => text.length < 60 && leadingCriteria(text)?.rest === '') ? 'criterion'
      : !all.includes('id') && new Set(texts).size > 0.7 * texts.length && mostOf(texts, (text) => text.length <= 14 && /\d$/.test(text) && /^[\p{Lu}\d]/u.test(text)) ? 'id' : null;
    return named ? all.map((known, i) => (i === c ? named : known)) : all;
  }, roles);

/** A table with the roles of its columns; rows are those below its heading row. */
export interface ReadTable {
  readonly table: Table;
  readonly roles: Roles;
  readonly rows: readonly Row[];
  /** Text of the rows above the heading, such as a series title. */
  readonly above: readonly string[];
  /** Whether the roles were taken from the table before. */
  readonly continued: boolean;
}

/**
 * Finds the heading row of each table, in order; a table without one that stands like the table before continues it.
 * Tables whose columns stay unknown get roles of null.
 */
export const withRoles = (tables: readonly Table[]): readonly ReadTable[] => {
  const read: ReadTable[] = [];
  for (const table of tables) {
    const found = table.rows.length > 1 && isCard(table) ? -1 : table.rows.findIndex((row, i) => i < 4 && headingRoles(row) !== null);
    const headed = found < 0 ? null : headingRoles(table.rows[found] as Row);
    if (headed) {
      const roles = byContent(headed, table.rows.slice(found + 1));
      const rows = table.rows.slice(found + 1).filter((row) => headingRoles(row) === null).flatMap((row) => partedByIds(row, roles));
      const before = read.findLast((other) => other.roles.some((role) => role !== null));
      const running = table.rows.slice(0, found).filter((row) => !row.spanning);
      // the rest of a row that the page before began may stand above the repeated heading
      if (before && running.length > 0 && before.table.page === table.page - 1 && alike(before.table, table)) read.push({ table: { ...table, rows: running }, roles: before.roles, rows: running, above: [], continued: true });
      read.push({ table, roles, rows, above: table.rows.slice(0, found).flatMap((row) => filled(row).map((cell) => cell.text)), continued: false });
      continue;
    }
    const before = read.findLast((other) => other.roles.some((role) => role !== null));
    const near = before && !isCard(table) && table.page - before.table.page <= 1;
    const following = !near ? null : alike(before.table, table) ? table.rows : inColumnsOf(before.table, table);
    if (before && following) read.push({ table: { ...table, columns: before.table.columns }, roles: before.roles, rows: following.flatMap((row) => partedByIds(row, before.roles)), above: [], continued: true });
    else read.push({ table, roles: table.columns.map(() => null), rows: table.rows, above: [], continued: false });
  }
  return read;
};
