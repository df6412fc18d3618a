import excel from 'exceljs';
import { writeSheet } from '#libs/documents/write-sheet.js';
import { matrixRows } from './matrix-rows.js';

describe('the matrix as a table', () => {
  const control = { key: 'A', id: 'A', text: '=HYPERLINK("https://example.com")', criteria: ['CC6.1', 'CC6.2'], pages: [4, 5], rows: [{ criterion: 'CC6.1', page: 4 }, { criterion: 'CC6.2', page: 5 }], tests: [{ procedure: 'Inspected it.', result: 'exception' as const, resultText: '1 of 8', page: 4, criterion: 'CC6.1' }] };

  it('has one row for each place of a control, with the tests of that place alone', () => {
    expect(matrixRows({ controls: [control] }).map(({ criterion, result, page }) => [criterion, result, page])).toEqual([['CC6.1', 'exception', '4'], ['CC6.2', '', '5']]);
  });

  it('holds no formula in a workbook', async () => {
    const workbook = new excel.Workbook();
    await workbook.xlsx.load(await writeSheet('Matrix', matrixRows({ controls: [control] })) as never);
    expect(workbook.getWorksheet('Matrix')!.getCell('C2').value).toBe(`'${control.text}`);
  });
});
