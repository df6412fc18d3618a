import { acceptanceBy, waitsForSecond } from './second-person.js';

const review = (more: object = {}) => ({ verdict: 'accepted' as const, needsSecond: true, secondAccount: null, byAccount: 'ann', ...more });

test('an acceptance counts only with a second person where two are asked for', () => {
  expect(waitsForSecond(review())).toBe(true);
  expect(waitsForSecond(review({ secondAccount: 'bob' }))).toBe(false);
  expect(waitsForSecond(review({ needsSecond: false }))).toBe(false);
  expect(waitsForSecond(review({ verdict: 'rejected' }))).toBe(false);
});

test('the second person is another than the first', () => {
  expect(acceptanceBy('ann', undefined)).toBe('first');
  expect(acceptanceBy('ann', review())).toBe('own');
  expect(acceptanceBy('bob', review())).toBe('second');
  expect(acceptanceBy('cem', review({ secondAccount: 'bob' }))).toBe('nothing');
});

test('a verdict of another kind is replaced by a first acceptance', () => {
  expect(acceptanceBy('ann', review({ verdict: 'clarify', needsSecond: false }))).toBe('first');
});
