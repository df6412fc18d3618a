import type { PageRuns, Run } from './page-text.js';
import { alignedTables } from './tables-aligned.js';
import { ruledTables } from './tables-ruled.js';
import { taggedTables } from './tables-tagged.js';
import { bandedTables } from './tables-banded.js';
import { apart } from './table.js';
import type { Table } from './table.js';

const within = (run: Run, table: Table): boolean =>
  run.y - run.size * 0.3 >= table.y0 - 1 && run.y - run.size * 0.3 <= table.y1 + 1 && run.x >= table.x0 - 4 && run.x <= table.x1 + 4;

/** Runs of a page that stand in none of the tables. */
export const freeRuns = (page: PageRuns, tables: readonly Table[]): readonly Run[] =>
  page.runs.filter((run) => !run.hidden && !tables.some((table) => within(run, table)));

/**
 * All tables of the document in order: from the structure tree where there is one, else from rules,
 * else from the alignment below a heading line.
 */
export const findTables = (pages: readonly PageRuns[]): readonly Table[] => {
  let carried: readonly number[] | null = null;
  return pages.flatMap((page) => {
    const tagged = taggedTables(page);
    const { tables: ruled, lone } = ruledTables(page, tagged);
    const boxed = [...tagged, ...ruled];
    const outside = page.rulings.filter((r) => r.y0 === r.y1 && !boxed.some((table) => r.y0 >= table.y0 - 3 && r.y0 <= table.y1 + 3 && r.x0 < table.x1 && r.x1 > table.x0));
    const banded = bandedTables(page, outside, freeRuns(page, boxed)).filter((table) => boxed.every((other) => apart(table, other)));
    const drawn = [...boxed, ...banded, ...lone.filter((table) => [...boxed, ...banded].every((other) => apart(table, other)))];
    const aligned = alignedTables(page, freeRuns(page, drawn), drawn.length > 0 ? null : carried, drawn);
    const last: Table | undefined = aligned.at(-1);
    carried = last && last.y1 > page.height * 0.6 ? last.columns.map((column) => column.x0) : null;
    return [...drawn, ...aligned].toSorted((a, b) => a.y0 - b.y0);
  });
};
