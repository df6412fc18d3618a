import fc from 'fast-check';
import { lookAfter, patience, type ConsumerState } from './look-after.js';

const stream = { first: 10, last: 20 };
const busy: ConsumerState = { settledTo: 11, pending: 3, unsettled: 2 };

describe('an event that stays unconfirmed', () => {
  test.each<[string, number, readonly (ConsumerState | null)[], 'publish' | 'wait']>([
    ['is waited for while the consumer has it before itself', 15, [busy], 'wait'],
    ['is published again when the stream has dropped it', 9, [busy], 'publish'],
    ['is published again when the stream began anew and has not come so far', 21, [busy], 'publish'],
    ['is published again when the consumer has settled it and the confirmation is lost', 11, [busy], 'publish'],
    ['is published again when the consumer has nothing left to do', 15, [{ settledTo: 9, pending: 0, unsettled: 0 }], 'publish'],
    ['is waited for while the only consumer does not exist', 5, [null], 'wait'],
    ['is published again for the consumer that exists', 5, [null, busy], 'publish'],
    ['is waited for when one consumer is gone and the other is on its way', 15, [null, busy], 'wait'],
  ])('%s', (_name, sequence, consumers, what) => {
    expect(lookAfter(sequence, stream, consumers)).toBe(what);
  });

  test('is never published again while every consumer that exists still has it to come', () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.nat(1_000), fc.nat(100), fc.nat(100), (first, span, ahead, unsettled) => {
        const sequence = first + Math.floor(span / 2) + 1;
        const state = { first, last: first + span + 1 };
        const consumer = { settledTo: sequence - 1 - ahead, pending: 1, unsettled };
        expect(lookAfter(sequence, state, [consumer])).toBe('wait');
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

test('patience doubles with each attempt up to five minutes', () => {
  expect([1, 2, 3, 20].map((attempt) => patience(5_000, attempt))).toEqual([5_000, 10_000, 20_000, 300_000]);
});
