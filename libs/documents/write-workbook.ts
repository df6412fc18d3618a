import excel from 'exceljs';
import { columnLetters } from '#libs/questionnaire/sheet.js';
import type { WorkbookLayout } from '#libs/questionnaire/workbook-layout.js';

/** The most characters that a list inside a validation may have; longer ones stand on the sheet of lists. */
const shortList = 250;

/**
 * Writes a questionnaire to fill in as an Excel workbook: frozen header, hidden keys, lists of options and hints on the
 * cells for answers. Every cell is text, never a formula.
 * @returns the bytes of an .xlsx file
 */
export async function writeWorkbook(layout: WorkbookLayout, title: string): Promise<Buffer> {
  const workbook = new excel.Workbook();
  workbook.title = title;
  const sheet = workbook.addWorksheet(layout.sheet, { views: [{ state: 'frozen', ySplit: 1 }] });
  const lists = workbook.addWorksheet('Lists', { state: 'veryHidden' });
  sheet.columns = layout.columns.map(({ header, width, hidden }) => ({ header, width, ...(hidden ? { hidden } : {}) }));
  sheet.getRow(1).font = { bold: true };
  for (const row of layout.rows) sheet.addRow([...row]).alignment = { wrapText: true, vertical: 'top' };
  layout.columns.forEach((column, i) => {
    if (column.open) sheet.getColumn(i + 1).eachCell((cell, row) => { if (row > 1) cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF8E1' } }; });
  });
  const ranges = new Map<string, string>();
  const rangeOf = (list: readonly string[]): string => {
    const text = list.join(',');
    if (text.length <= shortList && !list.some((option) => /[,"]/.test(option))) return `"${text}"`;
    const key = list.join('\n');
    const known = ranges.get(key);
    if (known !== undefined) return known;
    const column = ranges.size;
    list.forEach((option, i) => { lists.getCell(i + 1, column + 1).value = option; });
    const letters = columnLetters(column);
    const range = `Lists!$${letters}$1:$${letters}$${list.length}`;
    ranges.set(key, range);
    return range;
  };
  for (const { row, list, hint } of layout.help) {
    const prompt = hint === '' ? {} : { showInputMessage: true, promptTitle: 'Answer', prompt: hint };
    sheet.getCell(row + 2, layout.answerColumn + 1).dataValidation = list.length > 0
      ? { type: 'list', allowBlank: true, formulae: [rangeOf(list)], showErrorMessage: false, ...prompt }
      : { type: 'textLength', operator: 'lessThan', allowBlank: true, formulae: [32_000], showErrorMessage: false, ...prompt };
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
