import { ImportFault } from './import-report.js';
import { columnLetters, columnNumber, mergedText, type Sheet } from './sheet.js';

/** What a column of a questionnaire's sheet can hold. */
export type ColumnField =
  | 'ref' | 'section' | 'question' | 'help' | 'kind' | 'options' | 'required' | 'visibleWhen' | 'requiredWhen' | 'compliant' | 'weight' | 'knockOut'
  | 'answer' | 'explanation' | 'ownership' | 'duties' | 'evidence' | 'whenYes' | 'whenNo' | 'versionMark' | 'saved';

/** The layouts that are known by their headers. */
export type Layout = 'concord' | 'caiq' | 'hecvat' | 'sig' | 'plain';

export interface FoundColumns {
  readonly layout: Layout;
  /** Index of the first row under the headers. */
  readonly firstRow: number;
  readonly columns: Readonly<Partial<Record<ColumnField, number>>>;
}

/** How headers are worded; the first field that matches takes the column. */
const wording: readonly (readonly [ColumnField, RegExp])[] = [
  ['versionMark', /^version mark$/],
  ['saved', /^saved state$/],
  ['ref', /^(question |control |ques )?(id|ref|reference|identifier)$|^(ques(tion)?|serial|sig|item)?\s*(#|no\.?|num|number|nr\.?)$|^key$/],
  ['ownership', /\bssrm\b.*owner|control ownership|^ownership$/],
  ['duties', /csc responsibilit|customer responsibilit|duties of the customer/],
  ['compliant', /compliant (response|answer)|(correct|preferred|expected|good) (response|answer)/],
  ['whenYes', /guidance.*\byes\b|if yes|\byes\b.*guidance/],
  ['whenNo', /guidance.*\bno\b|if no\b|\bno\b.*guidance/],
  ['requiredWhen', /^required (when|if)$/],
  ['visibleWhen', /^(show|visible|display|shown) (when|if)$|^depends on$|^if ?\/ ?then$|^condition$/],
  ['required', /^(required|mandatory)\??$/],
  ['knockOut', /knock.?out|non.?negotiable/],
  ['weight', /\bweight(ing)?\b|^max(imum)? (score|points)$/],
  ['options', /^(answer |response )?(options|choices|picklist|allowed (values|answers))$|possible answers/],
  ['kind', /^(question |answer |response )?(type|kind|format)$/],
  ['explanation', /additional information|implementation description|^(explanation|comments?|detail(s)?|notes?|remarks?|justification)\b|supplier comments|vendor comments/],
  ['evidence', /^evidence\b|attachments?$|supporting documents?/],
  ['answer', /^(vendor |supplier |csp |caiq |csp caiq |your )*(answers?|responses?)$|^answer\b/],
  ['help', /^(help|guidance|instructions?|hint|standard guidance|question guidance)\b/],
  ['section', /^(section|domain|category|control domain|family|topic|area|chapter)\b|domain title|section title/],
  ['question', /^(consensus assessment )?questions?( text)?$|^question ?\/ ?request$|^(assessment|security) questions?$|^requirement( text)?$|^control specification$/],
];

const normal = (text: string) => text.slice(0, 200).toLowerCase().replace(/\s+/g, ' ').replace(/[*:]+$/, '').trim();

function fieldOf(parts: readonly string[]): ColumnField | null {
  const said = [...new Set(parts.map(normal).filter((part) => part !== ''))];
  const whole = said.join(' ');
  const tries = said.length > 1 ? [said.at(-1) ?? '', whole, said[0] ?? ''] : [whole];
  for (const words of tries) {
    const found = wording.find(([, pattern]) => pattern.test(words));
    if (found !== undefined) return found[0];
  }
  return null;
}

function columnsAt(sheet: Sheet, row: number, span: number): Partial<Record<ColumnField, number>> {
  const width = Math.min(200, Math.max(0, ...Array.from({ length: span }, (_, i) => sheet.rows[row + i]?.length ?? 0)));
  const columns: Partial<Record<ColumnField, number>> = {};
  for (let column = 0; column < width; column += 1) {
    const field = fieldOf(Array.from({ length: span }, (_, i) => mergedText(sheet, row + i, column)));
    if (field !== null && columns[field] === undefined) columns[field] = column;
  }
  return columns;
}

function layoutOf(columns: Partial<Record<ColumnField, number>>, headers: string): Layout {
  if (columns.versionMark !== undefined) return 'concord';
  if (columns.ownership !== undefined) return 'caiq';
  if (columns.compliant !== undefined) return 'hecvat';
  return /ques(tion)? num|serial no|question ?\/ ?request|maturity/.test(headers) ? 'sig' : 'plain';
}

/**
 * Finds the header of a sheet, of one row or two, among its first 30 rows, and what its columns hold.
 * @returns null when no row names a column of questions
 */
export function findColumns(sheet: Sheet): FoundColumns | null {
  let best: { readonly row: number; readonly span: number; readonly columns: Partial<Record<ColumnField, number>>; readonly count: number } | null = null;
  for (let row = 0; row < Math.min(30, sheet.rows.length); row += 1) {
    for (const span of [1, 2]) {
      const columns = columnsAt(sheet, row, span);
      const count = Object.keys(columns).length;
      if (columns.question !== undefined && count > Math.max(1, best?.count ?? 0)) best = { row, span, columns, count };
    }
  }
  if (best === null) return null;
  const headers = normal(Array.from({ length: best.span }, (_, i) => (sheet.rows[(best?.row ?? 0) + i] ?? []).join(' ')).join(' '));
  return { layout: layoutOf(best.columns, headers), firstRow: best.row + best.span, columns: best.columns };
}

/**
 * Puts what a person says about the columns over what was found: letters (`C`) or the words of a header.
 * @throws ImportFault `columns.unknown` with the headers that there are
 */
export function applyMapping(sheet: Sheet, found: FoundColumns | null, mapping: Readonly<Record<string, string>>): FoundColumns {
  const known = new Set<string>(wording.map(([field]) => field));
  const columns: Partial<Record<ColumnField, number>> = { ...found?.columns };
  let firstRow = found?.firstRow ?? 0;
  for (const [field, where] of Object.entries(mapping)) {
    if (!known.has(field)) throw new ImportFault('columns.unknown-field', `There is no field "${field}". Use ${[...known].join(', ')}.`);
    const letters = columnNumber(where);
    const header = sheet.rows.slice(0, 30).findIndex((row) => row.some((cell) => normal(cell) === normal(where)));
    const byHeader = header === -1 ? -1 : (sheet.rows[header] ?? []).findIndex((cell) => normal(cell) === normal(where));
    if (byHeader === -1 && letters === null) {
      const seen = (sheet.rows[Math.max(0, firstRow - 1)] ?? []).map((cell, i) => (cell.trim() === '' ? '' : `${columnLetters(i)} "${cell.trim().slice(0, 30)}"`)).filter((one) => one !== '');
      throw new ImportFault('columns.unknown', `Sheet "${sheet.name}" has no column "${where}". Use a letter, or one of ${seen.join(', ') || 'its headers'}.`);
    }
    columns[field as ColumnField] = byHeader === -1 ? letters ?? 0 : byHeader;
    if (byHeader !== -1) firstRow = Math.max(firstRow, header + 1);
  }
  return { layout: found?.layout ?? 'plain', firstRow, columns };
}

/** Whether a text is worded like the header of some column. */
export function isHeader(text: string): boolean {
  return fieldOf([text]) !== null;
}

/** Whether a cell repeats the header of the answers, as sheets do at each section. */
export function isAnswerHeader(text: string): boolean {
  return fieldOf([text]) === 'answer';
}

/**
 * Finds the columns of a sheet whose rows begin with known references, where no header names the questions: the column
 * that holds most references, and those headed as answers and explanations anywhere above them.
 * @param isReference tells a reference of the questionnaire from other text
 * @returns null when fewer than two references stand in one column
 */
export function findByReferences(sheet: Sheet, isReference: (text: string) => boolean): FoundColumns | null {
  const counts = new Map<number, number>();
  for (const row of sheet.rows) row.slice(0, 20).forEach((cell, column) => { if (isReference(cell.trim())) counts.set(column, (counts.get(column) ?? 0) + 1); });
  const [ref, count] = [...counts].reduce<readonly [number, number]>((best, one) => (one[1] > best[1] ? one : best), [0, 0]);
  if (count < 2) return null;
  const columns: Partial<Record<ColumnField, number>> = { ref };
  for (const row of sheet.rows) {
    row.slice(0, 50).forEach((cell, column) => {
      const field = column === ref ? null : fieldOf([cell]);
      if ((field === 'answer' || field === 'explanation') && columns[field] === undefined) columns[field] = column;
    });
  }
  const firstRow = sheet.rows.findIndex((row) => isReference((row[ref] ?? '').trim()));
  return { layout: 'plain', firstRow, columns: { question: ref + 1, ...columns } };
}
