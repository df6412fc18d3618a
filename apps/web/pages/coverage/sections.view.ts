import type { ReplyOf } from '#libs/contracts/contract.js';
import type { frameworkGet } from '#libs/contracts/crosswalk.contract.js';

type Tree = ReplyOf<typeof frameworkGet>;

/** A branch of a framework's tree that a heat map shows. */
export interface ShownSection {
  readonly id: string;
  /** The standard's own number; '' where the branch only has a name. */
  readonly number: string;
  readonly title: string;
  readonly deep: boolean;
  /** Whether branches of it are shown below it; the innermost ones open into requirements. */
  readonly hasDeeper: boolean;
}

const mostRows = 60;

/**
 * The branches that a heat map shows: the first two levels that hold requirements, or only the first
 * where the second would be more than a page of rows.
 */
export function shownSections({ requirements }: Tree): ShownSection[] {
  const parents = new Set(requirements.map(({ parent }) => parent));
  const branches = requirements.filter(({ id, assessable }) => !assessable && parents.has(id));
  const depthOf = (id: string): number => {
    const parent = requirements.find((one) => one.id === id)?.parent;
    return parent ? depthOf(parent) + 1 : 0;
  };
  const upTo = (depth: number): ShownSection[] => branches.filter(({ id }) => depthOf(id) <= depth).map(({ id, kind, title }) => ({ id, number: ['part', 'subpart'].includes(kind) ? '' : id, title, deep: depthOf(id) > 0, hasDeeper: depth > depthOf(id) && branches.some(({ parent }) => parent === id) }));
  const two = upTo(1);
  return two.length <= mostRows ? two : upTo(0);
}

/** The rows of an opened branch: each of its requirements with a cell per column. */
export function requirementRows<Cell>({ requirements }: Tree, shown: ReadonlySet<string>, cellsOf: (id: string) => readonly Cell[]) {
  return requirements.filter(({ id }) => shown.has(id)).map(({ id, title }) => ({ id, text: title, deep: true, leaf: true, cells: cellsOf(id) }));
}
