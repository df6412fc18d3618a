import type { Extraction } from '#libs/soc2/extraction.js';
import { qualitySignals, type SignalSources } from './quality-signals.js';

const found = <T>(value: T, page = 3, quote = 'as quoted') => ({ value, page, quote, confidence: 'certain' as const });
const report = (change: Partial<Extraction> = {}): Extraction => ({
  documentKind: 'soc2', reportType: found('type2' as const), auditor: found('Castellan LLP'), opinionDate: found('2026-05-20'), asOf: null, period: found({ from: '2025-04-01', to: '2026-03-31' }),
  categories: found(['security', 'availability', 'confidentiality', 'privacy'] as const), opinion: found('unqualified' as const, 5), criteriaInScope: ['CC6.1'], subserviceOrganizations: [], cuecs: [], csocs: [],
  controls: [{ key: 'A', id: 'A', text: 'a', criteria: ['CC6.1'], pages: [20], rows: [{ criterion: 'CC6.1', page: 20 }], tests: [{ procedure: null, result: 'no-exceptions', resultText: null, page: 20, criterion: 'CC6.1' }] }],
  exceptions: [], notApplicableCriteria: [], warnings: [], ...change,
}) as unknown as Extraction;
const sources = (change: Partial<SignalSources> = {}): SignalSources => ({ today: '2026-08-01', countsUntil: '2027-03-31', previousEnd: '2025-03-31', need: { dataClasses: ['personal'], criticality: 'high' }, ...change });
const asked = (extraction: Extraction, given = sources()) => qualitySignals(extraction, given).filter(({ weight }) => weight === 'ask').map(({ code }) => code);

describe('the signals of a report', () => {
  it('ask nothing where the report is whole, clean, in time and about what is bought', () => {
    expect(asked(report())).toEqual([]);
    expect(qualitySignals(report(), sources()).filter(({ weight }) => weight === 'watch')).toEqual([]);
  });

  it.each([
    ['days lie between it and the report before', report(), sources({ previousEnd: '2025-02-28' }), 'period-gap'],
    ['it no longer counts', report(), sources({ countsUntil: '2026-07-31' }), 'expired'],
    ['the opinion is modified', report({ opinion: found('qualified' as const) }), sources(), 'modified-opinion'],
    ['no opinion was found', report({ opinion: null }), sources(), 'no-opinion'],
    ['the tests show exceptions under a clean opinion', report({ exceptions: [{ controlKeys: ['A'], criteria: ['CC6.1'], description: '1 of 8', sampleSize: 8, deviations: 1, managementResponse: null, managementResponsePage: null, pages: [20] }] }), sources(), 'exceptions'],
    ['nobody signed it', report({ auditor: null }), sources(), 'no-auditor'],
    ['an organization is carved out and nothing is expected of it', report({ subserviceOrganizations: [{ name: 'Cirravane', service: null, method: 'carve-out', page: 4, quote: 'excludes Cirravane' }] }), sources(), 'carve-out-without-controls'],
    ['personal data goes there and privacy is not examined', report({ categories: found(['security', 'availability', 'confidentiality'] as const) }), sources(), 'no-privacy'],
    ['a criterion in scope has no control', report({ criteriaInScope: ['CC6.1', 'CC6.2'] }), sources(), 'criteria-without-controls'],
    ['the matrix was not found', report({ controls: [] }), sources(), 'no-matrix'],
  ])('ask where %s', (_why, extraction, given, code) => {
    expect(asked(extraction, given)).toEqual([code]);
  });

  it('stand on the words that they were read from', () => {
    expect(qualitySignals(report({ opinion: found('adverse' as const, 5, 'does not present') }), sources())[0]).toMatchObject({ code: 'modified-opinion', quote: 'does not present', page: 5 });
  });

  it('say nothing of categories where nobody knows what is bought', () => {
    expect(asked(report({ categories: found(['security'] as const) }), sources({ need: null }))).toEqual([]);
  });
});
