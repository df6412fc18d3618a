import { describe, expect, it } from '@jest/globals';
import { lineOfJson } from './json-line.js';

const text = '\n[\n  {"a": "x, ]}\\"", "b": [1,\n 2]},\n  {"a": {"from":\n"2026" } }\n]';

describe('the line of a value in JSON', () => {
  it.each([
    ['', 2], ['[0]', 3], ['[0].b', 3], ['[0].b[1]', 4], ['[1].a', 5], ['[1].a.from', 6],
    ['[1].a.to', 5], ['[7]', 2], ['[0].b[0].deeper', 3],
  ])('%s stands in line %i', (path, line) => {
    expect(lineOfJson(text, path)).toBe(line);
  });

  it('takes the last of members with one name, as parsing does', () => {
    expect(lineOfJson('{"a":1,\n"a":2}', 'a')).toBe(2);
  });
});
