import { byHandCountsUntil, byHandFactsOf } from './by-hand-facts.js';
import { targetsOf } from './enter-by-hand.js';

const said = { kind: 'iso-certificate' as const, issuer: 'Northern Certification', scope: 'The ledger', issued: '2026-01-10', until: '2029-01-09', verdict: 'met' as const, targets: [{ framework: 'iso27001', id: 'A.5.1' }] };

describe('a document entered by hand', () => {
  it('speaks of every requirement that a star stands for, each once', () => {
    const all = targetsOf([{ framework: 'iso27001', id: 'A.5.*' }, { framework: 'iso27001', id: 'A.5.1' }]);
    expect(all.length).toBeGreaterThan(30);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it.each([[{ framework: 'iso27001', id: 'A.99.1' }, 'A.99.1'], [{ framework: null, id: 'XYZ-99' }, 'XYZ-99'], [{ framework: 'own-rules', id: 'R*' }, 'one by one']])('is refused with a requirement that is not there: %j', (target, words) => {
    expect(() => targetsOf([target])).toThrow(words);
  });

  it('counts for its own days, or for a year after its issue', () => {
    expect(byHandFactsOf('d', 'v', said)[0]).toMatchObject({ period: { from: '2026-01-10', to: '2029-01-09' }, assurance: 'evidenced', source: { kind: 'document', label: 'ISO certificate by Northern Certification' } });
    const { until: _until, ...test } = said;
    expect(byHandCountsUntil(test)).toBe('2027-01-10');
    expect(byHandFactsOf('d', 'v', test)[0]?.period).toEqual({ from: '2026-01-10', to: null, countsUntil: '2027-01-10' });
  });
});
