import { headingRoles, roleOf } from './column-roles.js';
import { criteriaIn } from './criteria.js';
import { lineOf, runRows } from './lines.js';
import type { Line } from './lines.js';
import type { PageRuns, Run } from './page-text.js';
import { labelled } from './matrix-lines.js';
import { looksLikeResult } from './results.js';
import { cellOf, rowOf } from './table.js';

export interface CleanPages {
  /** The pages without invisible text and without what repeats at their edges. */
  readonly pages: readonly PageRuns[];
  /** What repeats, with its page: running headers and footers. */
  readonly furniture: readonly Line[];
}

const edge = 0.11;
const shape = (text: string): string => text.replace(/\d+|\b[ivxlc]{1,6}\b/gi, '#').replace(/\s+/g, ' ').trim().toLowerCase();

/** Distance from the nearer edge, negative from the lower one, so that pages of other sizes have the same. */
const fromEdge = (page: PageRuns, y: number): number => (y < page.height / 2 ? y : y - page.height);

const headsTable = (page: PageRuns, runs: readonly Run[]): boolean => headingRoles(rowOf(page.number, runs.map((run) => cellOf([run])))) !== null;

/** Whether a row goes on with the heading of a table that stands close above it, in bold as it is. */
const goesOn = (heads: readonly (readonly Run[])[], runs: readonly Run[]): boolean =>
  runs.every((run) => run.bold) && heads.some((head) => head.some((run) => run.bold) && (runs[0]?.y ?? 0) > (head[0]?.y ?? 0) && (runs[0]?.y ?? 0) - (head[0]?.y ?? 0) < 1.6 * (head[0]?.size ?? 0));

const edgeRows = (page: PageRuns): readonly { readonly runs: readonly Run[]; readonly key: string }[] => {
  const rows = runRows(page.runs.filter((run) => !run.hidden && (run.y < page.height * edge || run.y > page.height * (1 - edge))));
  const heads = rows.filter((runs) => headsTable(page, runs));
  return rows
    .filter((runs) => !heads.includes(runs) && !goesOn(heads, runs))
    .filter((runs) => !(runs.length > 1 && labels.includes(roleOf(runs[0]?.text ?? '') ?? '')))
    .filter((runs) => !partOfMatrix(runs.map((run) => run.text).join(' ').trim()))
    .map((runs) => ({ runs, key: `${Math.round(fromEdge(page, runs[0]?.y ?? 0) / 6)}|${shape(runs.map((run) => run.text).join(' '))}` }));
};

/** What stands first in a row of a card that a page begins or ends with: "Control ID", then an id that differs. */
const labels: readonly string[] = ['id', 'criterion', 'control'];

/** Words that a matrix repeats by nature: results, labels, criteria. */
const partOfMatrix = (text: string): boolean => looksLikeResult(text.replace(/^[^:]{1,40}:\s*/, '')) || labelled(text, 0, 0).label !== null || criteriaIn(text).length > 0;

const isPageNumber = (runs: readonly Run[]): boolean => /^\s*(page\s*)?[-–|]?\s*(\d{1,4}|[ivxl]{1,6})(\s*(of|\/)\s*\d+)?\s*[-–|]?\s*$/i.test(runs.map((run) => run.text).join(' '));

/**
 * Parts running headers, footers and page numbers from the text: rows near the edge whose words, digits aside, stand on
 * at least three pages, or on more than half of them in a document of up to five. A cover keeps its words.
 */
export const withoutFurniture = (pages: readonly PageRuns[]): CleanPages => {
  const counts = new Map<string, Set<number>>();
  for (const page of pages) for (const { key } of edgeRows(page)) counts.set(key, (counts.get(key) ?? new Set<number>()).add(page.number));
  const least = pages.length <= 5 ? Math.max(2, Math.ceil(pages.length * 0.6)) : 3;
  const furniture: Line[] = [];
  const clean = pages.map((page) => {
    const gone = new Set<Run>();
    for (const { runs, key } of edgeRows(page)) {
      const repeats = (counts.get(key)?.size ?? 0) >= least;
      if (repeats || isPageNumber(runs)) {
        runs.forEach((run) => gone.add(run));
        if (repeats) furniture.push(lineOf(page.number, runs));
      }
    }
    const index = new Map<number, number>();
    const kept = page.runs.filter((run, i) => {
      if (run.hidden || gone.has(run)) return false;
      index.set(i, index.size);
      return true;
    });
    const tables = page.tables.map((table) => ({ rows: table.rows.map((row) => row.map((cell) => ({ ...cell, runs: cell.runs.flatMap((i) => index.get(i) ?? []) }))) }));
    return { ...page, runs: kept, tables };
  });
  return { pages: clean, furniture };
};
