/** One line of the table at the end. */
export interface Figure {
  readonly what: string;
  readonly measured: string;
  /** What it is compared with, measured in the same run; empty where it is for orientation. */
  readonly against: string;
  readonly ratio?: number;
  readonly target?: { readonly atMost?: number; readonly atLeast?: number };
}

/** The value below which a share of the samples lies. @param samples in any order @param share 0 to 1 */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} ms`;
export const perSecond = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)}/s`;

/** `ok`, `missed`, or nothing where no target was set. */
export function outcome({ ratio, target }: Figure): '' | 'ok' | 'missed' {
  if (!target) return '';
  if (ratio === undefined || Number.isNaN(ratio)) return 'missed';
  return (target.atMost === undefined || ratio <= target.atMost) && (target.atLeast === undefined || ratio >= target.atLeast) ? 'ok' : 'missed';
}

/** The figures as one table of plain text. */
export function table(figures: readonly Figure[]): string {
  const wanted = ({ target }: Figure) => (target?.atMost !== undefined ? `≤ ${target.atMost}×` : target?.atLeast !== undefined ? `≥ ${target.atLeast}×` : '');
  const rows = [
    ['figure', 'measured', 'against', 'ratio', 'target', ''],
    ...figures.map((figure) => [figure.what, figure.measured, figure.against, figure.ratio === undefined ? '' : Number.isNaN(figure.ratio) ? 'incomplete' : `${figure.ratio.toFixed(2)}×`, wanted(figure), outcome(figure)]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd();
  return [line(rows[0]!), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.slice(1).map(line)].join('\n');
}
