import { describe, expect, it } from '@jest/globals';
import { pagesOf, reportWith } from './pages.fixture.js';
import { readAssuranceDocument } from './read-assurance-document.js';

describe('the opinion', () => {
  it.each([
    ['unqualified', ['## Opinion', 'In our opinion, in all material respects, the controls operated effectively throughout the period.']],
    ['qualified', ['## Basis for Qualified Opinion', 'Access reviews did not operate effectively, so that criterion CC6.3 was not met.', '## Qualified Opinion', 'In our opinion, except for the matter described above, the controls operated effectively.']],
    ['qualified', ['## Opinion', 'In our opinion, except for the effects of the matter giving rise to the modification, the controls operated effectively.']],
    ['adverse', ['## Adverse Opinion', 'In our opinion, because of the significance of the matter described above, the controls did not operate effectively.']],
    ['disclaimer', ['## Disclaimer of Opinion', 'Because of the significance of the matter, we do not express an opinion on the description or the controls.']],
    ['qualified', ['## Opinion', 'In our opinion, subject to the matters set out above, the controls operated effectively.']],
    ['qualified', ['## Modified Opinion', 'In our opinion, in all material respects, the controls operated effectively.']],
    ['unqualified', ['## Other Matter', 'We did not test Section V and, accordingly, do not express an opinion thereon.', '## Opinion', 'In our opinion, in all material respects, the controls operated effectively.']],
  ])('is %s', (expected, lines) => {
    expect(readAssuranceDocument(reportWith(lines))).toMatchObject({ documentKind: 'soc2', opinion: { value: expected, page: 2 }, opinionDate: { value: '2026-02-03' }, auditor: { value: 'Fenn & Rowe LLP' } });
  });

  it('is the graver one, with a warning, where heading and sentence disagree', () => {
    const read = readAssuranceDocument(reportWith(['## Qualified Opinion', 'In our opinion, in all material respects, the controls operated effectively.']));
    expect(read).toMatchObject({ opinion: { value: 'qualified' }, warnings: expect.arrayContaining([expect.objectContaining({ code: 'opinion-disagrees' })]) });
  });

  it('is null, with a warning, where the report says elsewhere that controls failed', () => {
    const read = readAssuranceDocument(reportWith(['## Basis of our work', 'Controls over access were not operating effectively to achieve criterion CC6.3.', '## Opinion', 'In our opinion, in all material respects, the controls operated effectively.']));
    expect(read).toMatchObject({ opinion: null, warnings: expect.arrayContaining([expect.objectContaining({ code: 'opinion-contradicted', page: 2 })]) });
  });

  it('is null, with a warning, where none is stated', () => {
    const read = readAssuranceDocument(reportWith(['## Inherent Limitations', 'Controls may not always operate effectively. This concerns any opinion on them.']));
    expect(read).toMatchObject({ opinion: null, warnings: expect.arrayContaining([expect.objectContaining({ code: 'opinion-not-found' })]) });
  });
});

describe('an exception that stands in no row', () => {
  const report = reportWith(['## Opinion', 'In our opinion, in all material respects, the controls operated effectively.']);
  const [rows] = pagesOf([
    '# Section IV – Tests of Controls and Results of Tests', '## CC6.1 – Access', 'AC-1 Access is granted on request.', 'Test: Inspected requests.', 'Result: No exceptions noted.',
    'AC-2 Access is removed in time.', 'Test: Inspected leavers.', 'Result: No exceptions noted.',
  ]).pages;
  const stray = (words: string) => {
    const added = { text: words, x: 330, y: 121, width: 200, size: 10, bold: false, hidden: false };
    const read = readAssuranceDocument({ ...report, pages: [...report.pages, { ...rows!, number: 4, runs: [...rows!.runs, added] }] });
    if (!('controls' in read)) throw new Error(read.message);
    return read;
  };
  it('is listed, and is warned of', () => {
    const read = stray('Exception noted. For 2 of 25 leavers, access was removed late.');
    expect(read.controls.map((c) => c.id)).toEqual(['AC-1', 'AC-2']);
    expect(read.exceptions).toMatchObject([{ sampleSize: 25, deviations: 2, pages: [4] }]);
  });
  it('is not made of words that only say what an exception would be', () => {
    expect(stray('Where an exception was noted, it is described with the test.').exceptions).toEqual([]);
  });
});

describe('documents that are something else', () => {
  it.each([
    ['a readiness assessment', ['# SOC 2 Type 2 Readiness Assessment', 'Prepared for Acme, Inc. We examined controls relevant to security. In our opinion gaps remain.']],
    ['a brochure that quotes an opinion', ['# Acme Security White Paper', 'Our auditor wrote: “We have examined Acme’s description. In our opinion, in all material respects, the controls operated effectively based on the trust services criteria.”']],
    ['a certificate', ['# Certificate of Registration', 'This is to certify that Acme, Inc. operates a management system that conforms to ISO/IEC 27001.']],
  ])('%s is refused', (_name, lines) => expect(readAssuranceDocument(pagesOf(lines))).toMatchObject({ code: 'not-an-assurance-report' }));

  it('a text that cannot be seen decides nothing', () => {
    const report = reportWith(['## Opinion', 'In our opinion, in all material respects, the controls operated effectively.']);
    const hidden = { ...report, pages: report.pages.map((page) => ({ ...page, image: true, runs: page.runs.map((run) => ({ ...run, hidden: true })) })) };
    expect(readAssuranceDocument(hidden)).toMatchObject({ code: 'no-text-layer' });
  });
});

describe('a bridge letter', () => {
  const letter = (date: string, words: string) => readAssuranceDocument(pagesOf(['Acme, Inc.', date, 'Re: SOC 2 Type 2 Bridge Letter', 'Fenn & Rowe LLP issued a SOC 2 Type 2 report for the period January 1, 2025 to December 31, 2025.', 'This letter covers the period January 1, 2026 to March 31, 2026 (the gap period).', words, 'Sincerely,', 'Ada Marlow', 'Chief Information Security Officer']));
  it('says what it covers and that nothing changed', () => {
    expect(letter('April 4, 2026', 'There have been no material changes to the control environment during the gap period.')).toMatchObject({ documentKind: 'bridge-letter', bridgeLetter: { issuer: { value: 'Acme, Inc.' }, signatory: { value: 'Ada Marlow' }, letterDate: { value: '2026-04-04' }, materialChanges: { value: false }, coveredPeriod: { value: { from: '2026-01-01', to: '2026-03-31' } } }, warnings: [] });
  });
  it('tells changes beside a negation', () => {
    expect(letter('April 4, 2026', 'Except for the migration of the hosting provider, there have been no material changes.')).toMatchObject({ bridgeLetter: { materialChanges: { value: true } } });
  });
  it('is warned of where its dates cannot be', () => {
    expect(letter('February 4, 2026', 'There have been no material changes.')).toMatchObject({ warnings: expect.arrayContaining([expect.objectContaining({ code: 'impossible-dates' })]) });
  });
});
