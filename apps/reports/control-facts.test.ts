import type { Control, Extraction } from '#libs/soc2/extraction.js';
import { controlFactsOf } from './control-facts.js';

const found = <T>(value: T) => ({ value, page: 3, quote: 'as quoted', confidence: 'certain' as const });
const control = (key: string, criteria: string[], result: 'no-exceptions' | 'exception'): Control => ({
  key, id: key, text: key, criteria, pages: [20], rows: criteria.map((criterion) => ({ criterion, page: 20 })), tests: [{ procedure: null, result, resultText: '1 of 8', page: 20, criterion: null }],
});
const report = (change: Partial<Extraction>): Extraction => ({
  documentKind: 'soc2', reportType: found('type2' as const), period: found({ from: '2025-04-01', to: '2026-03-31' }), asOf: null, auditor: null, serviceOrganization: null, opinion: found('unqualified' as const), opinionCriteria: null, opinionOn: [],
  notApplicableCriteria: [{ criterion: 'CC6.4', reason: null, page: 9, kind: 'carved-out' }], controls: [control('A', ['CC6.1'], 'no-exceptions'), control('B', ['CC6.2'], 'exception'), control('C', ['CC6.4'], 'no-exceptions')], ...change,
}) as unknown as Extraction;
const matches = ['A', 'B', 'C'].map((ref) => ({ ref, control: `IAM-0${ref}` }));
const proven = (change: Partial<Extraction>) => controlFactsOf('d', 'v', report(change), matches).map(({ target, verdict }) => [target.id, verdict]);

describe('what tested controls prove of the common controls that people matched', () => {
  it('is what the test found, and nothing of a subservice organization’s alone', () => {
    expect(proven({})).toEqual([['IAM-0A', 'met'], ['IAM-0B', 'excepted']]);
  });

  it('is a breach where the exception stands under a criterion that a modified opinion names', () => {
    expect(proven({ opinion: found('qualified' as const), opinionCriteria: ['CC6.2'], opinionOn: ['operation'] })).toEqual([['IAM-0A', 'met'], ['IAM-0B', 'not-met']]);
    expect(proven({ opinion: found('adverse' as const), opinionCriteria: ['CC6.2'], opinionOn: ['operation'] })).toEqual([['IAM-0B', 'not-met']]);
  });

  it.each([
    ['a disclaimer', { opinion: found('disclaimer' as const) }], ['a qualified opinion whose criteria could not be read', { opinion: found('qualified' as const) }],
    ['a qualified description', { opinion: found('qualified' as const), opinionCriteria: ['CC6.1'], opinionOn: ['description' as const] }],
  ])('is nothing under %s', (_what, change) => {
    expect(proven(change)).toEqual([]);
  });
});
