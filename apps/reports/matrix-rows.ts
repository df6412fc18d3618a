import type { Extraction } from '#libs/soc2/extraction.js';
import { testsUnder } from '#libs/soc2/named-controls.js';

/** The matrix as a flat table: one row for each place where the report lists a control, under its criterion. */
export function matrixRows({ controls }: Pick<Extraction, 'controls'>): Record<string, string>[] {
  return controls.flatMap((control) => control.rows.map((row) => {
    const tests = testsUnder(control, row.criterion);
    return {
      criterion: row.criterion, control_id: control.id ?? '', control: control.text, tests: tests.map(({ procedure }) => procedure ?? '').filter(Boolean).join('\n'),
      result: [...new Set(tests.map(({ result }) => result))].join(' '), result_text: [...new Set(tests.map(({ resultText }) => resultText ?? '').filter(Boolean))].join('\n'), page: String(row.page),
    };
  }));
}
