import type { Extraction } from '#libs/soc2/extraction.js';
import { bridgeCredit } from './bridge-credit.js';

const found = <T>(value: T) => ({ value, page: 1, quote: '', confidence: 'certain' as const });
const report = { id: 'r', extraction: { documentKind: 'soc2', reportType: found('type2'), period: found({ from: '2025-04-01', to: '2026-03-31' }), serviceOrganization: found('Northgate Ledger, Inc.'), auditor: found('Castellan LLP') } as unknown as Extraction };
const letter = (change: object = {}): Extraction => ({ documentKind: 'bridge-letter', bridgeLetter: {
  issuer: found('Northgate Ledger Services'), signatory: null, letterDate: found('2026-06-20'), coveredPeriod: found({ from: '2026-04-01', to: '2026-06-15' }), assertedThrough: null, materialChanges: found(false), report: null, ...change,
} }) as unknown as Extraction;
const today = '2026-08-01';

describe('the days that a bridge letter is credited', () => {
  it('are those from the end of the report to its own last day', () => {
    expect(bridgeCredit(letter(), [report], today)).toEqual({ report: 'r', from: '2026-04-01', to: '2026-06-15', because: [] });
    expect(bridgeCredit(letter({ coveredPeriod: null, assertedThrough: found('2026-06-20') }), [report], today)).toMatchObject({ from: '2026-04-01', to: '2026-06-20' });
  });

  it('are three months at most', () => {
    const long = letter({ letterDate: found('2026-07-30'), coveredPeriod: found({ from: '2026-04-01', to: '2026-07-30' }) });
    expect(bridgeCredit(long, [report], today)).toMatchObject({ from: '2026-04-01', to: '2026-06-30', because: [expect.stringContaining('three months')] });
  });

  it.each([
    ['is dated after today', letter({ letterDate: found('2026-08-02') }), 'in the future'],
    ['speaks of days after its own date', letter({ letterDate: found('2026-06-01') }), 'after its own date'],
    ['is dated before the report had ended', letter({ letterDate: found('2026-03-01'), coveredPeriod: found({ from: '2026-04-01', to: '2026-06-15' }) }), 'before the report'],
    ['begins weeks after the report ended', letter({ coveredPeriod: found({ from: '2026-05-01', to: '2026-06-15' }) }), '30 days are missing'],
    ['is issued by somebody else', letter({ issuer: found('Castellan LLP') }), 'issued by Castellan'],
    ['names another auditor', letter({ report: found({ kind: null, auditor: 'Brackwater LLP', from: null, to: '2026-03-31' }) }), 'another auditor'],
    ['names material changes', letter({ materialChanges: found(true) }), 'material changes'],
    ['does not say whether anything changed', letter({ materialChanges: null }), 'does not say whether'],
    ['goes on from a report that nobody accepted', letter({ report: found({ kind: null, auditor: null, from: null, to: '2025-12-31' }) }), 'No accepted Type II report'],
    ['has no last day', letter({ coveredPeriod: null }), 'until when'],
  ])('are none where the letter %s', (_what, given, words) => {
    const credit = bridgeCredit(given, [report], today);
    expect([credit.from, credit.to]).toEqual([null, null]);
    expect(credit.because.join(' ')).toContain(words);
  });

  it('are none after a Type I report, which speaks of one day', () => {
    expect(bridgeCredit(letter(), [{ ...report, extraction: { ...report.extraction, reportType: found('type1' as const) } }], today).from).toBeNull();
  });
});
