import type { Measured } from './parameter.js';

/** From weakest to strongest; audited-design is a Type I report, audited-operation a Type II. */
export const ASSURANCES = ['attested', 'evidenced', 'audited-design', 'audited-operation'] as const;
export type Assurance = (typeof ASSURANCES)[number];

export type SourceKind = 'answer' | 'report' | 'bridge-letter' | 'document' | 'test' | 'manual';

/** One fact about one party. Dates are ISO calendar dates. */
export interface Evidence {
  readonly id: string;
  /** The highest version of an id counts. */
  readonly version: number;
  readonly withdrawn?: boolean | undefined;
  readonly party: string;
  readonly target: { readonly kind: 'control' | 'requirement'; readonly framework?: string | undefined; readonly id: string };
  readonly verdict: 'met' | 'excepted' | 'not-met' | 'not-applicable';
  readonly assurance: Assurance;
  readonly period: {
    readonly from: string;
    /** Null or absent: a point in time at `from`. */
    readonly to?: string | null | undefined;
    /** Overrides the grace of its source. */
    readonly countsUntil?: string | null | undefined;
  };
  /** Ids of services or systems; absent or empty: all in scope. */
  readonly scope?: readonly string[] | undefined;
  readonly source: {
    readonly kind: SourceKind;
    readonly label: string;
    readonly id?: string | undefined;
    readonly page?: number | undefined;
    readonly quote?: string | undefined;
  };
  readonly note?: string | undefined;
  readonly measured?: readonly Measured[] | undefined;
}

/** What coverage is asked for. */
export interface Ask {
  readonly party: string;
  /** ISO calendar date. */
  readonly at: string;
  /** Ids of services or systems; absent or empty: all in scope. */
  readonly scope?: readonly string[] | undefined;
  /** The party's roles; absent: every requirement binds. */
  readonly roles?: readonly string[] | null | undefined;
  /** Ids of frameworks; absent or empty: all of the catalog. */
  readonly frameworks?: readonly string[] | undefined;
  /** Only evidence of this assurance or better. */
  readonly assurance?: Assurance | undefined;
  /** Months that evidence counts after its end; absent: {@link GRACE}. */
  readonly grace?: Grace | undefined;
  /** Build the reasons of every requirement too. */
  readonly reasons?: boolean | undefined;
}

/** Months after the end of a period, and after a point in time, per kind of source. */
export type Grace = Readonly<Record<SourceKind, { readonly period: number; readonly point: number }>>;

/** A certificate (a document with an end) counts until it expires, a bridge letter for its own days, the rest for a year more. */
export const GRACE: Grace = {
  answer: { period: 12, point: 12 },
  report: { period: 12, point: 12 },
  'bridge-letter': { period: 0, point: 0 },
  document: { period: 0, point: 12 },
  test: { period: 12, point: 12 },
  manual: { period: 12, point: 12 },
};
