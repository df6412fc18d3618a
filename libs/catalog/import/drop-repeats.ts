import type { Catalog, DirectRow, Framework, MappingRow } from '#libs/crosswalk/catalog-types.js';
import type { OverlayChange } from '#libs/crosswalk/overlay-types.js';
import { directKey, rowKey } from '#libs/crosswalk/row-key.js';
import { turned } from '#libs/crosswalk/turn-relationship.js';

type Said = Pick<MappingRow, 'relationship' | 'strength' | 'rationale' | 'reason' | 'reviewed'>;

/**
 * Leaves out what says just what the shipped catalog says and what counts now: a file that Concord wrote comes back as no
 * change, and the rows that a person did not touch go on to follow the catalog's own updates.
 *
 * @param standing the catalog with the tenant's changes so far
 */
export function dropRepeats(change: OverlayChange, shipped: Catalog, standing: Catalog): OverlayChange {
  const own = new Set<MappingRow | DirectRow>([...shipped.rows, ...shipped.directRows]);
  const rows = new Map(standing.rows.filter((row) => own.has(row)).map((row) => [rowKey(row), row]));
  const directRows = new Map(standing.directRows.filter((row) => own.has(row)).map((row) => [directKey(row), row]));
  return {
    ...change,
    rows: change.rows.filter((row) => !saysSame(row, rows.get(rowKey(row)))),
    directRows: change.directRows.filter((row) => {
      const other = directRows.get(directKey(row));
      return !saysSame(row, other && isTurned(row, other) ? { ...other, relationship: turned(other.relationship) } : other);
    }),
  };
}

/** Whether a tree is the one that the catalog has under that id; its text is not asked, for files do not carry it. */
export function isTreeOf(framework: Framework, { version, requirements }: Framework): boolean {
  const told = (all: Framework['requirements']): string => JSON.stringify(all.map((one) => [one.id, one.parent, one.title, one.kind, one.assessable, one.appliesTo, one.residue, one.assessable && one.exhausted]));
  return framework.version === version && told(framework.requirements) === told(requirements);
}

function saysSame(row: Said, other: Said | undefined): boolean {
  return other !== undefined && (['relationship', 'strength', 'rationale', 'reason', 'reviewed'] as const).every((field) => row[field] === other[field]);
}

const isTurned = (row: DirectRow, other: DirectRow): boolean => row.from.framework !== other.from.framework || row.from.id !== other.from.id;
