import type { PageRuns, Run } from './page-text.js';

/** Text of a line between two wide gaps. */
export interface Segment {
  readonly text: string;
  readonly x0: number;
  readonly x1: number;
}

export interface Line {
  readonly page: number;
  readonly text: string;
  /** Baseline and font size in points; x from the left edge of the page. */
  readonly y: number;
  readonly size: number;
  readonly x0: number;
  readonly x1: number;
  readonly bold: boolean;
  readonly segments: readonly Segment[];
  readonly runs: readonly Run[];
}

/** A gap narrower than this part of the font size is inside a word. */
const wordGap = 0.2;
/** A gap wider than this many font sizes parts two columns. */
const columnGap = 1.6;

/** Joins the runs of one line, left to right, with blanks where the gap says so. */
export const joinRuns = (runs: readonly Run[]): string => {
  let text = '';
  let end = Number.NEGATIVE_INFINITY;
  for (const run of runs) {
    const gap = run.x - end;
    const apart = text !== '' && (gap > wordGap * run.size || /\s$/.test(text) || /^\s/.test(run.text));
    text = text.trimEnd() + (apart ? ' ' : '') + run.text.trim();
    if (/\s$/.test(run.text)) text += ' ';
    end = Math.max(end, run.x + run.width);
  }
  return text.trim();
};

/** Groups runs into rows of text by their baselines. */
export const runRows = (runs: readonly Run[]): readonly (readonly Run[])[] => {
  const rows: { y: number; size: number; runs: Run[] }[] = [];
  for (const run of runs.toSorted((a, b) => a.y - b.y || a.x - b.x)) {
    const row = rows.at(-1);
    if (row && Math.abs(run.y - row.y) <= 0.35 * Math.max(run.size, row.size)) {
      row.runs.push(run);
      if (run.size > row.size) Object.assign(row, { size: run.size });
    } else rows.push({ y: run.y, size: run.size, runs: [run] });
  }
  return rows.map((row) => row.runs.toSorted((a, b) => a.x - b.x));
};

/** Parts a line at gaps wider than `gap` font sizes. */
export const segmentsOf = (runs: readonly Run[], gap: number = columnGap): readonly Segment[] => {
  const groups: Run[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const run of runs) {
    const group = groups.at(-1);
    if (group && run.x - end <= gap * run.size) group.push(run);
    else groups.push([run]);
    end = Math.max(end, run.x + run.width);
  }
  return groups.map((group) => ({ text: joinRuns(group), x0: group[0]?.x ?? 0, x1: Math.max(...group.map((run) => run.x + run.width)) }));
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** One line made of the runs of one row. */
export const lineOf = (page: number, runs: readonly Run[]): Line => {
  const letters = runs.reduce((sum, run) => sum + run.text.length, 0);
  const heavy = runs.reduce((sum, run) => sum + (run.bold ? run.text.length : 0), 0);
  return {
    page,
    text: joinRuns(runs),
    y: median(runs.map((run) => run.y)),
    size: Math.max(...runs.map((run) => run.size)),
    x0: Math.min(...runs.map((run) => run.x)),
    x1: Math.max(...runs.map((run) => run.x + run.width)),
    bold: heavy * 2 > letters,
    segments: segmentsOf(runs),
    runs,
  };
};

/** The lines of a page from top to bottom, columns not yet parted. */
export const linesOf = (page: PageRuns, runs: readonly Run[] = page.runs): readonly Line[] =>
  runRows(runs).map((row) => lineOf(page.number, row)).filter((line) => line.text !== '');

/** What happens between the end of a text and the line that follows it: whether its last hyphen goes, and whether a blank comes. */
export const joint = (end: string, next: string): { readonly drop: boolean; readonly blank: boolean } => {
  if (end === '' || next === '') return { drop: false, blank: false };
  if (end.endsWith('\u2010')) return { drop: true, blank: false };
  const glued = (/[\p{L}\d]-$/u.test(end) && /^[\p{L}\d]/u.test(next)) || /[\p{L}\d][–—/]$/u.test(end);
  return { drop: false, blank: !glued };
};

/**
 * Joins lines to flowing text. A hyphen that the layout put at a line end (U+2010) is taken out; a real hyphen (U+002D)
 * stays, without a blank, since it may belong to the word.
 */
export const flow = (lines: readonly string[]): string =>
  lines.reduce((text, line) => {
    const next = line.trim();
    const { drop, blank } = joint(text.slice(-3), next);
    return `${drop ? text.slice(0, -1) : text}${blank ? ' ' : ''}${next}`;
  }, '');

/** Size that most of the text has. */
export const bodySize = (lines: readonly Line[]): number => {
  const weights = new Map<number, number>();
  for (const line of lines) weights.set(Math.round(line.size * 2) / 2, (weights.get(Math.round(line.size * 2) / 2) ?? 0) + line.text.length);
  return [...weights].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10;
};

/** A text without case, spaces and punctuation, to see whether two are the same words. */
export const squash = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
