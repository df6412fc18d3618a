import { measuredOf } from './measured.js';

describe('measured values of a form', () => {
  it('are durations with their unit, numbers and sets of ids', () => {
    expect(measuredOf({ 'measure-every': '3', 'measure-every-unit': 'months', 'measure-at-least': '12', 'measure-scope': 'servers, laptops' })).toEqual([
      { parameter: 'every', value: { n: 3, unit: 'months' }, precision: 'exact' },
      { parameter: 'at-least', value: 12, precision: 'exact' },
      { parameter: 'scope', value: ['servers', 'laptops'], precision: 'exact' },
    ]);
  });

  it('say nothing where a field is empty, no number, or has a unit that is none', () => {
    expect(measuredOf({ 'measure-every': '', 'measure-within': 'soon', 'measure-within-unit': 'days', 'measure-for': '1', 'measure-for-unit': 'moons' })).toEqual([]);
  });
});
