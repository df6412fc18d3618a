import type { EvidenceFact } from '#libs/contracts/evidence.contract.js';
import { contradictionsOf, type AuditorWord } from './contradictions.js';

const word = (change: Partial<AuditorWord> = {}): AuditorWord => ({ control: 'IAM-05', verdict: 'excepted', certain: true, says: '2 of 25 were late.', page: 30, criteria: ['CC6.2'], ...change });
const answer = (verdict: EvidenceFact['verdict'], id = 'IAM-05', kind: EvidenceFact['source']['kind'] = 'answer'): EvidenceFact => ({
  id: `a:${id}`, version: 1, party: 'v', target: { kind: 'control', id }, verdict, assurance: 'attested', period: { from: '2026-01-01' }, source: { kind, label: 'answers' },
});
const kinds = (words: AuditorWord[], facts: EvidenceFact[]) => contradictionsOf(words, facts).map(({ kind }) => kind);

describe('a report and the answers of the same vendor', () => {
  it('contradict where the auditor found an exception, or a breach, and the vendor answered yes', () => {
    expect(kinds([word()], [answer('met')])).toEqual(['exception']);
    expect(kinds([word({ verdict: 'not-met' })], [answer('met', 'IAM-05[within<=1 days]')])).toEqual(['not-met']);
  });

  it('contradict where the vendor answered no to what a person matched to a clean test', () => {
    expect(kinds([word({ verdict: 'met' })], [answer('not-met')])).toEqual(['answer-no']);
    expect(kinds([word({ verdict: 'met', certain: false })], [answer('not-met')])).toEqual([]);
  });

  it('agree where they say the same, speak of other controls, or where it is no answer', () => {
    expect(kinds([word()], [answer('not-met'), answer('met', 'IAM-04'), answer('met', 'IAM-05', 'report')])).toEqual([]);
  });
});
