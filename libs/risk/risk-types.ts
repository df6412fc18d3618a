export type Tier = 'critical' | 'high' | 'medium' | 'low';

/** What procurement says about using a vendor before anybody is asked. Words are those of the weights in use. */
export interface RiskProfile {
  readonly dataClasses: readonly string[];
  readonly volume: string;
  readonly access: string;
  readonly criticality: string;
  readonly substitutability: string;
  readonly spend: string;
  /** ISO 3166-1 alpha-2 codes of the countries where data is kept or seen. */
  readonly countries: readonly string[];
  /** Regulated scopes the service falls into. */
  readonly regulated: readonly string[];
}

/** A word that can be chosen for a factor, its points, and how it reads. */
export interface Choice {
  readonly points: number;
  readonly says: string;
}

/** A factor with one answer, or the highest of several. */
export interface ChoiceFactor {
  readonly title: string;
  readonly choices: Readonly<Record<string, Choice>>;
}

/** A floor under the sum: when every part holds, the tier is at least this one. */
export interface MaximumRule {
  readonly atLeast: Tier;
  readonly says: string;
  readonly all: readonly { readonly factor: keyof RiskProfile; readonly oneOf: readonly string[] }[];
}

/** How a profile becomes a tier. All of it is data. */
export interface TierWeights {
  readonly version: string;
  readonly factors: Readonly<Record<'dataClasses' | 'volume' | 'access' | 'criticality' | 'substitutability' | 'spend', ChoiceFactor>>;
  readonly countries: { readonly title: string; readonly trusted: readonly string[]; readonly inside: Choice; readonly outside: Choice };
  /** Points for each regulated scope, up to `most`; `names` are how people write them. */
  readonly regulated: { readonly title: string; readonly each: number; readonly most: number; readonly names: Readonly<Record<string, string>> };
  /** The least score of each tier, in the unit of the points. */
  readonly thresholds: Readonly<Record<Exclude<Tier, 'low'>, number>>;
  readonly rules: readonly MaximumRule[];
}

/** One summand: the factor, its points out of the most possible, and the sentence that says so. */
export interface RiskSummand {
  readonly factor: string;
  readonly points: number;
  readonly of: number;
  readonly says: string;
}

export interface InherentRisk {
  readonly tier: Tier;
  /** The sum of the points, in [0, 100] with the default weights. */
  readonly score: number;
  readonly factors: readonly RiskSummand[];
  /** Sentences of the maximum rules that raised the tier above what the sum gives. */
  readonly rules: readonly string[];
}
