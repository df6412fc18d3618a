import { factsOf } from './facts-of.js';
import type { CollectedRow, OwnControlRow } from './own-control.entity.js';

const control = (state: OwnControlRow['state']): OwnControlRow => ({
  tenantId: 't', id: 'c', version: 1, control: 'IAM-03', state, owner: null, how: 'Owners review access in the directory', justification: state === 'not-applicable' ? 'No such system' : null,
  measured: [{ parameter: 'every', value: { n: 3, unit: 'months' }, precision: 'exact' }], since: '2026-01-01', updatedAt: new Date(0),
});
const file: CollectedRow = { tenantId: 't', id: 'f', ownControl: 'c', sha256: 'a', name: 'review.pdf', size: '1', fromDate: '2026-01-01', toDate: '2026-03-31', note: null, byAccount: 'a', at: new Date(0) };

describe('what an own control proves', () => {
  it('is nothing while it is only planned', () => {
    expect(factsOf(control('planned'), 'Access review', [file])).toEqual([]);
  });

  it('is attested by saying so, and evidenced by each file for the period of the file', () => {
    const facts = factsOf(control('in-place'), 'Access review', [file]);
    expect(facts.map(({ assurance, period }) => [assurance, period.from, period.to])).toEqual([['attested', '2026-01-01', null], ['evidenced', '2026-01-01', '2026-03-31']]);
    expect(facts.every(({ measured }) => measured?.[0]?.parameter === 'every')).toBe(true);
  });

  it('is a breach when it is not in place, whatever files there are', () => {
    expect(factsOf(control('not-in-place'), 'Access review', [file]).map(({ verdict }) => verdict)).toEqual(['not-met']);
  });

  it('carries the justification when it does not apply', () => {
    expect(factsOf(control('not-applicable'), 'Access review', [])[0]).toMatchObject({ verdict: 'not-applicable', note: 'No such system' });
  });
});
