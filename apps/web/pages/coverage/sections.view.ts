import type { ReplyOf } from '#libs/contracts/contract.js';
import type { frameworkGet } from '#libs/contracts/crosswalk.contract.js';
import type { CoverageFilter } from './coverage-filter.js';

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

type Requirement = NonNullable<Parameters<typeof stateOf>[0]> & { readonly id: string };

/** A column of a heat map: what it knows of requirements, and where a requirement's cell leads. */
interface Column {
  readonly requirements: readonly Requirement[] | undefined;
  readonly hrefOf: (id: string) => string;
}

/**
 * A branch's row, with those of its requirements where it is opened; none where the filter leaves nothing of it.
 * @param hrefTo the page with that branch opened, or with none
 */
export function sectionRows<Cell extends { readonly of: number | undefined }>(
  tree: Tree, section: ShownSection, filter: CoverageFilter, { cells, columns, hrefTo }: { readonly cells: readonly Cell[]; readonly columns: readonly Column[]; readonly hrefTo: (open: string | undefined) => string },
) {
  if (Boolean(filter.domain ?? filter.appliesTo) && cells.every(({ of }) => of === undefined)) return [];
  const name = `${tree.id}:${section.id}`;
  const open = filter.open === name;
  const row = { id: section.number, text: section.title, deep: section.deep, cells, ...(!section.hasDeeper && { href: hrefTo(open ? undefined : name), open, toggles: true }) };
  if (!open) return [row];
  const answers = columns.map(({ requirements = [] }) => new Map(requirements.map((one) => [one.id, one])));
  const shown = new Set(answers.flatMap((own) => [...own.keys()]));
  return [row, ...tree.requirements.filter(({ id }) => shown.has(id)).map(({ id, title }) => (
    { id, text: title, deep: true, leaf: true, cells: columns.map(({ hrefOf }, at) => ({ state: stateOf(answers[at]!.get(id)), href: hrefOf(id) })) }))];
}

/** The state that a page shows for a requirement: its verdict, or that it does not bind, or that it was met and has expired. */
export function stateOf(one: { readonly binds: boolean; readonly verdict: string; readonly expired?: string | null | undefined } | undefined): string {
  if (!one) return 'unknown';
  if (!one.binds) return 'does-not-bind';
  return one.verdict === 'unknown' && one.expired ? 'expired' : one.verdict;
}
