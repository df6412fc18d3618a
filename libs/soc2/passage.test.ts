import { describe, expect, it } from '@jest/globals';
import { quoteAt } from './passage.js';

describe('a quotation', () => {
  const passage = { text: 'Northlake Services, Inc. SOC 2 Type 2 Report Relevant to Security', marks: [{ at: 0, page: 1 }] };
  it('begins and ends with whole words', () => {
    for (let at = 0; at < 40; at++)
      for (const length of [1, 7, 20]) {
        const words = quoteAt(passage, at, length);
        expect(` ${passage.text} `).toContain(words === '' ? ' ' : ` ${words} `);
      }
  });
  it('is cut between words where it is long', () => {
    const long = { text: 'word '.repeat(200), marks: [] };
    expect(quoteAt(long, 0, 1_000)).toMatch(/^(word )+word…$/);
  });
});
