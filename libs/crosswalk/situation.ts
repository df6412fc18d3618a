import type { Compiled } from './compiled.js';
import { disagreementsOf } from './disagreements.js';
import type { Disagreements } from './disagreements.js';
import type { Ask, Evidence } from './evidence-types.js';
import { placeEvidence } from './place-evidence.js';
import type { Unplaced } from './place-evidence.js';
import { prove } from './prove.js';
import type { Proof } from './prove.js';
import { partScope, selectEvidence } from './select-evidence.js';
import type { Counted, ScopePart } from './select-evidence.js';
import { findOverlaps } from './verdict.js';

/** What is proven on one part of the asked scope. */
export interface PartProof {
  /** Null stands for everything in scope that no fact names. */
  readonly ids: readonly (string | null)[];
  readonly proof: Proof;
  readonly overlaps: Int32Array;
  readonly disagreements: Disagreements;
  /** What would be proven if expired evidence were renewed; null where none has expired. */
  readonly renewed: Proof | null;
}

/** Everything that follows for one party, at one date, for one scope; verdicts and reasons are read off it. */
export interface Situation {
  readonly parts: readonly PartProof[];
  readonly unplaced: readonly Unplaced[];
}

/** Selects, places and closes the evidence about the asked party. `expiry: false` leaves out what renewal would prove. */
export function assess(compiled: Compiled, evidence: readonly Evidence[], ask: Ask & { readonly expiry?: boolean }): Situation {
  const facts = selectEvidence(evidence, ask);
  const unplaced = new Map<string, Unplaced>();
  const proveFacts = (counted: readonly Counted[]): Proof => {
    const placed = placeEvidence(compiled, counted);
    for (const one of placed.unplaced) unplaced.set(one.evidence, one);
    return prove(compiled, placed.marks);
  };
  const parts = partScope(facts, ask.scope ?? []).map(({ ids, facts: here }: ScopePart): PartProof => {
    const current = here.filter(({ expired }) => !expired);
    const renewable = here.filter(({ expired, fact }) => !expired || fact.verdict !== 'not-met');
    const proof = proveFacts(current);
    const renewed = ask.expiry !== false && renewable.length > current.length ? proveFacts(renewable) : null;
    return { ids, proof, overlaps: findOverlaps(compiled, proof), disagreements: disagreementsOf(compiled, proof.marks), renewed };
  });
  return { parts, unplaced: [...unplaced.values()].sort((a, b) => (a.evidence < b.evidence ? -1 : 1)) };
}
