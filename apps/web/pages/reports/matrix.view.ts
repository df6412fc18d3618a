import type { Extraction, ResultClass } from '#libs/soc2/extraction.js';
import { message } from '../../render.js';

const states: Readonly<Record<ResultClass, string>> = { 'no-exceptions': 'met', exception: 'met-with-exceptions', 'not-tested': 'unknown', 'not-applicable': 'not-applicable', unclear: 'unknown' };

/**
 * The matrix of controls, one row for each place where the report lists a control, under its criterion. `matters` counts the
 * rows of a criterion whose tests were not clean: only those criteria stand open.
 */
export function matrixView(extraction: Extraction | null, base: string) {
  const rows = (extraction?.controls ?? []).flatMap((control, at) => control.rows.map((row) => {
    const tests = control.tests.filter((test) => test.criterion === null || test.criterion === row.criterion);
    const worst = tests.find(({ result }) => result === 'exception') ?? tests.find(({ result }) => result !== 'no-exceptions') ?? tests[0];
    return {
      criterion: row.criterion, matters: worst !== undefined && worst.result !== 'no-exceptions',
      cells: [
        { id: control.id ?? '', text: control.text, sub: tests.map(({ procedure }) => procedure).filter(Boolean).join(' ') },
        worst ? { state: states[worst.result], word: message(`reports.result.${worst.result}`), sub: worst.result === 'no-exceptions' ? '' : worst.resultText ?? '' } : { text: message('reports.result.none') },
        { pages: [{ page: row.page, href: `${base}?page=${row.page}&value=control-${at + 1}` }] },
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
