import type { Extraction } from '#libs/soc2/extraction.js';
import { countsUntil, factsOf } from './facts-of.js';

const found = <T>(value: T, page = 3, quote = 'as quoted') => ({ value, page, quote, confidence: 'certain' as const });

const report = (change: Partial<Extraction> = {}): Extraction => ({
  schemaVersion: 1, documentKind: 'soc2', pages: 40, sha256: '0'.repeat(64), reportType: found('type2' as const), attestationStandard: null, auditor: found('Castellan LLP'), auditorAliases: [],
  auditorLocation: null, opinionDate: null, serviceOrganization: found('Northgate'), systemName: null, asOf: null, period: found({ from: '2025-04-01', to: '2026-03-31' }), categories: null,
  opinion: found('unqualified' as const, 5), opinionCriteria: null, opinionOn: [], criteriaInScope: ['CC6.1', 'CC6.2', 'CC6.4'], subserviceOrganizations: [], cuecs: [], csocs: [], controls: [], exceptions: [],
  notApplicableCriteria: [{ criterion: 'CC6.4', reason: null, page: 9, kind: 'carved-out' }], additionalFrameworks: [], bridgeLetter: null, warnings: [], documentPermissions: null, ...change,
});
const exception = { controlKeys: [], criteria: ['CC6.2'], description: 'For 1 of 8 leavers access stayed open.', sampleSize: 8, deviations: 1, managementResponse: null, managementResponsePage: null, pages: [30] };
const verdicts = (extraction: Extraction) => factsOf('d', 'v', extraction).map(({ target, verdict }) => [target.id, verdict]);

describe('what an accepted report proves', () => {
  it('is every criterion in scope, but nothing of what a subservice organization does alone', () => {
    expect(verdicts(report())).toEqual([['CC6.1', 'met'], ['CC6.2', 'met']]);
  });

  it('keeps an exception as an exception, with its words', () => {
    const facts = factsOf('d', 'v', report({ exceptions: [exception] }));
    expect(facts.find(({ target }) => target.id === 'CC6.2')).toMatchObject({ verdict: 'excepted', note: expect.stringContaining('1 of 8') as string });
  });

  it('is cited where it stands: the opinion with its words, an exception on its own page, and the pages of the controls', () => {
    const row = (page: number, criterion: string) => ({ page, criterion }) as never;
    const controls = [{ rows: [row(34, 'CC6.1'), row(33, 'CC6.1'), row(34, 'CC6.1'), row(35, 'CC6.2')] }] as never;
    const [first, second] = factsOf('d', 'v', report({ controls, exceptions: [exception] }));
    expect(first).toMatchObject({ source: { page: 5, quote: 'as quoted' }, note: 'Its controls stand on pages 33, 34.' });
    expect(second).toMatchObject({ source: { page: 30 }, note: `${exception.description} Its controls stand on page 35.` });
    expect(second?.source).not.toHaveProperty('quote');
  });

  it('is a breach of the criteria that a qualified opinion names, and the others stand', () => {
    expect(verdicts(report({ opinion: found('qualified' as const), opinionCriteria: ['CC6.1'], opinionOn: ['operation'] }))).toEqual([['CC6.1', 'not-met'], ['CC6.2', 'met']]);
  });

  it.each([
    ['a disclaimer', report({ opinion: found('disclaimer' as const) })],
    ['a qualified opinion whose criteria could not be read', report({ opinion: found('qualified' as const), opinionCriteria: null })],
    ['a qualified description', report({ opinion: found('qualified' as const), opinionCriteria: ['CC6.1'], opinionOn: ['description'] })],
    ['an opinion that could not be read', report({ opinion: null })],
    ['a report without its period', report({ period: null })],
    ['a SOC 3', report({ documentKind: 'soc3' })],
  ])('is nothing for %s', (_what, extraction) => {
    expect(verdicts(extraction)).toEqual([]);
  });

  it('is only the breach for an adverse opinion', () => {
    expect(verdicts(report({ opinion: found('adverse' as const), opinionCriteria: ['CC6.2'], opinionOn: ['operation'] }))).toEqual([['CC6.2', 'not-met']]);
  });

  it('speaks of design at a date for a Type I, and counts for twelve months', () => {
    const typeOne = report({ reportType: found('type1' as const), period: null, asOf: found('2023-11-30') });
    expect(factsOf('d', 'v', typeOne)[0]).toMatchObject({ assurance: 'audited-design', period: { from: '2023-11-30', to: null } });
    expect(countsUntil(typeOne)).toBe('2024-11-30');
    expect(countsUntil(report({ period: found({ from: '2023-03-01', to: '2024-02-29' }) }))).toBe('2025-02-28');
  });
});
