import fc from 'fast-check';
import { reminderDates, usualReminders } from './reminder-dates.js';

describe('when a vendor is reminded', () => {
  it('is seven, three and one day before a Wednesday, then each week', () => {
    expect(reminderDates('2026-12-09', usualReminders).slice(0, 5)).toEqual(['2026-12-02', '2026-12-04', '2026-12-08', '2026-12-16', '2026-12-23']);
  });

  it('is the Friday before where it would be a weekend, and only once', () => {
    expect(reminderDates('2026-12-14', { before: [1, 2, 3], weekly: false })).toEqual(['2026-12-11']);
  });

  it('never falls on a weekend, and nothing comes after the date where weekly reminders are off', () => {
    fc.assert(fc.property(fc.date({ min: new Date('2024-01-01'), max: new Date('2035-12-31'), noInvalidDate: true }), fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 6 }), (date, before) => {
      const due = date.toISOString().slice(0, 10);
      const dates = reminderDates(due, { before, weekly: false });
      expect(dates.every((each) => each <= due && ![0, 6].includes(new Date(each).getUTCDay()))).toBe(true);
    }), { seed: 7 });
  });
});
