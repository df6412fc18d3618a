import { newId, randomBits } from './ids.js';

test('ids are UUIDv7, differ, and sort in the order in which they were made, also within a millisecond', () => {
  const ids = Array.from({ length: 20_000 }, () => newId());
  expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
});

test('an id carries the time of its making', () => {
  const before = Date.now();
  expect(parseInt(newId().replace('-', '').slice(0, 12), 16)).toBeGreaterThanOrEqual(before);
});

test('no random bytes are given out twice', () => {
  const given = Array.from({ length: 1_000 }, () => randomBits(24).toString('hex'));
  expect(new Set(given).size).toBe(given.length);
});
