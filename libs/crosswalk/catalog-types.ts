/**
 * The plain data that the crosswalk engine takes. A loader reads it from files and a tenant's overlay;
 * the engine never reads a file itself. All arrays are in file order, but no answer depends on order.
 */

/** Set-theory relationship from a requirement's duties to those of another node (NIST IR 8477, section 4). */
export type Relationship =
  | 'equal' //      the same duties
  | 'subset' //     every duty of the requirement lies in the other node, which has more
  | 'superset' //   the requirement holds every duty of the other node, and more
  | 'intersects' // they share duties and neither holds the other; counts as `overlaps` until reviewed
  | 'overlaps' //   not disjoint, no more is said
  | 'disjoint'; //  no duty in common

/** Why a row holds: the words agree, the meaning agrees, or the effect agrees (NIST IR 8477, section 3). */
export type Rationale = 'syntactic' | 'semantic' | 'functional';

/** Organization-defined parameters, each with an order from stricter to looser. */
export type ParameterKind = 'every' | 'within' | 'at-least' | 'at-most' | 'for' | 'scope';

/** Where a piece of data stands, so that a problem can name it. `line` counts from 1, the header included. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number;
}

export interface RequirementReference {
  readonly framework: string;
  readonly id: string;
}

export interface Requirement {
  readonly id: string;
  /** Id of the parent in the same framework; null at the top. */
  readonly parent: string | null;
  /** The standard's own word: criterion, clause, specification, paragraph … */
  readonly kind: string;
  /** Short title in our words. */
  readonly title: string;
  readonly assessable: boolean;
  /** Roles that it binds; empty: it binds everybody. */
  readonly appliesTo: readonly string[];
  /** What it asks that no common control holds, in our words; null: nothing is named. */
  readonly residue: string | null;
  /** `yes`: the controls of `union` together hold all of it. `judgement`: principle-based. */
  readonly exhausted: 'yes' | 'no' | 'judgement';
  /**
   * The named set of mapped controls for `exhausted: yes`, written as in the mapping rows (`VUL-02[every<=3 months]`).
   * It holds only while a reviewed row of this requirement stands behind each of them; rows outside it are no part of the union.
   */
  readonly union: readonly string[];
  /** Legal text that may be shipped; null where the standard is copyrighted. */
  readonly text: string | null;
}

export interface Framework {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly publisher: string;
  /** False: looked at only by those who chose it. */
  readonly shown?: boolean;
  readonly requirements: readonly Requirement[];
}

export interface ControlParameter {
  readonly parameter: ParameterKind;
  /** What it measures, in a few words: "time between scans". A control has at most one parameter of a kind. */
  readonly measures: string;
  /** The unit that people usually give; null for `scope` and bare numbers. */
  readonly unit: string | null;
}

export interface CommonControl {
  /** For example `IAM-03`. No bound. */
  readonly id: string;
  readonly domain: string;
  readonly title: string;
  /** One outcome that one test can check, in one sentence. */
  readonly statement: string;
  readonly parameters: readonly ControlParameter[];
  /** Synonyms that auditors and vendors use. */
  readonly searchTerms: readonly string[];
  /** How to check it. */
  readonly test: string;
  /** Where published frameworks, of this catalog or not, say it too. They never enter coverage. */
  readonly references: readonly RequirementReference[];
}

/** One requirement to one common control. */
export interface MappingRow {
  /** Unique in the catalog and stable between loads. */
  readonly id: string;
  readonly framework: string;
  readonly requirement: string;
  /** A common control, with its bound where there is one: `VUL-02[every<=3 months]`. */
  readonly control: string;
  /** From the requirement to the control. */
  readonly relationship: Relationship;
  /** 1–10. */
  readonly strength: number;
  readonly rationale: Rationale;
  readonly reason: string;
  /** `own`, or the published map that it follows. */
  readonly origin: string;
  readonly reviewed: boolean;
  readonly source: SourcePlace;
}

/** One requirement straight to another, of the same or another framework. */
export interface DirectRow {
  readonly id: string;
  readonly from: RequirementReference;
  readonly to: RequirementReference;
  readonly relationship: Relationship;
  /** 1–10. */
  readonly strength: number;
  readonly rationale: Rationale;
  readonly reason: string;
  readonly origin: string;
  readonly reviewed: boolean;
  readonly source: SourcePlace;
}

export interface Catalog {
  /** Content hash of the shipped data and the overlay. */
  readonly hash: string;
  readonly frameworks: readonly Framework[];
  readonly controls: readonly CommonControl[];
  readonly rows: readonly MappingRow[];
  readonly directRows: readonly DirectRow[];
}
