import { addMonths, dateOf, dayOf, sayDate } from './calendar.js';

describe('calendar dates', () => {
  test('days are numbered as the system clock numbers them, from 1600 to 2400', () => {
    for (let day = -135_140; day < 157_054; day += 13) expect(dayOf(dateOf(day))).toBe(day);
    expect(dayOf('1970-01-01')).toBe(0);
  });

  test.each([['2025-01-31', 1, '2025-02-28'], ['2024-01-31', 1, '2024-02-29'], ['2024-02-29', 12, '2025-02-28'], ['2025-12-31', 12, '2026-12-31'], ['2025-11-15', 3, '2026-02-15']])(
    '%s and %i months is %s', (from, months, to) => expect(dateOf(addMonths(from, months))).toBe(to));

  test.each(['2025-02-29', '2025-13-01', '2025-00-10', '2025-1-01', '20250101', '2025-01-01T00:00', '', 'abcd-ef-gh'])('"%s" is refused', (text) => {
    expect(() => dayOf(text)).toThrow(RangeError);
  });

  test('a date is said in words', () => {
    expect(sayDate('2024-04-01')).toBe('1 Apr 2024');
  });
});
