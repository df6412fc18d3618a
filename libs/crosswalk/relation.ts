/**
 * What is known of two non-empty sets: a mask of the five relations of RCC-5, one bit each.
 * Read `a PP b` as "a lies inside b and b has more", `a PPi b` as "a holds b and has more".
 */
export const EQ: number = 1;
export const PP: number = 2;
export const PPi: number = 4;
export const PO: number = 8;
export const DR: number = 16;

/** Nothing is known. */
export const ALL: number = 31;
/** They certainly share something. */
export const NOT_DISJOINT = EQ | PP | PPi | PO;
/** The first lies inside the second. */
export const INSIDE = EQ | PP;
/** The first holds the second. */
export const HOLDS = EQ | PPi;

export type RelationName = 'EQ' | 'PP' | 'PPi' | 'PO' | 'DR';
const NAMES: readonly RelationName[] = ['EQ', 'PP', 'PPi', 'PO', 'DR'];
const BITS: readonly number[] = [EQ, PP, PPi, PO, DR];

/** The names in a mask, always in the order EQ, PP, PPi, PO, DR. */
export function relationNames(mask: number): RelationName[] {
  return NAMES.filter((_, bit) => (mask & (1 << bit)) !== 0);
}

/** The mask that names stand for; the other way round than {@link relationNames}. */
export function relationMask(names: readonly RelationName[]): number {
  return names.reduce((mask, name) => mask | (1 << NAMES.indexOf(name)), 0);
}

/** True where the mask proves that the first set lies inside the second. An empty mask proves nothing. */
export const isInside = (mask: number): boolean => mask !== 0 && (mask & ~INSIDE) === 0;
/** True where the mask proves that the first set holds the second. An empty mask proves nothing. */
export const isHolding = (mask: number): boolean => mask !== 0 && (mask & ~HOLDS) === 0;
/** True where the mask proves that the sets share something. An empty mask proves nothing. */
export const isOverlapping = (mask: number): boolean => mask !== 0 && (mask & DR) === 0;

/** The mask that a relationship word of a mapping row stands for. `intersects` is strict: neither holds the other. */
export const MASK_OF_WORD = {
  equal: EQ, subset: PP, superset: PPi, intersects: PO, overlaps: NOT_DISJOINT, disjoint: DR,
} as const;

/**
 * The strongest set-theory word (NIST IR 8477) that a mask proves; `unknown` where it proves none of them.
 * A containment that may be equality is only `overlaps`.
 */
export function provenWord(mask: number): 'equal' | 'subset' | 'superset' | 'intersects' | 'overlaps' | 'disjoint' | 'unknown' {
  if (mask === EQ) return 'equal';
  if (mask === PP) return 'subset';
  if (mask === PPi) return 'superset';
  if (mask === PO) return 'intersects';
  if (mask === DR) return 'disjoint';
  return isOverlapping(mask) ? 'overlaps' : 'unknown';
}

/** Mask of b to a, from the mask of a to b. 32 entries. */
export const CONVERSE: Uint8Array = converseTable();
/** Mask of a to c from the masks of a to b and b to c: `COMPOSE[ab * 32 + bc]`. 1,024 entries. */
export const COMPOSE: Uint8Array = composeTable();

export const converse = (mask: number): number => CONVERSE[mask] as number;
export const compose = (first: number, second: number): number => COMPOSE[first * 32 + second] as number;

function converseTable(): Uint8Array {
  const table = new Uint8Array(32);
  for (let mask = 0; mask < 32; mask++) {
    table[mask] = (mask & (EQ | PO | DR)) | (mask & PP ? PPi : 0) | (mask & PPi ? PP : 0);
  }
  return table;
}

/**
 * Three sets cut the world into seven regions beside the outside; only which of them are inhabited matters.
 * So the 128 choices are all models there are, and the base table is read off them.
 */
function baseTable(): Uint8Array {
  const table = new Uint8Array(32 * 32);
  for (let inhabited = 0; inhabited < 128; inhabited++) {
    const regions = [1, 2, 3, 4, 5, 6, 7].filter((region) => inhabited & (1 << (region - 1)));
    const [a, b, c] = [1, 2, 4].map((set) => new Set(regions.filter((region) => region & set)));
    if (!a?.size || !b?.size || !c?.size) continue;
    const at = relationOfSets(a, b) * 32 + relationOfSets(b, c);
    table[at] = (table[at] as number) | relationOfSets(a, c);
  }
  return table;
}

function composeTable(): Uint8Array {
  const base = baseTable();
  const table = new Uint8Array(32 * 32);
  for (let first = 1; first < 32; first++) {
    for (let second = 1; second < 32; second++) {
      let union = 0;
      for (const one of BITS) for (const two of BITS) {
        if (first & one && second & two) union |= base[one * 32 + two] as number;
      }
      table[first * 32 + second] = union;
    }
  }
  return table;
}

/** The one relation that two non-empty sets stand in. */
export function relationOfSets(a: ReadonlySet<unknown>, b: ReadonlySet<unknown>): number {
  let shared = 0;
  for (const member of a) if (b.has(member)) shared++;
  if (shared === 0) return DR;
  if (shared === a.size) return shared === b.size ? EQ : PP;
  return shared === b.size ? PPi : PO;
}
