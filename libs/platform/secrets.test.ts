import fc from 'fast-check';
import { canonicalJson, sha256 } from './digests.js';
import { derive, sameSecret, sixDigits } from './derived-tokens.js';

const key = Buffer.alloc(32, 1).toString('base64url');

describe('a derived secret', () => {
  test('is the same each time, 32 bytes long, and another for each purpose, id, generation and key', () => {
    const all = [
      derive(key, 'link', 'a', 1), derive(key, 'reset', 'a', 1), derive(key, 'link', 'b', 1), derive(key, 'link', 'a', 2),
      derive(Buffer.alloc(32, 2).toString('base64url'), 'link', 'a', 1),
    ];
    expect(derive(key, 'link', 'a', 1)).toBe(all[0]);
    expect(new Set(all).size).toBe(all.length);
    expect(Buffer.from(all[0]!, 'base64url')).toHaveLength(32);
  });

  test('does not confuse where the purpose ends and the id begins', () => {
    expect(derive(key, 'ab', 'c', 1)).not.toBe(derive(key, 'a', 'bc', 1));
  });

  test.each([undefined, '', 'c2hvcnQ'])('is not made from the key %s', (weak) => {
    expect(() => derive(weak, 'link', 'a', 1)).toThrow('at least 32 bytes');
    expect(() => sixDigits(weak, 'link', 'a', 1)).toThrow('at least 32 bytes');
  });

  test('of six digits has six digits, and nearly every one of its kind differs', () => {
    const codes = Array.from({ length: 1_000 }, (_, generation) => sixDigits(key, 'link', 'a', generation));
    expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true);
    expect(new Set(codes).size).toBeGreaterThan(990);
  });

  test('equals itself and nothing else', () => {
    expect(sameSecret('abc', 'abc')).toBe(true);
    expect(sameSecret('abc', 'abd')).toBe(false);
    expect(sameSecret('abc', 'abcd')).toBe(false);
  });
});

describe('canonical JSON', () => {
  test('does not depend on the order of keys at any depth', () => {
    expect(canonicalJson({ b: [{ d: 1, c: undefined }], a: null })).toBe(canonicalJson({ a: null, b: [{ d: 1 }] }));
    expect(canonicalJson(undefined)).toBe('null');
    expect(canonicalJson({ 9: 'b', 10: 'a', at: new Date(0) })).toBe('{"10":"a","9":"b","at":"1970-01-01T00:00:00.000Z"}');
  });

  test('holds what JSON holds, and survives keys that mean something to JavaScript', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed: 11, numRuns: 300 },
    );
    const odd = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}') as unknown;
    expect(canonicalJson(odd)).toBe('{"__proto__":{"a":1},"constructor":2}');
  });
});

test('SHA-256 is the one of FIPS 180-4', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
