import { roleOf } from './column-roles.js';
import type { ReadDocument } from './document.js';
import type { Control, ExceptionFound, Warning } from './extraction.js';
import { flow, segmentsOf, squash } from './lines.js';
import type { Line } from './lines.js';
import { classifyResult, deviationCount, looksLikeResult, splitResponse } from './results.js';

/** Words that stand together on a page: a cell of a table, or lines one under the other. */
interface Piece {
  readonly text: string;
  readonly page: number;
  readonly y: number;
  /** The other cells of its row. */
  readonly beside: readonly string[];
}

/** Lines outside tables put together column by column, where they follow each other closely. */
const blocksOf = (lines: readonly Line[]): readonly Piece[] => {
  const blocks: { page: number; x0: number; y: number; last: number; lines: string[]; size: number }[] = [];
  for (const line of lines)
    for (const segment of segmentsOf(line.runs, 1.2)) {
      const above = blocks.findLast((block) => block.page === line.page && Math.abs(block.x0 - segment.x0) < 4 && line.y - block.last < 1.7 * line.size && Math.abs(block.size - line.size) < 0.6);
      if (above && !looksLikeResult(segment.text)) {
        above.lines.push(segment.text);
        above.last = line.y;
      } else blocks.push({ page: line.page, x0: segment.x0, y: line.y, last: line.y, lines: [segment.text], size: line.size });
    }
  return blocks.map(({ page, y, lines: own }) => ({ page, y, text: flow(own), beside: [] }));
};

const hypothetical = /\b(?:if|when|where|whether|any|should|would|may|might|each time|in case|unless|such)\b[^.]{0,60}\b(?:exceptions?|deviations?)\b|\b(?:exceptions?|deviations?)\b[^.]{0,40}\b(?:means?|denotes?|indicates?|refers? to|is defined|are defined|would|may)\b/i;
const told = /\b(?:exceptions?|deviations?)\b(?:\(s\))?(?: (?:was|were|has been|have been))? (?:noted|identified|found|observed)\b|^(?:exceptions?|deviations?|abweichung(?:en)?)\b\s*[:.–—#-]|\b(?:did not operate effectively|not operating effectively)\b|\bfor \d+ of \d+\b|^\w+ of (?:the )?\d+ [\w ]{3,40}\b(?:not|no|late|lacked)\b/i;

/** Whether words tell of an exception of their own, not of what one would be. */
const tells = (text: string): boolean => text.length < 1_500 && roleOf(text) === null && told.test(text) && !hypothetical.test(text) && classifyResult(splitResponse(text).result) === 'exception';

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []);

export interface Uncovered {
  readonly controls: readonly Control[];
  readonly exceptions: readonly ExceptionFound[];
  readonly warnings: readonly Warning[];
}

/**
 * The net below the matrix: words between its first and last page that tell of an exception and went into no result. The
 * exception is listed; the control that it concerns, where the row names it, loses its pass; and a warning says so.
 */
export const catchExceptions = (document: ReadDocument, controls: readonly Control[], exceptions: readonly ExceptionFound[]): Uncovered => {
  const places = controls.flatMap((control) => [...control.rows.map((row) => row.page), ...control.tests.map((test) => test.page)]);
  const matrixLines = document.lines.filter((line) => line.section === 'matrix');
  const pages = places.length > 0 ? places : matrixLines.map((line) => line.page);
  if (pages.length === 0) return { controls, exceptions, warnings: [] };
  const [first, last] = [Math.min(...pages), Math.max(...pages, ...matrixLines.map((line) => line.page))];
  const within = (page: number): boolean => page >= first && page <= last;
  const cells = document.tables.filter(({ table }) => within(table.page)).flatMap(({ table }): readonly Piece[] =>
    table.rows.flatMap((row) => row.cells.filter((cell) => cell.text !== '').map((cell) => ({ text: cell.text, page: row.page, y: row.y0, beside: row.cells.filter((other) => other !== cell && other.text !== '').map((other) => other.text) }))));
  const blocks = blocksOf(document.lines.filter((line) => within(line.page) && (line.section === 'matrix' || line.page > first) && line.section !== 'other'));
  const read = [...controls.flatMap((control) => [control.text, ...control.tests.flatMap((test) => [test.resultText ?? '', test.procedure ?? ''])]), ...exceptions.flatMap((e) => [e.description, e.managementResponse ?? ''])].map(squash).filter((text) => text.length > 12);
  const known = exceptions.map((e) => wordsOf(e.description));
  const covered = (text: string): boolean => {
    const own = squash(text);
    const words = wordsOf(text);
    return read.some((other) => other.includes(own) || own.includes(other)) || known.some((other) => [...words].filter((word) => other.has(word)).length > 0.8 * Math.min(words.size, other.size));
  };
  const missed = [...cells, ...blocks].filter(({ text }) => tells(text)).filter(({ text }) => !covered(text)).filter((piece, i, all) => all.findIndex((other) => squash(other.text) === squash(piece.text)) === i);
  const concerned = (piece: Piece): Control | undefined => controls.find((control) => piece.beside.some((text) => (control.id !== null && text.trim() === control.id) || squash(text) === squash(control.text)));
  const doubtful = new Set(missed.flatMap((piece) => concerned(piece) ?? []));
  return {
    controls: controls.map((control) => (doubtful.has(control) ? { ...control, tests: control.tests.map((test) => (test.result === 'no-exceptions' ? { ...test, result: 'unclear' as const } : test)) } : control)),
    exceptions: [...exceptions, ...missed.map((piece): ExceptionFound => {
      const { result, response } = splitResponse(piece.text);
      const control = concerned(piece);
      return { controlKeys: control ? [control.key] : [], criteria: control?.criteria ?? [], description: result, ...deviationCount(result), managementResponse: response, managementResponsePage: response ? piece.page : null, pages: [piece.page] };
    })],
    warnings: missed.map((piece) => {
      const control = concerned(piece);
      return { code: 'exception-without-row', message: `The page tells of an exception that stands in no row that was read${control ? `; ${control.key} does not count as passed` : ''}: ${piece.text.slice(0, 160)}`, page: piece.page };
    }),
  };
};
