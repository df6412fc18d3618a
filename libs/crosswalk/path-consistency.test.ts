import fc from 'fast-check';
import { isConsistent, minimalConflict } from './path-consistency.js';
import { DR, EQ, PO, PP, PPi } from './relation.js';

const arc = fc.record({ from: fc.integer({ min: 0, max: 4 }), to: fc.integer({ min: 0, max: 4 }), mask: fc.constantFrom(EQ, PP, PPi, PO, DR) });

describe('minimal conflicts', () => {
  test('stretches drop the items that dropping one by one drops', () => {
    fc.assert(fc.property(fc.array(arc, { minLength: 1, maxLength: 14 }), (arcs) => {
      const consistent = (some: readonly (typeof arcs)[number][]): boolean => isConsistent(5, some);
      let slow: typeof arcs = consistent(arcs) ? [] : arcs;
      for (const one of [...slow]) {
        const rest = slow.filter((other) => other !== one);
        if (!consistent(rest)) slow = rest;
      }
      expect(minimalConflict(arcs, consistent)).toEqual(slow);
    }), { seed: 3, numRuns: 300 });
  });

  test('what cannot all be true over a long way round is found', () => {
    const ring = Array.from({ length: 9 }, (_, node) => ({ from: node, to: (node + 1) % 9, mask: PP }));
    expect(isConsistent(9, ring)).toBe(false);
    expect(isConsistent(9, ring.slice(1))).toBe(true);
  });
});
