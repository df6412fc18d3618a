import { ALL, CONVERSE, COMPOSE, DR, EQ, NOT_DISJOINT, PO, PP, PPi, compose, converse, isHolding, isInside, provenWord, relationNames, relationOfSets } from './relation.js';

const subsets = Array.from({ length: 31 }, (_, bits) => new Set([0, 1, 2, 3, 4].filter((atom) => (bits + 1) & (1 << atom))));

describe('relations between sets of duties', () => {
  test('composition of single relations is what all triples of subsets of five atoms show', () => {
    const seen = new Uint8Array(1024);
    const of = subsets.map((a) => subsets.map((b) => relationOfSets(a, b)));
    for (let a = 0; a < 31; a++) for (let b = 0; b < 31; b++) for (let c = 0; c < 31; c++) {
      const at = of[a]![b]! * 32 + of[b]![c]!;
      seen[at] = seen[at]! | of[a]![c]!;
    }
    for (const one of [EQ, PP, PPi, PO, DR]) for (const two of [EQ, PP, PPi, PO, DR]) {
      expect([one, two, compose(one, two)]).toEqual([one, two, seen[one * 32 + two]]);
    }
  });

  test('composition of masks is the union over their single relations', () => {
    for (let first = 0; first < 32; first++) for (let second = 0; second < 32; second++) {
      let union = 0;
      for (let i = 1; i < 32; i *= 2) for (let j = 1; j < 32; j *= 2) if (first & i && second & j) union |= compose(i, j);
      expect(COMPOSE[first * 32 + second]).toBe(union);
    }
  });

  test('the converse of a composition is the composition of the converses, turned round', () => {
    for (let first = 0; first < 32; first++) for (let second = 0; second < 32; second++) {
      expect(converse(compose(first, second))).toBe(compose(converse(second), converse(first)));
    }
    expect([...CONVERSE].map((mask) => CONVERSE[mask])).toEqual(Array.from({ length: 32 }, (_, mask) => mask));
  });

  test('two parts of one whole may be anything to each other; two wholes of one part overlap', () => {
    expect(compose(PP, PPi)).toBe(ALL);
    expect(compose(PPi, PP)).toBe(NOT_DISJOINT);
  });

  test('an empty mask proves nothing', () => {
    expect([isInside(0), isHolding(0), provenWord(0)]).toEqual([false, false, 'unknown']);
  });

  test('a mask is named in a fixed order, and claims only the word that it proves', () => {
    expect(relationNames(ALL)).toEqual(['EQ', 'PP', 'PPi', 'PO', 'DR']);
    expect([EQ, PP, PPi, PO, DR, EQ | PP, PPi | PO, ALL, PO | DR].map(provenWord))
      .toEqual(['equal', 'subset', 'superset', 'intersects', 'disjoint', 'overlaps', 'overlaps', 'unknown', 'unknown']);
  });
});
