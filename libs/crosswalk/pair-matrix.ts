import type { Framework, Requirement } from './catalog-types.js';
import type { Pair } from './pairs.js';
import { below, CLAIMED } from './pair-filter.js';

/** A row or a column of a matrix: a branch of a framework, or one requirement. */
export interface MatrixSide {
  readonly id: string;
  readonly title: string;
  /** The standard's own word for it. */
  readonly kind: string;
  readonly isRequirement: boolean;
  /** How many assessable requirements it has; 1 for a requirement. */
  readonly of: number;
}

/** What stands between a row and a column; where there is nothing there is no cell. */
export interface MatrixCell {
  readonly row: number;
  readonly column: number;
  /** Pairs that are claimed, weaker ones, and ones that are proven apart. */
  readonly claimed: number;
  readonly related: number;
  readonly apart: number;
  /** Requirements of the row with a claimed counterpart in the column. */
  readonly reached: number;
  readonly strongest: number;
  /** Of two requirements: what is proven of them. */
  readonly relation: Pair['relation'] | null;
}

export interface PairMatrix {
  readonly rows: readonly MatrixSide[];
  readonly columns: readonly MatrixSide[];
  readonly cells: readonly MatrixCell[];
}

const fewest = 6;
const most = 32;

/** Two frameworks, or a branch of each, side by side: how many pairs stand between each part of the one and of the other. */
export function matrixOf(left: Framework, right: Framework, pairs: readonly Pair[], at: { readonly left?: string | undefined; readonly right?: string | undefined }): PairMatrix {
  const [rows, columns] = [partsOf(left, at.left), partsOf(right, at.right)];
  const [rowOf, columnOf] = [placesOf(left, rows), placesOf(right, columns)];
  const grouped = new Map<number, Pair[]>();
  for (const pair of pairs) {
    const [row, column] = [rowOf.get(pair.from), columnOf.get(pair.to)];
    if (row === undefined || column === undefined) continue;
    const key = row * columns.length + column;
    grouped.set(key, [...(grouped.get(key) ?? []), pair]);
  }
  const cells = [...grouped].sort(([a], [b]) => a - b).map(([key, own]) => {
    const [row, column] = [Math.floor(key / columns.length), key % columns.length];
    const claimed = own.filter(({ strength }) => strength >= CLAIMED);
    const apart = own.filter(({ relation }) => relation === 'disjoint').length;
    return {
      row, column, claimed: claimed.length, related: own.length - claimed.length - apart, apart, reached: new Set(claimed.map(({ from }) => from)).size,
      strongest: own.reduce((best, { strength }) => Math.max(best, strength), 0),
      relation: rows[row]!.isRequirement && columns[column]!.isRequirement ? own[0]!.relation : null,
    };
  });
  return { rows, columns, cells };
}

/**
 * The parts of a framework, or of a branch, that a matrix shows: its children, opened further while they are few and
 * would not become too many. A requirement stands for itself.
 */
export function partsOf(framework: Framework, at?: string): MatrixSide[] {
  const byParent = new Map<string | null, Requirement[]>();
  for (const one of framework.requirements) byParent.set(one.parent, [...(byParent.get(one.parent) ?? []), one]);
  const assessables = (id: string): number => [...below(framework, id)!].filter((one) => framework.requirements.find((each) => each.id === one)!.assessable).length;
  const isOpen = ({ id, assessable }: Requirement): boolean => !assessable && byParent.has(id);
  const top = at === undefined ? undefined : framework.requirements.find(({ id }) => id === at);
  let parts = top ? (byParent.get(top.id) ?? []) : (byParent.get(null) ?? []);
  if (top?.assessable || (top && parts.length === 0)) parts = [top];
  while (parts.length < fewest && parts.some(isOpen)) {
    const next = parts.flatMap((part) => (isOpen(part) ? byParent.get(part.id)! : [part]));
    if (next.length > most) break;
    parts = next;
  }
  return parts.map(({ id, title, kind, assessable }) => ({ id, title, kind, isRequirement: assessable, of: assessable ? 1 : assessables(id) })).filter(({ of }) => of > 0);
}

/** Which part each requirement stands in. */
function placesOf(framework: Framework, parts: readonly MatrixSide[]): Map<string, number> {
  return new Map(parts.flatMap(({ id }, at) => [...below(framework, id)!].map((one): [string, number] => [one, at])));
}
