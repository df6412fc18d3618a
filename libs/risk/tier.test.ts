import fc from 'fast-check';
import type { RiskProfile } from './risk-types.js';
import { inherentRisk, tierOf, tiers } from './tier.js';
import { defaultWeights } from './weights.data.js';

const harmless: RiskProfile = { dataClasses: ['public'], volume: 'none', access: 'none', criticality: 'low', substitutability: 'easy',
  spend: 'under-10k', countries: [], regulated: [] };
const rate = (more: Partial<RiskProfile>) => inherentRisk({ ...harmless, ...more }, defaultWeights);

const words = (factor: keyof typeof defaultWeights.factors) => Object.keys(defaultWeights.factors[factor].choices);
const anyProfile: fc.Arbitrary<RiskProfile> = fc.record({
  dataClasses: fc.subarray(words('dataClasses'), { minLength: 1 }), volume: fc.constantFrom(...words('volume')), access: fc.constantFrom(...words('access')),
  criticality: fc.constantFrom(...words('criticality')), substitutability: fc.constantFrom(...words('substitutability')), spend: fc.constantFrom(...words('spend')),
  countries: fc.subarray(['DE', 'US', 'IN', 'JP']), regulated: fc.subarray(['gdpr', 'hipaa', 'pci-dss', 'dora', 'soc2', 'iso27001']),
});

describe('inherent risk', () => {
  it('gives a harmless vendor no points and the lowest tier', () => {
    expect(rate({})).toMatchObject({ tier: 'low', score: 0, rules: [] });
  });

  it.each<[string, Partial<RiskProfile>, string]>([
    ['confidential data', { dataClasses: ['internal', 'confidential'] }, 'medium'],
    ['production access', { access: 'production' }, 'medium'],
    ['privileged access', { access: 'privileged' }, 'high'],
    ['a little health data', { dataClasses: ['health'], volume: 'under-1k' }, 'high'],
    ['much card data', { dataClasses: ['cardholder'], volume: '100k-1m' }, 'critical'],
    ['personal data of millions', { dataClasses: ['personal'], volume: 'over-1m' }, 'high'],
    ['a service that cannot stop or be replaced', { criticality: 'critical', substitutability: 'hard' }, 'critical'],
    ['an important ICT service under DORA', { criticality: 'high', substitutability: 'hard', regulated: ['dora'] }, 'critical'],
  ])('raises %s to its floor and says by which rule', (_, more, tier) => {
    const found = rate(more);
    expect(found.tier).toBe(tier);
    expect(found.rules.length).toBeGreaterThan(0);
  });

  it('names no rule where the sum alone reaches the tier', () => {
    const found = rate({ dataClasses: ['health'], volume: 'over-1m', access: 'privileged', criticality: 'critical' });
    expect(found).toMatchObject({ tier: 'critical', score: 25 + 12 + 18 + 18, rules: [] });
  });

  it('names the countries outside the trusted list', () => {
    expect(rate({ countries: ['IN', 'DE'] }).factors.find((one) => one.factor === 'countries')).toEqual({
      factor: 'countries', points: 5, of: 5, says: 'Countries: data goes to countries without an adequacy decision (IN)' });
  });

  it('refuses a word that the weights do not know', () => {
    expect(() => rate({ access: 'root' })).toThrow('Access: "root" is unknown. Use one of none, limited, production, privileged.');
  });

  it('sums to 100 points at most, and the score is the sum that is shown', () => {
    fc.assert(fc.property(anyProfile, (profile) => {
      const found = inherentRisk(profile, defaultWeights);
      expect(found.factors.reduce((sum, one) => sum + one.of, 0)).toBe(100);
      expect(found.score).toBe(found.factors.reduce((sum, one) => sum + one.points, 0));
      expect(found.factors.every((one) => one.points >= 0 && one.points <= one.of)).toBe(true);
    }), { seed: 11 });
  });

  it('never falls below the tier of the sum, nor falls when a kind of data or a regulated scope is added', () => {
    fc.assert(fc.property(anyProfile, fc.constantFrom(...words('dataClasses')), (profile, more) => {
      const found = inherentRisk(profile, defaultWeights);
      expect(tiers.indexOf(found.tier)).toBeGreaterThanOrEqual(tiers.indexOf(tierOf(found.score, defaultWeights.thresholds)));
      const added = inherentRisk({ ...profile, dataClasses: [...profile.dataClasses, more], regulated: [...profile.regulated, 'dora'] }, defaultWeights);
      expect(tiers.indexOf(added.tier)).toBeGreaterThanOrEqual(tiers.indexOf(found.tier));
    }), { seed: 12, numRuns: 500 });
  });
});
