import { describe, expect, it } from '@jest/globals';
import { datesIn, daysBetween, periodsIn } from './dates.js';

describe('dates', () => {
  it.each([
    ['January 31, 2024', '2024-01-31'], ['31 January 2024', '2024-01-31'], ['20. Dezember 2025', '2025-12-20'], ['10/01/2024', '2024-10-01'],
    ['20.12.2025', '2025-12-20'], ['2025-07-24', '2025-07-24'], ['Feb. 29, 2024', '2024-02-29'],
  ])('%s is %s', (text, iso) => expect(datesIn(text).map((d) => d.iso)).toEqual([iso]));

  it('that cannot be are not read', () => expect(datesIn('February 30, 2024, 31.04.2024, version 1.2.2024567')).toEqual([]));

  it('are counted in days over a leap day', () => expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2));
});

describe('periods', () => {
  it.each([
    ['throughout the period July 24, 2024 to July 23, 2025', '2024-07-24', '2025-07-23'],
    ['April 1, 2024 – March 31, 2025', '2024-04-01', '2025-03-31'],
    ['10/01/2024 – 09/30/2025', '2024-10-01', '2025-09-30'],
    ['from 1 October 2024 through 30 September 2025', '2024-10-01', '2025-09-30'],
    ['January 1 to December 31, 2025', '2025-01-01', '2025-12-31'],
    ['for the period ending June 30, 2025', null, '2025-06-30'],
  ])('%s', (text, from, to) => expect(periodsIn(text)[0]).toMatchObject({ from, to }));

  it('that end before they begin are none', () => expect(periodsIn('May 1, 2025 to April 1, 2025')).toEqual([]));
});
