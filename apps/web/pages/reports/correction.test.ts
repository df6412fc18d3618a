import { correctionOf } from './correction.js';

describe('what a correction form says', () => {
  it('is a period with both dates, or with its end only', () => {
    expect(correctionOf({ path: 'period', from: '2025-04-01', to: '2026-03-31' })).toEqual({ path: 'period', value: { from: '2025-04-01', to: '2026-03-31' } });
    expect(correctionOf({ path: 'period', from: '', to: '2026-03-31' }).value).toEqual({ from: null, to: '2026-03-31' });
  });

  it('is a list of categories even when only one is chosen', () => {
    expect(correctionOf({ path: 'categories', value: 'security' }).value).toEqual(['security']);
  });

  it('is nothing where the field was emptied', () => {
    expect(correctionOf({ path: 'auditor', value: '  ' }).value).toBeNull();
  });
});
