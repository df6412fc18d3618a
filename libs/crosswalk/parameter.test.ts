import fc from 'fast-check';
import { BoundFault, formatBoundedControl, parseBoundedControl } from './bound.js';
import { compareDurations } from './duration.js';
import type { Duration } from './duration.js';
import { keepsBound, maskOfBounds } from './parameter.js';
import { EQ, NOT_DISJOINT, PP, PPi, converse } from './relation.js';

const bounds = (text: string) => parseBoundedControl(`X-01${text}`).bounds;
const duration = (text: string) => bounds(`[every<=${text}]`)[0]!.value as Duration;

describe('bounds', () => {
  test.each([
    ['VUL-02', 'VUL-02'],
    ['VUL-02[every<=3 months]', 'VUL-02[every<=3 months]'],
    [' VUL-02 [ every <= 1 month ]', 'VUL-02[every<=1 month]'],
    ['IRM-04[within<=72 hours]', 'IRM-04[within<=72 hours]'],
    ['IAM-07[at-most<=10,at-least>=12]', 'IAM-07[at-least>=12, at-most<=10]'],
    ['LOG-05[for>=1 years]', 'LOG-05[for>=1 year]'],
    ['IRM-04[within<=5 business days]', 'IRM-04[within<=5 business days]'],
    ['BCP-02[scope>=b|a|b]', 'BCP-02[scope>=a|b]'],
  ])('%s is written %s', (text, canonical) => {
    expect(formatBoundedControl(parseBoundedControl(text))).toBe(canonical);
    expect(formatBoundedControl(parseBoundedControl(canonical))).toBe(canonical);
  });

  test.each([
    'X[every>=3 months]', 'X[every<=3]', 'X[every<=0 days]', 'X[each<=3 days]', 'X[at-least>=many]', 'X[]', 'X[every<=1 day', '[every<=1 day]',
    'X[every<=1 day, every<=2 days]', 'X[scope>=a||b]',
  ])('%s is refused and the message shows the text', (text) => {
    expect(() => parseBoundedControl(text)).toThrow(BoundFault);
    expect(() => parseBoundedControl(text)).toThrow(text);
  });

  test.each([
    ['3 months', '6 months', 'less'], ['12 months', '1 year', 'equal'], ['80 days', '3 months', 'less'], ['89 days', '3 months', 'less'],
    ['90 days', '3 months', 'unknown'], ['92 days', '3 months', 'greater'], ['365 days', '1 year', 'less'], ['366 days', '12 months', 'greater'],
    ['1 week', '7 days', 'equal'], ['72 hours', '3 days', 'equal'], ['3 business days', '5 business days', 'less'],
    ['3 business days', '72 hours', 'greater'], ['3 business days', '5 days', 'unknown'], ['24 hours', '1 business day', 'less'],
  ])('%s against %s is %s', (a, b, order) => {
    expect(compareDurations(duration(a), duration(b))).toBe(order);
  });

  test('the stricter bound holds the looser; the bare control lies inside; the uncertain still overlap', () => {
    expect(maskOfBounds(bounds('[every<=3 months]'), bounds('[every<=6 months]'))).toBe(PPi);
    expect(maskOfBounds(bounds(''), bounds('[every<=6 months]'))).toBe(PP);
    expect(maskOfBounds(bounds('[for>=1 year]'), bounds('[for>=12 months]'))).toBe(EQ);
    expect(maskOfBounds(bounds('[for>=12 months]'), bounds('[for>=3 months]'))).toBe(PPi);
    expect(maskOfBounds(bounds('[scope>=a|b]'), bounds('[scope>=a]'))).toBe(PPi);
    expect(maskOfBounds(bounds('[every<=90 days]'), bounds('[every<=3 months]'))).toBe(NOT_DISJOINT);
    expect(maskOfBounds(bounds('[every<=1 day]'), bounds('[within<=1 day]'))).toBe(NOT_DISJOINT);
    expect(maskOfBounds(bounds('[every<=1 day, at-least>=12]'), bounds('[at-least>=8]'))).toBe(PPi);
  });

  test('the order of bounds is transitive and its converse is the order turned round', () => {
    const value = fc.record({ n: fc.integer({ min: 1, max: 400 }), unit: fc.constantFrom('hours', 'days', 'business-days', 'weeks', 'months', 'years') });
    fc.assert(fc.property(value, value, value, (a, b, c) => {
      const [x, y, z] = [a, b, c].map((one) => [{ parameter: 'every' as const, value: one as Duration }]);
      expect(maskOfBounds(y!, x!)).toBe(converse(maskOfBounds(x!, y!)));
      if (maskOfBounds(x!, y!) === PPi && maskOfBounds(y!, z!) === PPi) expect(maskOfBounds(x!, z!)).toBe(PPi);
    }), { seed: 7 });
  });

  test.each([
    ['every', '92 days', 'exact', '3 months', 'yes'], ['every', '93 days', 'exact', '3 months', 'no'], ['every', '3 months', 'exact', '90 days', 'yes'],
    ['every', '12 months', 'exact', '3 months', 'no'], ['every', '12 months', 'bound', '3 months', 'unknown'], ['every', '1 month', 'bound', '3 months', 'yes'],
    ['within', '3 business days', 'exact', '5 days', 'unknown'], ['for', '365 days', 'exact', '12 months', 'yes'], ['for', '300 days', 'exact', '12 months', 'no'],
  ] as const)('measured %s %s (%s) against %s: %s', (parameter, value, precision, need, answer) => {
    expect(keepsBound({ parameter, value: duration(value), precision }, { parameter, value: duration(need) })).toBe(answer);
  });

  test('numbers and sets are measured too, and another parameter says nothing', () => {
    expect(keepsBound({ parameter: 'at-least', value: 14, precision: 'exact' }, { parameter: 'at-least', value: 12 })).toBe('yes');
    expect(keepsBound({ parameter: 'at-most', value: 14, precision: 'exact' }, { parameter: 'at-most', value: 10 })).toBe('no');
    expect(keepsBound({ parameter: 'scope', value: ['a'], precision: 'exact' }, { parameter: 'scope', value: ['a', 'b'] })).toBe('no');
    expect(keepsBound({ parameter: 'scope', value: ['b', 'a'], precision: 'bound' }, { parameter: 'scope', value: ['a', 'b'] })).toBe('yes');
    expect(keepsBound({ parameter: 'every', value: 14, precision: 'exact' }, { parameter: 'at-most', value: 10 })).toBe('unknown');
  });
});
