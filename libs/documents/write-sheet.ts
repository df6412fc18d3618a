import excel from 'exceljs';

/** One sheet: its name and its rows by the heads of their columns, which are those of the first row. */
export interface SheetTable {
  readonly name: string;
  readonly rows: readonly Readonly<Record<string, string>>[];
}

/** Writes rows as a workbook with one sheet; see {@link writeSheets}. */
export const writeSheet = (name: string, rows: SheetTable['rows']): Promise<Buffer> => writeSheets([{ name, rows }]);

const [narrow, wide] = [12, 60];

/**
 * Writes tables as an Excel workbook, a sheet each with a frozen header and filters. Every cell is text, never a formula;
 * what a spreadsheet would take for one gets an apostrophe before it, so that it stays text when it is saved as CSV.
 * @returns the bytes of an .xlsx file
 */
export async function writeSheets(tables: readonly SheetTable[]): Promise<Buffer> {
  const workbook = new excel.Workbook();
  for (const { name, rows } of tables) {
    const sheet = workbook.addWorksheet(name.replace(/[*?:/\\[\]]/g, ' ').slice(0, 31), { views: [{ state: 'frozen', ySplit: 1 }] });
    const columns = Object.keys(rows[0] ?? {});
    sheet.columns = columns.map((header) => ({ header, width: widthOf(header, rows) }));
    sheet.getRow(1).font = { bold: true };
    for (const row of rows) sheet.addRow(columns.map((column) => harmless(row[column] ?? ''))).alignment = { wrapText: true, vertical: 'top' };
    if (columns.length > 0) sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows.length + 1, column: columns.length } };
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** As wide as the longest of the first rows, within reason. */
function widthOf(column: string, rows: SheetTable['rows']): number {
  return Math.min(wide, Math.max(narrow, column.length + 4, ...rows.slice(0, 50).map((row) => (row[column] ?? '').length + 2)));
}

function harmless(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}
