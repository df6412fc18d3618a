import { writeSync } from 'node:fs';
import excel from 'exceljs';
import type { Cell, CellValue, Worksheet } from 'exceljs';
import type { Merge, Sheet } from '#libs/questionnaire/sheet.js';

/** Entry of the bounded child that reads a workbook: prints `{"sheets":[…]}` or `{"refusal":…}`. Arguments: file, most rows, most columns. */
const print = (value: unknown): void => {
  const bytes = Buffer.from(`${JSON.stringify(value)}\n`);
  for (let done = 0; done < bytes.length;) {
    try {
      done += writeSync(1, bytes, done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
};

/** The text of a value: of a formula its stored result only, of a date its day. */
const textOf = (value: CellValue | undefined): string => {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().replace(/T00:00:00\.000Z$/, '');
  if (typeof value !== 'object') return typeof value === 'boolean' ? (value ? 'TRUE' : 'FALSE') : String(value);
  if ('richText' in value) return value.richText.map((part) => part.text).join('');
  if ('error' in value) return String(value.error);
  if ('hyperlink' in value) return textOf(value.text as CellValue) || value.hyperlink;
  if ('result' in value) return textOf(value.result as CellValue);
  return '';
};

const isCovered = (cell: Cell): boolean => cell.isMerged && cell.master !== cell;

const mergesOf = (sheet: Worksheet): readonly Merge[] => (sheet.model.merges ?? []).flatMap((range: string) => {
  const [from = '', to = from] = range.split(':');
  const [a, b] = [sheet.getCell(from), sheet.getCell(to)];
  return [{ top: Number(a.row) - 1, left: Number(a.col) - 1, bottom: Number(b.row) - 1, right: Number(b.col) - 1 }];
});

const [file = '', mostRows = '10000', mostColumns = '200'] = process.argv.slice(2);

const readSheet = (sheet: Worksheet): Sheet | string => {
  const rows: string[][] = [];
  let last = 0;
  sheet.eachRow((row, number) => {
    last = number;
    if (number > Number(mostRows)) return;
    const cells: string[] = [];
    row.eachCell((cell, column) => {
      if (column <= Number(mostColumns)) cells[column - 1] = isCovered(cell) ? '' : textOf(cell.value);
    });
    rows[number - 1] = Array.from(cells, (cell) => cell ?? '');
  });
  if (last > Number(mostRows)) return `Sheet "${sheet.name}" has ${last} rows; at most ${mostRows} are read. Split it, or delete the rows at its end.`;
  return { name: sheet.name, ...(sheet.state === 'visible' || sheet.state === undefined ? {} : { hidden: true }), rows: Array.from(rows, (row) => row ?? []), merges: mergesOf(sheet) };
};

try {
  const workbook = new excel.Workbook();
  await workbook.xlsx.readFile(file, { ignoreNodes: ['dataValidations', 'conditionalFormatting'] });
  const sheets = workbook.worksheets.map(readSheet);
  const tooLong = sheets.find((sheet): sheet is string => typeof sheet === 'string');
  if (tooLong !== undefined) print({ refusal: { code: 'too-many-rows', message: tooLong } });
  else if (sheets.length === 0) print({ refusal: { code: 'damaged', message: 'The workbook has no sheets. Ask for it again.' } });
  else print({ sheets });
} catch {
  print({ refusal: { code: 'damaged', message: 'The workbook cannot be read. Open it in a spreadsheet program, save it as .xlsx and upload that.' } });
}
process.exit(0);
