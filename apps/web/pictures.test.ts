import fc from 'fast-check';
import { barPaths, barSegments, dayNumber, spanDays, timelinePicture, trendPicture } from './pictures.js';

test('the parts of a bar follow each other and end where the bar ends', () => {
  const counts = fc.array(fc.nat(500), { minLength: 1, maxLength: 7 }).filter((each) => each.some((count) => count > 0));
  fc.assert(fc.property(counts, (each) => {
    const total = each.reduce((sum, count) => sum + count, 0);
    const segments = barSegments(each.map((count, index) => ({ state: String(index), count })), total);
    const ends = segments.map(({ x, width }) => Number.parseFloat(x) + Number.parseFloat(width));
    expect(segments.map(({ count }) => count)).toEqual(each.filter((count) => count > 0));
    segments.slice(1).forEach(({ x }, index) => expect(Number.parseFloat(x)).toBeGreaterThanOrEqual((ends[index] ?? 0) - 0.011));
    expect(ends.at(-1)).toBeCloseTo(100, 1);
  }), { seed: 7 });
});

test('in a column of bars each bar is cut into its parts from its left end to its right end, one path for each state', () => {
  const counts = fc.array(fc.array(fc.nat(500), { minLength: 4, maxLength: 4 }).filter((each) => each.some((count) => count > 0)), { minLength: 1, maxLength: 6 });
  fc.assert(fc.property(counts, (bars) => {
    const paths = barPaths(bars.map((each) => ({ parts: each.map((count, index) => ({ state: String(index), count })), total: each.reduce((sum, count) => sum + count, 0) })));
    const boxes = paths.flatMap(({ state, d }) => [...d.matchAll(/M(\d+) (\d+)h(\d+)v6h-\d+z/g)].map(([, x, y, width]) => ({ state, x: Number(x), y: Number(y), end: Number(x) + Number(width) })));
    expect(new Set(paths.map(({ state }) => state)).size).toBe(paths.length);
    bars.forEach((each, index) => {
      const parts = boxes.filter(({ y }) => y === index * 14 + 4).sort((a, b) => a.x - b.x || a.end - b.end);
      expect(parts.map(({ state }) => state).sort()).toEqual(each.flatMap((count, at) => (count > 0 ? [String(at)] : [])));
      parts.slice(1).forEach(({ x }, at) => expect(x).toBeGreaterThanOrEqual((parts[at]?.end ?? 0) - 1));
      expect(parts[0]?.x).toBe(660);
      expect(Math.abs(1_600 - (parts.at(-1)?.end ?? 0))).toBeLessThanOrEqual(1);
    });
  }), { seed: 7 });
});

test('a span counts its first and its last day', () => {
  expect(spanDays({ from: '2026-01-01', to: '2026-03-10' })).toBe(69);
  expect(spanDays({ from: '2024-02-29', to: '2024-02-29' })).toBe(1);
});

test('what is not a calendar date is refused by name', () => {
  expect(() => dayNumber('31.03.2026')).toThrow('"31.03.2026" is not a calendar date');
  expect(() => dayNumber('2026-02-31x')).toThrow('not a calendar date');
});

test('a timeline cuts spans at its window, leaves out those outside, and notes the days of each gap', () => {
  const picture = timelinePicture({
    from: '2025-01-01', to: '2025-12-31', today: '2025-07-02',
    rows: [{ text: 'SOC 2', spans: [
      { kind: 'report', from: '2023-01-01', to: '2024-12-31' },
      { kind: 'report', from: '2024-07-01', to: '2025-06-30' },
      { kind: 'gap', from: '2025-07-01', to: '2025-12-31' },
    ] }],
  });
  const [report, gap] = picture.rows[0]?.spans ?? [];
  expect(picture.rows[0]?.spans).toHaveLength(2);
  expect([report?.x, report?.width]).toEqual(['0.00%', '49.59%']);
  expect([gap?.x, gap?.end, gap?.days]).toEqual(['49.59%', '100.00%', 184]);
  expect(picture.now?.x).toBe('49.86%');
  expect(picture.kinds).toEqual(['report', 'gap']);
});

test('a timeline has at most seven ticks, each at the start of a month, however long it is', () => {
  for (const to of ['2025-02-10', '2026-06-30', '2031-01-01', '2060-12-31']) {
    const { ticks } = timelinePicture({ from: '2025-01-15', to, rows: [] });
    expect(ticks.length).toBeLessThanOrEqual(7);
    expect(ticks.every(({ date }) => date.endsWith('-01') && date >= '2025-01-15' && date <= to)).toBe(true);
  }
});

test('a trend draws no line over a value that is not known', () => {
  const { lines, dots } = trendPicture([
    { date: '2026-01-01', share: 0 }, { date: '2026-02-01', share: 1 }, { date: '2026-03-01', share: null }, { date: '2026-04-01', share: 0.5 },
  ]);
  expect(dots.map(({ y }) => y)).toEqual([128, 8, 68]);
  expect(lines).toEqual([{ x1: '8.00%', y1: 128, x2: '39.00%', y2: 8 }]);
});
