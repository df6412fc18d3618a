/** One part of a bar. */
export interface BarPart {
  readonly state: string;
  readonly count: number;
}

/** A part with its place, in per cent of the bar's width. */
export interface BarSegment extends BarPart {
  readonly x: string;
  readonly width: string;
}

const GAP = 0.35;

/** Percent with two decimals, as SVG attributes take it. */
export function svgPercent(value: number): string {
  return `${value.toFixed(2)}%`;
}

/**
 * Places the parts of a bar one after the other with a hair's gap between them. Parts of zero
 * are left out. `total` is what the whole bar stands for; a smaller sum leaves track visible.
 */
export function barSegments(parts: readonly BarPart[], total: number): BarSegment[] {
  const shown = parts.filter((part) => part.count > 0);
  let before = 0;
  return shown.map((part, index) => {
    const x = (before / total) * 100;
    const share = (part.count / total) * 100;
    before += part.count;
    const gap = index < shown.length - 1 ? Math.min(GAP, share / 2) : 0;
    return { ...part, x: svgPercent(x), width: svgPercent(share - gap) };
  });
}

/** A column of bars in a picture 160 wide, with room for words on their left. */
const COLUMN = { from: 66, width: 94, pitch: 14, thick: 6, gap: 4 };

/** What stands behind the bars of a column, the same for every row of a table that compares the same things: their names and empty tracks. */
export function barFrame(names: readonly string[]) {
  return {
    height: names.length * COLUMN.pitch,
    lines: names.map((text, index) => ({ text, y: index * COLUMN.pitch + 10 })),
    track: names.map((_, index) => box(COLUMN.from, barTop(index), COLUMN.width)).join(''),
  };
}

/**
 * The parts of bars under each other: one path for each state, whatever the number of bars, so that a long table stays
 * light. Lengths across are in tenths, whole numbers, which are quick to write.
 */
export function barPaths(bars: readonly { readonly parts: readonly BarPart[]; readonly total: number }[]): { state: string; d: string }[] {
  const paths = new Map<string, string>();
  const [from, width] = [COLUMN.from * 10, COLUMN.width * 10];
  bars.forEach(({ parts, total }, index) => {
    let before = 0;
    for (const { state, count } of parts) {
      if (count === 0) continue;
      const share = (count / total) * width;
      const gap = before + count < total ? Math.min(COLUMN.gap, share / 2) : 0;
      paths.set(state, (paths.get(state) ?? '') + box(from + (before / total) * width, barTop(index), share - gap));
      before += count;
    }
  });
  return [...paths].map(([state, d]) => ({ state, d }));
}

const barTop = (index: number): number => index * COLUMN.pitch + 4;

function box(from: number, top: number, wide: number): string {
  const width = Math.round(wide);
  return `M${Math.round(from)} ${top}h${width}v${COLUMN.thick}h-${width}z`;
}

/** A stretch of days on a timeline; both dates belong to it (YYYY-MM-DD). */
export interface Span {
  readonly kind: 'report' | 'bridge' | 'gap' | 'plan' | 'other';
  readonly from: string;
  readonly to: string;
  readonly text?: string;
}

export interface TimelineRow {
  readonly text: string;
  readonly spans: readonly Span[];
}

export interface TimelineSource {
  readonly from: string;
  readonly to: string;
  readonly today?: string;
  readonly rows: readonly TimelineRow[];
}

const DAY = 86_400_000;
const ROW_HEIGHT = 64;
const KINDS = ['report', 'bridge', 'gap', 'plan', 'other'] as const;

/** Whole days since 1970 of a calendar date. @throws Error when it is not YYYY-MM-DD */
export function dayNumber(date: string): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time)) throw new Error(`"${date}" is not a calendar date (YYYY-MM-DD)`);
  return time / DAY;
}

/** Days of a span, its first and last day included. */
export function spanDays(span: { readonly from: string; readonly to: string }): number {
  return dayNumber(span.to) - dayNumber(span.from) + 1;
}

/**
 * Lays a timeline out: x and width in per cent, y in pixels, a tick at the start of at most seven
 * months. Spans that reach beyond the window are cut at its edges.
 */
export function timelinePicture(source: TimelineSource) {
  const first = dayNumber(source.from);
  const last = dayNumber(source.to) + 1;
  const place = (day: number): number => (Math.min(Math.max(day, first), last) - first) / (last - first) * 100;
  const rows = source.rows.map((row, index) => {
    const top = 24 + index * ROW_HEIGHT;
    const spans = row.spans
      .filter((span) => dayNumber(span.to) >= first && dayNumber(span.from) < last)
      .map((span) => {
        const x = place(dayNumber(span.from));
        const end = place(dayNumber(span.to) + 1);
        return { ...span, days: spanDays(span), x: svgPercent(x), width: svgPercent(end - x), end: svgPercent(end), y: top + 22 };
      });
    const gaps = spans.filter((span) => span.kind === 'gap')
      .map((gap) => (Number.parseFloat(gap.end) > 30 ? { ...gap, noteX: gap.end, noteAnchor: 'end', noteShift: -4 } : { ...gap, noteX: gap.x, noteAnchor: 'start', noteShift: 0 }));
    return { text: row.text, spans, gaps, labelY: top + 14, noteY: top + 54 };
  });
  const height = 24 + rows.length * ROW_HEIGHT + (source.today ? 18 : 0);
  const today = source.today ? dayNumber(source.today) : undefined;
  const now = today !== undefined && today >= first && today < last ? place(today) : undefined;
  return {
    rows,
    height,
    kinds: KINDS.filter((kind) => rows.some((row) => row.spans.some((span) => span.kind === kind))),
    ticks: monthTicks(source.from, source.to).map((tick) => ({ ...tick, x: svgPercent(place(dayNumber(tick.date))), last: place(dayNumber(tick.date)) > 92 })),
    now: now === undefined ? undefined : { x: svgPercent(now), anchor: now > 50 ? 'end' : 'start', lineEnd: height - 14, textY: height - 2 },
  };
}

function monthTicks(from: string, to: string): { date: string }[] {
  const months: string[] = [];
  let [year = 0, month = 0] = from.split('-').map(Number);
  for (let date = from.endsWith('-01') ? from : next(); date <= to; date = next()) months.push(date);
  const step = [1, 2, 3, 6, 12, 24, 60].find((every) => months.length / every <= 7) ?? 120;
  return months.filter((_, index) => index % step === 0).map((date) => ({ date }));

  function next(): string {
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
    return `${year}-${String(month).padStart(2, '0')}-01`;
  }
}

/** A value at a date: `share` of what is asked, 0 to 1, or null where it is not known. */
export interface TrendPoint {
  readonly date: string;
  readonly share: number | null;
}

const TREND_TOP = 8;
const TREND_HEIGHT = 120;

/**
 * Places points of a trend, x in per cent by date, y in pixels between 0 and 100%. A line joins
 * neighbours that are both known: over an unknown value nothing is drawn.
 */
export function trendPicture(points: readonly TrendPoint[]) {
  const days = points.map((point) => dayNumber(point.date));
  const first = Math.min(...days);
  const span = Math.max(...days) - first || 1;
  const y = (share: number): number => Math.round((TREND_TOP + (1 - share) * TREND_HEIGHT) * 10) / 10;
  const placed = points.map((point, index) => ({
    ...point,
    x: svgPercent(8 + (((days[index] ?? first) - first) / span) * 90),
    y: point.share === null ? null : y(point.share),
  }));
  const lines = placed.slice(1).flatMap((to, index) => {
    const from = placed[index];
    return from && from.y !== null && to.y !== null ? [{ x1: from.x, y1: from.y, x2: to.x, y2: to.y }] : [];
  });
  return {
    height: TREND_TOP + TREND_HEIGHT + 24,
    labelY: TREND_TOP + TREND_HEIGHT + 18,
    grid: [1, 0.5, 0].map((share) => ({ share, y: y(share), textY: y(share) - 3 })),
    lines,
    dots: placed.filter((point) => point.y !== null),
    firstDate: points[0]?.date,
    lastDate: points.at(-1)?.date,
  };
}
