/** A requirement that is closed once all of these pieces of work are done; `weight` says how much it counts. */
export interface Unlock {
  readonly needs: readonly number[];
  readonly weight: number;
}

/** Up to this many pieces of work the best of all orders is found; beyond, each step takes the best next bundle. */
export const EXACT_ORDER = 12;

/**
 * The order of pieces of work in which requirements are closed as early as can be: the weighted sum of the steps at which
 * they close is smallest. Ties go to the lower number.
 */
export function orderWork(work: readonly number[], unlocks: readonly Unlock[]): number[] {
  const sorted = [...work].sort((a, b) => a - b);
  return sorted.length <= EXACT_ORDER ? orderExactly(sorted, unlocks) : orderGreedily(sorted, unlocks);
}

function orderExactly(work: readonly number[], unlocks: readonly Unlock[]): number[] {
  const bit = new Map(work.map((piece, at) => [piece, 1 << at]));
  const needs = unlocks.map((unlock) => ({ mask: unlock.needs.reduce((mask, piece) => mask | (bit.get(piece) ?? 0), 0), weight: unlock.weight }));
  const all = (1 << work.length) - 1;
  const openAt = Float64Array.from({ length: all + 1 }, (_, done) => needs.reduce((sum, { mask, weight }) => sum + ((mask & ~done) !== 0 ? weight : 0), 0));
  const cost = new Float64Array(all + 1).fill(Infinity);
  const last = new Int8Array(all + 1).fill(-1);
  cost[0] = 0;
  for (let done = 0; done <= all; done++) {
    for (let at = 0; at < work.length; at++) {
      if (done & (1 << at)) continue;
      const next = done | (1 << at);
      const total = cost[done]! + openAt[done]!;
      if (total >= cost[next]!) continue;
      cost[next] = total;
      last[next] = at;
    }
  }
  const order: number[] = [];
  for (let done = all; done !== 0; done &= ~(1 << last[done]!)) order.unshift(work[last[done]!]!);
  return order;
}

function orderGreedily(work: readonly number[], unlocks: readonly Unlock[]): number[] {
  const left = new Set(work);
  const order: number[] = [];
  let open = unlocks.map(({ needs, weight }) => ({ needs: needs.filter((piece) => left.has(piece)), weight })).filter(({ needs }) => needs.length > 0);
  while (open.length > 0) {
    const worth = (bundle: readonly number[]): number => open.reduce((sum, { needs, weight }) => sum + (needs.every((piece) => bundle.includes(piece)) ? weight : 0), 0) / bundle.length;
    const best = open.map(({ needs }) => needs).reduce((a, b) => (worth(b) > worth(a) || (worth(b) === worth(a) && b.length < a.length) ? b : a));
    for (const piece of [...best].sort((a, b) => a - b)) {
      order.push(piece);
      left.delete(piece);
    }
    open = open.map(({ needs, weight }) => ({ needs: needs.filter((piece) => left.has(piece)), weight })).filter(({ needs }) => needs.length > 0);
  }
  return [...order, ...left];
}
