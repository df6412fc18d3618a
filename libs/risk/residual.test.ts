import fc from 'fast-check';
import { residualRisk, type AssuranceKind, type DomainEvidence, type DomainInput, type Override, type Reduction } from './residual.js';
import { defaultResidualWeights } from './residual-weights.data.js';
import { defaultWeights } from './weights.data.js';

const clean = (kind: AssuranceKind, more: Partial<DomainEvidence> = {}): DomainEvidence => ({ kind, label: kind, met: 1, reductions: [], ...more });
const domain = (evidence: readonly DomainEvidence[], more: Partial<DomainInput> = {}): DomainInput => ({ domain: 'IAM', title: 'Access', weight: 1, evidence, knockOuts: [], ...more });
const rate = (inputs: readonly DomainInput[], override: Override | null = null, inherent = 80) =>
  residualRisk(inherent, inputs, defaultWeights.thresholds, defaultResidualWeights, '2026-11-25', override);
const override: Override = { tier: 'low', by: 'Ada Lovelace', reason: 'Runs in our own network only.', from: '2026-11-01', until: '2026-12-31' };

describe('residual risk', () => {
  it('is the inherent risk where there is no evidence', () => {
    expect(rate([domain([])])).toMatchObject({ score: 80, tier: 'critical', domains: [{ effectiveness: 0, strongest: null }] });
    expect(rate([])).toMatchObject({ score: 80, worst: null });
  });

  it('rates kinds of evidence in their order', () => {
    const order: readonly AssuranceKind[] = ['report-type-2', 'report-type-1', 'certificate', 'answer-with-document', 'bridge-letter', 'answer'];
    const scores = order.map((kind) => rate([domain([clean(kind)])]).score);
    expect(scores).toEqual([...scores].sort((a, b) => a - b));
    expect(new Set(scores).size).toBe(scores.length);
  });

  it('shows its sum in sentences', () => {
    const { domains } = rate([domain([clean('report-type-2', { label: 'SOC 2 2026', met: 0.9, reductions: ['carve-out', 'exceptions'] }), clean('answer')], { knockOuts: [{ says: 'No second factor', cap: 0.2 }] })]);
    expect(domains[0]?.steps).toEqual([
      'SOC 2 2026: Type II report 90 % × met 90 % × carved-out subservice organization 85 % × exceptions 80 % = 55 %', 'Capped at 20 %: No second factor', '80 × (1 − 20 %) = 64']);
  });

  it('does not count expired evidence', () => {
    expect(rate([domain([clean('report-type-2', { expired: true }), clean('answer')])])).toMatchObject({ score: 64, domains: [{ strongest: 'answer' }] });
  });

  it('weighs domains and names the worst', () => {
    const found = rate([domain([clean('report-type-2')], { weight: 3 }), domain([], { domain: 'BCP', title: 'Continuity' })]);
    expect(found).toMatchObject({ worst: 'BCP' });
    expect(found.score).toBeCloseTo((8 * 3 + 80) / 4, 9);
  });

  it.each<[string, Partial<Override>, string, string]>([
    ['holds', {}, 'holds', 'low'], ['has expired', { until: '2026-11-24' }, 'expired', 'critical'], ['is not yet in force', { from: '2026-11-26' }, 'not-yet', 'critical'], ['has no reason', { reason: ' ' }, 'unsigned', 'critical'],
  ])('knows an override that %s', (_, more, state, tier) => {
    expect(rate([domain([])], { ...override, ...more })).toMatchObject({ tier, computedTier: 'critical', override: { state } });
  });

  const evidence: fc.Arbitrary<DomainEvidence> = fc.record({ kind: fc.constantFrom<AssuranceKind>('answer', 'bridge-letter', 'answer-with-document', 'certificate', 'report-type-1', 'report-type-2'), label: fc.string(), met: fc.double({ min: 0, max: 1, noNaN: true }),
    reductions: fc.subarray<Reduction>(['exceptions', 'carve-out', 'unmet-user-controls', 'aged']), expired: fc.boolean() });

  it('lies between nothing and the inherent risk, and never rises by more evidence', () => {
    fc.assert(fc.property(fc.array(evidence), evidence, fc.integer({ min: 0, max: 100 }), (list, more, inherent) => {
      const before = rate([domain(list)], null, inherent).score;
      const after = rate([domain([...list, more])], null, inherent).score;
      expect(before).toBeLessThanOrEqual(inherent);
      expect(after).toBeLessThanOrEqual(before);
      expect(after).toBeGreaterThanOrEqual(0);
    }), { seed: 21 });
  });

  it('never falls by a knock-out or a reduction, and does not depend on the order of evidence', () => {
    fc.assert(fc.property(fc.array(evidence, { minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (list, cap) => {
      const before = rate([domain(list)]).score;
      expect(rate([domain(list, { knockOuts: [{ says: 'x', cap }] })]).score).toBeGreaterThanOrEqual(before);
      expect(rate([domain(list.map((one) => ({ ...one, reductions: [...one.reductions, 'aged' as const] })))]).score).toBeGreaterThanOrEqual(before - 1e-9);
      expect(rate([domain([...list].reverse())])).toEqual(rate([domain(list)]));
    }), { seed: 22 });
  });
});
