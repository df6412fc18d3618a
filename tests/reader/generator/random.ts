/** A seeded source of choices (mulberry32), so that a failing document can be made again. */
export interface Random {
  readonly next: () => number;
  readonly pick: <T>(from: readonly T[]) => T;
  readonly sample: <T>(from: readonly T[], count: number) => readonly T[];
  readonly chance: (of: number) => boolean;
  readonly between: (low: number, high: number) => number;
}

export const randomFrom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(from: readonly T[]): T => from[between(0, from.length - 1)] as T;
  return {
    next, between, pick,
    chance: (of) => next() < of,
    sample: (from, count) => {
      const marked = from.map((value, index) => ({ value, index, key: next() })).sort((a, b) => a.key - b.key).slice(0, count);
      return marked.sort((a, b) => a.index - b.index).map(({ value }) => value);
    },
  };
};
