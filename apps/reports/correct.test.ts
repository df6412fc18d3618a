import type { Extraction } from '#libs/soc2/extraction.js';
import { corrected, demandCorrectable } from './correct.js';

describe('correcting what was read', () => {
  it('takes values of the right kind and refuses the others with what to enter', () => {
    expect(() => demandCorrectable('opinion', 'qualified')).not.toThrow();
    expect(() => demandCorrectable('asOf', '2023-02-30')).toThrow('Enter a date');
    expect(() => demandCorrectable('period', { from: '2026-04-01', to: '2026-03-31' })).toThrow('the first before the second');
    expect(() => demandCorrectable('constructor', 'x')).toThrow('cannot be corrected');
  });

  it('keeps the page that the value was read from and calls it certain', () => {
    const read = { opinion: { value: 'qualified', page: 5, quote: 'except for', confidence: 'likely' } } as unknown as Extraction;
    expect(corrected(read, [{ path: 'opinion', value: 'unqualified' }]).opinion).toEqual({ value: 'unqualified', page: 5, quote: 'except for', confidence: 'certain' });
  });

  it('can say that a value is not there', () => {
    const read = { auditor: { value: 'A', page: 1, quote: 'A', confidence: 'weak' } } as unknown as Extraction;
    expect(corrected(read, [{ path: 'auditor', value: null }]).auditor).toBeNull();
  });
});
