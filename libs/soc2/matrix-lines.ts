import { roleOf } from './column-roles.js';
import type { ReadTable } from './column-roles.js';
import type { ColumnRole } from './column-roles.data.js';
import { criteriaIn, leadingCriteria } from './criteria.js';
import { flow } from './lines.js';
import { proceduresOf } from './matrix-rows.js';
import type { Matrix, MatrixRow } from './matrix-rows.js';
import { looksLikeResult, splitResponse } from './results.js';
import { filled, partOf } from './table.js';
import type { Row } from './table.js';

/** A line of a matrix that is written without a table, or a row of a card with labels at its left. */
export interface LabelledLine {
  readonly label: ColumnRole | null;
  readonly text: string;
  readonly page: number;
  readonly y: number;
  /** A title that begins another part of the report: what stands before it goes on no further. */
  readonly breaks?: boolean;
}

const label = /^([\p{L}#][\p{L} .#/'’()-]{1,48}?)\s*[:|]\s+(.*)$/u;
const bareLabel = /^([\p{L}#][\p{L} .#/'’()-]{1,48}?)\s*:?\s*$/u;
const idStart = /^((?:control|ctrl)\s+)?((?:CC|A|C|PI|P)\d\.\d+[.-]\d+|[A-Z]{1,6}[- ]?\d{1,4}(?:\.\d+)*|\d{1,2}\.\d{1,2}(?:\.\d+)*)\s*(?:[:–—.)|-]\s*)?(?=$|\s*[\p{Lu}“"])/u;
const testStart = /^(?:Inspected|Observed|Inquired|Enquired|Re-?performed|Obtained|Examined|For a sample|For each|Selected|Compared)\b/;

const shapeOf = (id: string): string => id.replace(/\p{Lu}+/gu, 'A').replace(/\d+/g, '#');

/** Whether two ids are written alike, digits and letters aside. */
const sameShape = (a: string, b: string): boolean => a !== '' && shapeOf(a) === shapeOf(b);

/** Parts "Control ID: X" into label and words; the label must name a known kind of column. */
export const labelled = (text: string, page: number, y: number): LabelledLine => {
  const match = label.exec(text.trim());
  const role = match ? roleOf(match[1] ?? '') : null;
  if (match && role) return { label: role, text: match[2] ?? '', page, y };
  const bare = /:\s*$/.test(text) ? bareLabel.exec(text.trim()) : null;
  const alone = bare ? roleOf(bare[1] ?? '') : null;
  return alone ? { label: alone, text: '', page, y } : { label: null, text: text.trim(), page, y };
};

/** A row in which two cards stand, because no rule parts them: parted where a second label stands clear of the first. */
const partedRow = (row: Row): readonly Row[] => {
  const first = filled(row)[0];
  if (!first || first.lines.length < 2) return [row];
  const size = (first.ys[0] ?? 0) - first.y0;
  const at = first.ys.findIndex((y, i) => i > 0 && y - (first.ys[i - 1] ?? 0) > 1.9 * size && roleOf(first.lines.slice(i).join(' ')) !== null);
  if (at < 0) return [row];
  const [above, below] = [first.ys[at - 1] ?? 0, first.ys[at] ?? 0];
  const ys = [...new Set(row.cells.flatMap((cell) => cell.ys))].filter((y) => y >= above - 1 && y <= below + 1).sort((a, b) => a - b);
  const widest = ys.slice(1).reduce((best, y, i) => (y - (ys[i] ?? 0) > best.gap ? { gap: y - (ys[i] ?? 0), at: (y + (ys[i] ?? 0)) / 2 } : best), { gap: 0, at: below - 1 });
  const part = (from: number, to: number): Row => ({ ...row, cells: row.cells.map((cell) => partOf(cell, from, to)) });
  return [part(0, widest.at), ...partedRow(part(widest.at, Number.POSITIVE_INFINITY))];
};

/** Rows of cards: tables whose first cells are labels. */
export const linesOfCards = (tables: readonly ReadTable[]): readonly LabelledLine[] =>
  tables.filter(({ roles }) => roles.every((role) => role === null)).flatMap(({ table }) => {
    const rows = table.rows.flatMap(partedRow);
    const firsts = rows.map((row) => filled(row)[0]?.text ?? '');
    const labels = firsts.filter((text) => roleOf(text) !== null || labelled(text, 0, 0).label !== null).length;
    if (labels < rows.length * 0.5) return [];
    return rows.flatMap((row) => {
      const cells = filled(row);
      const parts: LabelledLine[] = [];
      for (let i = 0; i < cells.length; i++) {
        const cell = cells[i];
        if (!cell) continue;
        const role = roleOf(cell.text);
        const next = cells[i + 1];
        if (role && next) {
          parts.push({ label: role, text: next.text, page: row.page, y: cell.y0 });
          i += 1;
        } else parts.push(labelled(cell.text, row.page, cell.y0));
      }
      return parts;
    });
  });

type Draft = { id: string; criteria: readonly string[]; control: string[]; test: string[]; result: string[]; response: string[]; page: number; controlPage: number; testPage: number };

/** Reads a matrix that is written as labelled blocks or as plain paragraphs. */
export const rowsOfLines = (lines: readonly LabelledLine[]): Matrix => {
  const drafts: Draft[] = [];
  const opened: { criterion: string; text: string; page: number }[] = [];
  let block: readonly string[] = [];
  let now: 'control' | 'test' | 'result' | 'response' | 'criterion' | 'none' = 'none';
  const start = (page: number, id = '', criteria: readonly string[] = block): Draft => {
    const draft: Draft = { id, criteria, control: [], test: [], result: [], response: [], page, controlPage: page, testPage: page };
    drafts.push(draft);
    return draft;
  };
  const current = (): Draft | undefined => drafts.at(-1);
  const ended = (draft: Draft | undefined): boolean => !draft || draft.result.length > 0 || draft.test.length > 0;
  const first = lines.find((line) => line.label === 'id' || line.label === 'criterion' || line.label === 'control')?.label;
  for (const line of lines) {
    const draft = current();
    if (line.breaks) {
      now = 'none';
      continue;
    }
    if (line.label === 'id') {
      const next = draft && draft.control.length === 0 && draft.id === '' ? draft : start(line.page);
      const match = idStart.exec(line.text);
      next.id = match && match[0].length < line.text.length ? (match[2] ?? line.text) : line.text;
      if (match && match[0].length < line.text.length) next.control.push(line.text.slice(match[0].length));
      now = 'control';
      if (next.control.length === 0) now = 'none';
    } else if (line.label === 'criterion') {
      const criteria = criteriaIn(line.text);
      if (criteria.length > 0) {
        const trails = draft && (first === 'id' ? draft.id !== '' && (draft.control.length === 0 || !ended(draft)) : first === 'control' && (!ended(draft) || draft.criteria.length === 0));
        if (draft && trails) draft.criteria = criteria;
        else block = criteria;
        for (const criterion of criteria) opened.push({ criterion, text: '', page: line.page });
      }
      now = 'criterion';
    } else if (line.label === 'control' || line.label === 'requirement') {
      const next = draft && draft.control.length === 0 && !ended(draft) ? draft : start(line.page);
      if (next.control.length === 0) next.controlPage = line.page;
      const match = next.id === '' ? idStart.exec(line.text) : null;
      if (match) next.id = match[2] ?? '';
      const text = match ? line.text.slice(match[0].length) : line.text;
      if (text) next.control.push(text);
      now = 'control';
    } else if (line.label === 'test' || line.label === 'result' || line.label === 'response') {
      if (!draft) continue;
      if (line.label === 'test' && draft.test.length === 0) draft.testPage = line.page;
      if (line.text) draft[line.label].push(line.text);
      now = line.label;
    } else {
      const lead = leadingCriteria(line.text);
      const id = idStart.exec(line.text);
      if (lead && !(id && /\.\d+[.-]\d/.test(id[2] ?? '')) && (now !== 'control' || ended(draft) || lead.rest !== '')) {
        block = lead.criteria;
        for (const criterion of block) opened.push({ criterion, text: lead.rest, page: line.page });
        now = 'criterion';
      } else if (id && (ended(draft) || now === 'criterion' || now === 'none' || sameShape(draft?.id ?? '', id[2] ?? '')) && criteriaIn(id[2] ?? '').length === 0) {
        const next = start(line.page, id[2] ?? '');
        const text = line.text.slice(id[0].length).trim();
        if (text) next.control.push(text);
        now = 'control';
      } else if (draft && now !== 'none' && now !== 'criterion') {
        if (looksLikeResult(line.text) && now !== 'response') now = 'result';
        else if (now === 'control' && testStart.test(line.text) && /\.$/.test(draft.control.at(-1) ?? '')) now = 'test';
        else if (now === 'result' && splitResponse(line.text).result === '') now = 'response';
        if (now === 'control' && draft.control.length === 0) draft.controlPage = line.page;
        draft[now].push(line.text);
      } else if (draft && now === 'none' && draft.control.length === 0) {
        draft.control.push(line.text);
        draft.controlPage = line.page;
        now = 'control';
      }
    }
  }
  const rows = drafts.filter((draft) => draft.control.length > 0 && (draft.test.length > 0 || draft.result.length > 0 || draft.criteria.length > 0)).map((draft): MatrixRow => ({
    id: draft.id || null, criteria: draft.criteria, text: flow(draft.control).replace(/\u2010/g, '-'), page: draft.controlPage, response: flow(draft.response),
    tests: draft.test.length > 0 || draft.result.length > 0 ? [{ procedures: proceduresOf(draft.test), result: flow(draft.result), page: draft.testPage }] : [],
  }));
  return { rows, opened };
};
