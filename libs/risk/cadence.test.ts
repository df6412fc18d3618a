import { addMonths, nextAssessment } from './cadence.js';

describe('cadence of assessments', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'], ['2024-01-31', 1, '2024-02-29'], ['2026-12-15', 1, '2027-01-15'], ['2024-02-29', 12, '2025-02-28'], ['2026-05-10', 36, '2029-05-10'],
  ])('%s plus %d months is %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });

  it('follows the tier', () => {
    expect((['critical', 'high', 'medium', 'low'] as const).map((tier) => nextAssessment(tier, '2026-03-01', [], '2026-11-25').date))
      .toEqual(['2027-03-01', '2027-03-01', '2028-03-01', '2029-03-01']);
  });

  it('is due at once when there never was an assessment', () => {
    expect(nextAssessment('low', null, [], '2026-11-25')).toEqual({ date: '2026-11-25', because: 'Never assessed' });
  });

  it('comes forward to the first event after the last assessment, and forgets earlier ones', () => {
    expect(nextAssessment('medium', '2026-03-01', [
      { event: 'contract-renewal', date: '2026-09-01' }, { event: 'breach', date: '2026-06-01' }, { event: 'new-data', date: '2026-02-01' }], '2026-11-25'))
      .toEqual({ date: '2026-06-01', because: 'The vendor had a breach' });
  });

  it('takes another cadence as data', () => {
    expect(nextAssessment('low', '2026-03-01', [], '2026-11-25', { critical: 6, high: 6, medium: 12, low: 18 }).date).toBe('2027-09-01');
  });
});
