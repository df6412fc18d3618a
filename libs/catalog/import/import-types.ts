import type { CommonControl, DirectRow, Framework } from '#libs/crosswalk/catalog-types.js';
import type { OverlayRow } from '#libs/crosswalk/overlay-types.js';

/** Where something stands in an imported file. */
export interface Place {
  readonly file: string;
  /** Of a workbook; null elsewhere. */
  readonly sheet: string | null;
  /** Line or row, from 1, the header included; of a JSON file the number of the entry. */
  readonly line: number;
}

/** Something wrong in an imported file: where, in which field, what, and how to mend it. */
export interface ImportProblem extends Place {
  readonly field: string;
  readonly message: string;
  /** Of a file for an edition that was replaced: the ids that it names, each with those of the edition that is here. */
  readonly newIds?: readonly { readonly id: string; readonly now: readonly string[] }[];
}

export type Say = (place: Place, field: string, message: string) => void;

/** One row of a table by the names of its columns. */
export interface TableRow extends Place {
  /** The text of a column, trimmed; empty where there is no such column. */
  readonly get: (column: string) => string;
}

/** One end of a relation as the file has it. */
export interface SaidEnd {
  /** As said: an id, a name, maybe with a version; `concord` is the hub of common controls. */
  readonly framework: string;
  readonly version: string;
  readonly id: string;
  /** The names of the columns or members, for messages. */
  readonly fields: { readonly framework: string; readonly version: string; readonly id: string };
}

/** One relation as the file has it, before anything is checked. */
export interface Said extends Place {
  readonly from: SaidEnd;
  readonly to: SaidEnd;
  readonly relationship: string;
  readonly strength: string;
  readonly rationale: string;
  readonly reason: string;
  readonly origin: string;
  readonly reviewed: boolean;
  readonly inUnion: string;
}

/** What a file holds, read and not yet held against a catalog. */
export interface FileContent {
  readonly frameworks: readonly Framework[];
  readonly controls: readonly CommonControl[];
  readonly said: readonly Said[];
  /** Where each framework and control stands, by its id. */
  readonly places: ReadonlyMap<string, Place>;
}

/** What the person says beside the file. */
export interface ImportOptions {
  /** The framework of rows whose file does not name one, as `pci-dss` or `PCI DSS 4.0.1`. */
  readonly framework?: string | undefined;
  /** Of files that relate two frameworks: where they start and where they lead, if the file does not say it. */
  readonly to?: string | undefined;
}

/** A row with the place in the file that it came from. */
export type PlacedRow = { readonly row: OverlayRow | DirectRow; readonly place: Place };

/** The hub's name in files. */
export const HUB = 'concord';
