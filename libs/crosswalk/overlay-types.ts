import type { CommonControl, DirectRow, Framework, MappingRow } from './catalog-types.js';

/** A tenant's mapping row; `inUnion`: its control belongs to the named set of an exhausted requirement of the tenant's own framework. */
export interface OverlayRow extends MappingRow {
  readonly inUnion: boolean;
}

/** What one import or one edit puts over the shipped catalog. A later change outweighs an earlier one, piece by piece. */
export interface OverlayChange {
  /** The tenant's own frameworks, whole. */
  readonly frameworks: readonly Framework[];
  readonly controls: readonly CommonControl[];
  readonly rows: readonly OverlayRow[];
  readonly directRows: readonly DirectRow[];
  /** Ids of rows, shipped or own, that do not count any more. */
  readonly removed: readonly string[];
}

export const EMPTY_CHANGE: OverlayChange = { frameworks: [], controls: [], rows: [], directRows: [], removed: [] };

/** A piece of an overlay that has nothing to lie over: it is kept, counts for nothing, and is told. */
export interface Stranded {
  readonly kind: 'framework' | 'control' | 'row' | 'direct-row';
  readonly id: string;
  readonly says: string;
}
