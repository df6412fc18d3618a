import { shortened } from './shortened.js';

test('a text that fits stays as it is, and a longer one ends after a whole word', () => {
  expect(shortened('In our opinion,  fairly', 40)).toBe('In our opinion, fairly');
  expect(shortened('provide reasonable assurance that Northgate', 37)).toBe('provide reasonable assurance that …');
  expect(shortened('unbreakableword', 5)).toBe('u …');
});
