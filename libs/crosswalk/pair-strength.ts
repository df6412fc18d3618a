/**
 * How strongly two requirements have to do with each other, whatever is provable. The numbers are in one place, and
 * were chosen once over all frameworks together, never for one pair of them.
 *
 * 1. A control that both map to brings evidence: the product of both rows' strengths, steep enough that several
 *    incidental rows do not outweigh one that is the point of both requirements ({@link STEEPNESS}).
 * 2. Rows on different scopes of one control (policies for networks, policies against malware) share only its
 *    subject: one part of as many as the two frameworks tell scopes of it apart, and the square of that where each
 *    scope has its own place in the other framework. Rows whose scopes meet share as much as the smaller scope lies
 *    in the larger.
 * 3. What much of a framework maps to says little about two of its requirements. Breadth counts strong rows for more
 *    than weak ones, and of rows on other scopes only the subject, so that a control which a standard splits into
 *    eight requirements stays specific to each of them.
 * 4. Evidence of several controls adds up; the scale to 10 saturates.
 * 5. A requirement deserves its best counterpart: evidence keeps its full weight where one of the two has no better
 *    counterpart in the other framework, and fades as both have better ones.
 *
 * A row straight between two requirements is a judgement of that very pair: its strength stands for all of this.
 */

/** One requirement's row, or rows, to one common control. */
export interface Holder {
  readonly requirement: number;
  /** Of its strongest row, 1–10. */
  readonly strength: number;
  /** Scope ids of its rows; null: the whole control. */
  readonly scope: ReadonlySet<string> | null;
}

/** Exponent of a row's strength as a share of 10. */
const STEEPNESS = 2.5;
/** Exponent of both frameworks' breadth together; ½ would be their geometric mean. */
const BREADTH = 1 / 3;
/** Exponent of how near a pair comes to the better of its two requirements' best counterparts. */
const NEARNESS = 0.5;
/** The weight that is a claim: about one shared control, by rows of 7, that is worth five full-strength requirements in each framework. */
const CLAIM = 0.06;

/**
 * What one control brings to each pair of requirements that map to it.
 *
 * @param left the rows of one framework to this control, at most one a requirement
 * @param right those of the other
 * @param take is given each pair of requirements with its evidence, above 0
 */
export function weighControl(left: readonly Holder[], right: readonly Holder[], take: (from: number, to: number, evidence: number) => void): void {
  const [leftIds, rightIds] = [scopeIds(left), scopeIds(right)];
  const subject = 1 / Math.max(1, new Set([...leftIds, ...rightIds]).size);
  const placed = left.map(({ scope }) => !isApart(scope, rightIds));
  const shares = left.map((from, at) => right.map((to) => {
    if (!isApart(from.scope, to.scope)) return sharedScope(from.scope, to.scope);
    return placed[at]! && !isApart(to.scope, leftIds) ? subject ** 2 : subject;
  }));
  const rightBreadth = shares.map((row) => breadth(right, row));
  const leftBreadth = right.map((_, at) => breadth(left, shares.map((row) => row[at]!)));
  for (const [i, from] of left.entries()) {
    for (const [j, to] of right.entries()) {
      const agreement = ((from.strength / 10) * (to.strength / 10)) ** STEEPNESS;
      take(from.requirement, to.requirement, (agreement * shares[i]![j]!) / (rightBreadth[i]! * leftBreadth[j]!) ** BREADTH);
    }
  }
}

/**
 * The strength of a pair: from 0 towards 10, one decimal, 5 where it becomes a claim.
 *
 * @param evidence of this pair, added up
 * @param bestFrom the most evidence that its first requirement has with any requirement of the other framework
 * @param bestTo the same of its second requirement
 */
export function strengthOf(evidence: number, bestFrom: number, bestTo: number): number {
  if (evidence <= 0) return 0;
  const weight = evidence * (evidence / Math.min(bestFrom, bestTo)) ** NEARNESS;
  return Math.round((100 * weight) / (weight + CLAIM)) / 10;
}

function scopeIds(holders: readonly Holder[]): ReadonlySet<string> {
  return new Set(holders.flatMap(({ scope }) => [...(scope ?? [])]));
}

/** Whether two scopes have no id in common; the whole control, null, meets every scope. */
function isApart(left: ReadonlySet<string> | null, right: ReadonlySet<string> | null): boolean {
  return left !== null && right !== null && ![...left].some((id) => right.has(id));
}

/** How much of the smaller scope lies in the larger. */
function sharedScope(left: ReadonlySet<string> | null, right: ReadonlySet<string> | null): number {
  if (left === null || right === null) return 1;
  return [...left].filter((id) => right.has(id)).length / Math.min(left.size, right.size);
}

/** How many full-strength requirements these rows are worth, as seen from a row that shares so much with each; at least 1. */
function breadth(holders: readonly Holder[], shares: readonly number[]): number {
  return Math.max(1, holders.reduce((sum, { strength }, at) => sum + (strength / 10) ** 2 * shares[at]!, 0));
}
