import { columnWords } from './column-roles.data.js';
import type { ColumnRole } from './column-roles.data.js';
import { criteriaIn } from './criteria.js';
import { filled } from './table.js';
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
  return unique(roles);
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

/** A table whose first cells are labels, such as "Control ID" and "Criteria". */
export const isCard = (table: Table): boolean => {
  const labels = table.rows.map((row) => roleOf((filled(row)[0]?.text ?? '').replace(/:$/, ''))).filter((role) => role !== null);
  return (table.rows.length === 1 ? table.columns.length === 2 && labels.length === 1 : new Set(labels).size >= 2) && labels.length >= table.rows.length * 0.5;
};

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
    const roles = found < 0 ? null : headingRoles(table.rows[found] as Row);
    if (roles) {
      const rows = table.rows.slice(found + 1).filter((row) => headingRoles(row) === null);
      const before = read.findLast((other) => other.roles.some((role) => role !== null));
      const running = table.rows.slice(0, found).filter((row) => !row.spanning);
      // the rest of a row that the page before began may stand above the repeated heading
      if (before && running.length > 0 && before.table.page === table.page - 1 && alike(before.table, table)) read.push({ table: { ...table, rows: running }, roles: before.roles, rows: running, above: [], continued: true });
      read.push({ table, roles, rows, above: table.rows.slice(0, found).flatMap((row) => filled(row).map((cell) => cell.text)), continued: false });
      continue;
    }
    const before = read.findLast((other) => other.roles.some((role) => role !== null));
    const follows = before && !isCard(table) && table.page - before.table.page <= 1 && alike(before.table, table);
    read.push({ table, roles: follows ? before.roles : table.columns.map(() => null), rows: table.rows, above: [], continued: Boolean(follows) });
  }
  return read;
};
