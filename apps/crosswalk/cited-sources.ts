import type { Evidence } from '#libs/crosswalk/evidence-types.js';
import type { Reason } from '#libs/crosswalk/reason-types.js';

/**
 * The sources that a verdict rests on, each once, in the order in which its reasons name them: `SOC 2 Type II report of
 * Northgate by Castellan LLP, page 4`.
 * @param facts the facts of the party, by id
 */
export function citedSources(reasons: readonly Reason[], facts: ReadonlyMap<string, Evidence>): string[] {
  return [...new Set(reasons.flatMap(({ evidence, from }) => {
    const source = evidence === undefined ? undefined : facts.get(evidence)?.source;
    return [...(source ? [source.page ? `${source.label}, page ${source.page}` : source.label] : []), ...citedSources(from ?? [], facts)];
  }))];
}
