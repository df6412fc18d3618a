import type { Extraction, ResultClass } from '#libs/soc2/extraction.js';
import { rowPath, type RowSaid } from '#libs/soc2/list-paths.js';
import { gravest, namedControls, testsUnder } from '#libs/soc2/named-controls.js';
import { message } from '../../render.js';
import { checkCell, type LinesLook } from './check-cell.js';

const states: Readonly<Record<ResultClass, string>> = { 'no-exceptions': 'met', exception: 'met-with-exceptions', 'not-tested': 'unknown', 'not-applicable': 'not-applicable', unclear: 'unknown' };

/**
 * The matrix of controls, one row for each place where the report lists a control, under its criterion. `matters` counts the
 * rows of a criterion whose tests were not clean: only those criteria stand open.
 */
export function matrixView(extraction: Extraction | null, base: string, look: LinesLook) {
  const rows = (extraction ? namedControls(extraction) : []).flatMap(({ ref, control }, at) => control.rows.map((row) => {
    const tests = testsUnder(control, row.criterion);
    const path = rowPath(ref, row.criterion);
    const corrected = look.corrections.find((one) => one.path === path);
    const read = gravest(tests);
    const holds = corrected ? corrected.value as RowSaid | null : read;
    return {
      criterion: row.criterion, matters: holds !== undefined && holds?.result !== 'no-exceptions',
      cells: [
        { id: control.id ?? '', text: control.text, sub: tests.map(({ procedure }) => procedure).filter(Boolean).join(' ') },
        resultCell(holds, corrected && message('reports.correct.read2', { read: message(`reports.result.${read?.result ?? 'none'}`) })),
        { pages: [{ page: row.page, href: `${base}?page=${row.page}&value=control-${at + 1}` }] },
        ...checkCell(path, base, look),
      ],
    };
  }));
  const criteria = [...new Set(rows.map(({ criterion }) => criterion))];
  const grouped = criteria.map((criterion) => {
    const own = rows.filter((row) => row.criterion === criterion);
    return { criterion, id: `c-${criterion.replace(/\W+/g, '-')}`, count: own.length, matters: own.filter(({ matters }) => matters).length, rows: own };
  });
  return {
    matrix: grouped, matrixRows: rows.length,
    notApplicable: (extraction?.notApplicableCriteria ?? []).map((one) => ({ cells: [{ text: one.criterion, strong: true }, { text: message(`reports.outside.${one.kind}`), sub: one.reason ?? '' }, { pages: [{ page: one.page, href: `${base}?page=${one.page}` }] }] })),
  };
}

function resultCell(holds: RowSaid | undefined | null, read: string | undefined) {
  if (holds === null) return { state: 'withdrawn', word: message('reports.correct.goneWord'), sub: read ?? '' };
  if (!holds) return { text: message('reports.result.none') };
  return { state: states[holds.result], word: message(`reports.result.${holds.result}`), sub: [holds.result === 'no-exceptions' ? '' : holds.resultText ?? '', read ?? ''].filter(Boolean).join(' ') };
}
