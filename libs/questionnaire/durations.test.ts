import fc from 'fast-check';
import { compareMeasured, durationUnits } from './durations.js';

describe('ordering measured values', () => {
  it.each<[number, string, number, string, number | null]>([
    [3, 'months', 6, 'months', -1], [12, 'months', 1, 'years', 0], [2, 'weeks', 14, 'days', 0], [24, 'hours', 1, 'days', 0], [90, 'days', 3, 'months', null],
    [80, 'days', 3, 'months', -1], [94, 'days', 3, 'months', 1], [5, 'business-days', 7, 'days', null], [8, 'characters', 12, 'characters', -1], [8, 'characters', 8, 'days', null],
  ])('%d %s against %d %s is %p', (a, unitA, b, unitB, order) => {
    expect(compareMeasured({ n: a, unit: unitA }, { n: b, unit: unitB })).toBe(order);
  });

  it('turns round when its sides do', () => {
    const measured = fc.record({ n: fc.integer({ min: 0, max: 400 }), unit: fc.constantFrom(...durationUnits) });
    fc.assert(fc.property(measured, measured, (a, b) => {
      const there = compareMeasured(a, b);
      const back = compareMeasured(b, a);
      return there === null ? back === null : back !== null && there + back === 0;
    }), { seed: 7, numRuns: 2000 });
  });
});
