import type { Relationship } from './catalog-types.js';
import type { RelationName } from './relation.js';

/** A bare model: sets of duties, what is said of them, and what is known to be fulfilled. */
export interface Model {
  readonly nodes: readonly string[];
  readonly rows: readonly { readonly from: string; readonly to: string; readonly relation: Relationship }[];
  /** A node lies inside the union of the named nodes. */
  readonly parts?: Readonly<Record<string, readonly string[]>>;
  /** `met`: every duty of the node is fulfilled; `not-met`: at least one is not. */
  readonly evidence?: readonly { readonly node: string; readonly verdict: 'met' | 'not-met' }[];
  /** How far relations are composed; default `all`: to the fixed point of path consistency. */
  readonly hops?: 2 | 'all';
}

export type ModelVerdict = 'met' | 'not-met' | 'partly' | 'unknown' | 'contradiction';

export interface Answer {
  /** Each unordered pair once, in the order of `nodes`, where something is known. */
  readonly relations: readonly { readonly from: string; readonly to: string; readonly mask: readonly RelationName[] }[];
  readonly verdicts: Readonly<Record<string, ModelVerdict>>;
  /** Disjoint minimal sets of row indices that cannot all be true; they are set aside. */
  readonly contradictions: readonly (readonly number[])[];
}

/** A model that does not say what it must; `at` is the path in the model. */
export class ModelFault extends Error {
  readonly code = 'model.invalid';
  constructor(readonly at: string, message: string) {
    super(`${at}: ${message}`);
    this.name = 'ModelFault';
  }
}
