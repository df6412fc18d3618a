import type { Control, Extraction } from '#libs/soc2/extraction.js';
import { compareExtractions } from './compare-extractions.js';
import { controlFactsOf } from './control-facts.js';

const found = <T>(value: T) => ({ value, page: 3, quote: 'as quoted', confidence: 'certain' as const });
const control = (text: string, result: 'no-exceptions' | 'exception' | 'not-tested' | null, key = 'C-1', criterion = 'CC6.1'): Control => ({
  key, id: key, text, criteria: [criterion], pages: [9], rows: [{ criterion, page: 9 }],
  tests: result ? [{ procedure: 'Inspected it.', result, resultText: result === 'exception' ? 'For 1 of 8 it was late.' : null, page: 9, criterion }] : [],
});
const report = (change: Partial<Extraction> = {}): Extraction => ({
  schemaVersion: 1, documentKind: 'soc2', pages: 40, sha256: '0'.repeat(64), reportType: found('type2' as const), attestationStandard: null, auditor: found('Castellan LLP'), auditorAliases: [],
  auditorLocation: null, opinionDate: null, serviceOrganization: found('Northgate'), systemName: null, asOf: null, period: found({ from: '2025-04-01', to: '2026-03-31' }), categories: null,
  opinion: found('unqualified' as const), opinionCriteria: null, opinionOn: [], criteriaInScope: ['CC6.1'], subserviceOrganizations: [], cuecs: [], csocs: [], controls: [control('Access is reviewed.', 'no-exceptions')], exceptions: [],
  notApplicableCriteria: [], additionalFrameworks: [], bridgeLetter: null, warnings: [], documentPermissions: null, ...change,
});

describe('what changed between two readings or two reports', () => {
  it('is nothing where only the order of keys, the case or the punctuation differs', () => {
    const again = report({ period: found({ to: '2026-03-31', from: '2025-04-01' }), controls: [control('access is reviewed', 'no-exceptions')] });
    expect(compareExtractions(report(), again)).toEqual([]);
  });

  it('is a control that was dropped, one that is new, and a result that became an exception', () => {
    const before = report({ controls: [control('Access is reviewed.', 'no-exceptions'), control('Doors are locked.', 'no-exceptions', 'C-2')] });
    const now = report({ controls: [control('Access is reviewed.', 'exception'), control('Keys are kept.', 'no-exceptions', 'C-3')] });
    expect(compareExtractions(before, now).map(({ what, path }) => [what, path])).toEqual([['control-dropped', 'C-2'], ['control-added', 'C-3'], ['result', 'C-1']]);
  });
});

describe('what a matched control of an accepted report proves', () => {
  const matches = [{ ref: 'C-1', control: 'IAM-08' }];
  const proven = (extraction: Extraction) => controlFactsOf('d', 'v', extraction, matches).map(({ target, verdict, assurance }) => [target.id, verdict, assurance]);

  it.each([
    ['operation for a passed test of a Type II', report(), [['IAM-08', 'met', 'audited-operation']]],
    ['an exception for an exception', report({ controls: [control('Access is reviewed.', 'exception')] }), [['IAM-08', 'excepted', 'audited-operation']]],
    ['design for a Type I', report({ reportType: found('type1' as const), asOf: found('2026-03-31'), period: null, controls: [control('Access is reviewed.', null)] }), [['IAM-08', 'met', 'audited-design']]],
    ['nothing where it was not tested', report({ controls: [control('Access is reviewed.', 'not-tested')] }), []],
    ['nothing where its criterion is a subservice organization’s alone', report({ notApplicableCriteria: [{ criterion: 'CC6.1', reason: null, page: 9, kind: 'carved-out' }] }), []],
    ['nothing under a disclaimer', report({ opinion: found('disclaimer' as const) }), []],
  ])('is %s', (_what, extraction, expected) => {
    expect(proven(extraction)).toEqual(expected);
  });
});
