import { describe, expect, it } from '@jest/globals';
import { criteriaIn, leadingCriteria, startsWithCriterion, trailingCriteria } from './criteria.js';

describe('criteria in a text', () => {
  it.each([
    ['CC6.1 - CC6.3 & CC6.5', ['CC6.1', 'CC6.2', 'CC6.3', 'CC6.5']],
    ['CC1.1, CC1.4; A1.2 and PI1.3', ['CC1.1', 'CC1.4', 'A1.2', 'PI1.3']],
    ['CC9.2 to A1.1', ['CC9.2', 'A1.1']],
    ['P4.1–P4.3', ['P4.1', 'P4.2', 'P4.3']],
    ['CC1.1.2 is a control id, CC1.0 a series', []],
    ['CC12.1, CC6.9 and version 6.1 are none', []],
    ['', []],
  ])('%s', (text, expected) => expect(criteriaIn(text)).toEqual(expected));

  it('are taken from the head of a text with what follows', () => {
    expect(leadingCriteria('CC6.2, CC6.3 – Roles are reviewed.')).toEqual({ criteria: ['CC6.2', 'CC6.3'], rest: 'Roles are reviewed.' });
    expect(leadingCriteria('CC6.1.3 Roles are reviewed.')).toBeNull();
    expect(startsWithCriterion('Roles of CC6.1')).toBe(false);
  });

  it('are taken from the end of a text in brackets or after a label', () => {
    expect(trailingCriteria('Keys are kept. [CC6.1]')).toEqual({ criteria: ['CC6.1'], rest: 'Keys are kept.' });
    expect(trailingCriteria('Keys are kept. Criteria: CC6.1, CC6.7')).toEqual({ criteria: ['CC6.1', 'CC6.7'], rest: 'Keys are kept.' });
    expect(trailingCriteria('Keys of CC6.1 are kept.')).toBeNull();
  });
});
