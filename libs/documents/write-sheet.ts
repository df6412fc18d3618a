import excel from 'exceljs';

/**
 * Writes rows as an Excel workbook with one sheet and a frozen header. Every cell is text, never a formula; what a
 * spreadsheet would take for one gets an apostrophe before it, so that it stays text when it is saved as CSV.
 * @returns the bytes of an .xlsx file
 */
export async function writeSheet(name: string, rows: readonly Readonly<Record<string, string>>[]): Promise<Buffer> {
  const workbook = new excel.Workbook();
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  const columns = Object.keys(rows[0] ?? {});
  sheet.columns = columns.map((header) => ({ header, width: 24 }));
  sheet.getRow(1).font = { bold: true };
  for (const row of rows) sheet.addRow(columns.map((column) => harmless(row[column] ?? ''))).alignment = { wrapText: true, vertical: 'top' };
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function harmless(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}
