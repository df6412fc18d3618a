/** Cells that are one, counted from 0, ends included. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A sheet as it was read: every cell as text, rows and columns counted from 0. */
export interface Sheet {
  readonly name: string;
  readonly hidden?: boolean;
  readonly rows: readonly (readonly string[])[];
  readonly merges?: readonly Merge[];
  /** The line of a text file on which each row begins, from 1; absent where rows are lines. */
  readonly lines?: readonly number[];
}

/** Column letters: 0 is A, 26 is AA. */
export function columnLetters(column: number): string {
  const rest = column % 26;
  const before = Math.floor(column / 26);
  return (before > 0 ? columnLetters(before - 1) : '') + String.fromCharCode(65 + rest);
}

/** The column of letters, or null: `A` is 0. */
export function columnNumber(letters: string): number | null {
  if (!/^[A-Za-z]{1,3}$/.test(letters)) return null;
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** A cell as people name it: row 11, column 2 is `C12`. */
export function cellAddress(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`;
}

/** The text of a cell, trimmed; outside the sheet empty. */
export function cellText(sheet: Sheet, row: number, column: number | undefined): string {
  return column === undefined ? '' : (sheet.rows[row]?.[column] ?? '').trim();
}

/** Like {@link cellText}, but a cell inside a merge has the text of the merge's first cell. */
export function mergedText(sheet: Sheet, row: number, column: number | undefined): string {
  if (column === undefined) return '';
  const merge = sheet.merges?.find((one) => one.top <= row && row <= one.bottom && one.left <= column && column <= one.right);
  return merge === undefined ? cellText(sheet, row, column) : cellText(sheet, merge.top, merge.left);
}
