import { uncoveredDays, type Span } from './calendar-spans.js';

const span = (kind: Span['kind'], from: string, to: string): Span => ({ kind, document: 'd', from, to, text: '' });

describe('the days that nothing covers', () => {
  it('lie between reports and from the last covered day until today', () => {
    const spans = [span('report', '2024-01-01', '2024-12-31'), span('report', '2025-02-01', '2025-12-31'), span('bridge', '2026-01-01', '2026-02-28')];
    expect(uncoveredDays(spans, '2023-01-01', '2026-03-10')).toEqual([{ from: '2025-01-01', to: '2025-01-31', days: 31 }, { from: '2026-03-01', to: '2026-03-10', days: 10 }]);
  });

  it('are counted once where reports overlap, and within the window only', () => {
    const spans = [span('report', '2024-01-01', '2024-06-30'), span('report', '2024-04-01', '2024-05-01'), span('report', '2024-08-01', '2025-01-31')];
    expect(uncoveredDays(spans, '2024-07-15', '2025-01-10')).toEqual([{ from: '2024-07-15', to: '2024-07-31', days: 17 }]);
  });

  it('are none where nothing covers any day: a Type I report and a certificate begin no line', () => {
    expect(uncoveredDays([span('point', '2024-01-01', '2024-01-01'), span('document', '2024-01-01', '2027-01-01')], '2023-01-01', '2026-01-01')).toEqual([]);
  });

  it('are none before a report that begins after today', () => {
    expect(uncoveredDays([span('report', '2026-05-01', '2026-06-01')], '2023-01-01', '2026-01-01')).toEqual([]);
  });
});
