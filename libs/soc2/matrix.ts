import type { ReadTable } from './column-roles.js';
import { criteriaIn, leadingCriteria, trailingCriteria } from './criteria.js';
import { sectionAt } from './document.js';
import type { ReadDocument } from './document.js';
import type { Control, Test } from './extraction.js';
import { labelled, linesOfCards, rowsOfLines } from './matrix-lines.js';
import { isMatrixTable, rowsOfTables } from './matrix-rows.js';
import type { Matrix, MatrixRow, Opener } from './matrix-rows.js';
import { sectionOf } from './sections.js';
import { classifyResult, looksLikeResult, splitResponse } from './results.js';
import { squash } from './lines.js';

const sectionTables = (document: ReadDocument): readonly ReadTable[] => {
  const tables = document.tables.filter(isMatrixTable);
  const inMatrix = tables.filter(({ table }) => sectionAt(document, table.page, table.y0) === 'matrix');
  const tested = tables.filter(({ roles }) => roles.includes('test') || roles.includes('result'));
  if (inMatrix.length > 0 && (tested.length === 0 || inMatrix.some((table) => tested.includes(table)))) return inMatrix;
  return tested.length > 0 ? tested : tables;
};

/** Criteria by control id, from tables that map criteria to ids alone. */
const idCriteria = (document: ReadDocument): ReadonlyMap<string, readonly string[]> => {
  const map = new Map<string, readonly string[]>();
  for (const { roles, rows } of document.tables) {
    const [criterion, id] = [roles.indexOf('criterion'), Math.max(roles.indexOf('id'), roles.indexOf('control'))];
    if (criterion < 0 || id < 0 || roles.includes('test') || roles.includes('result')) continue;
    for (const row of rows) {
      const criteria = criteriaIn(row.cells[criterion]?.text ?? '');
      const ids = (row.cells[id]?.text ?? '').split(/[,;\s]+/).filter((word) => /\d/.test(word));
      if (criteria.length > 0 && ids.every((word) => word.length <= 16)) for (const one of ids) map.set(one, [...new Set([...(map.get(one) ?? []), ...criteria])]);
    }
  }
  return map;
};

/** Lines between the tables of the matrix that name a criterion, each with the words up to the next one or to the next table. */
const openersOf = (document: ReadDocument, tables: readonly ReadTable[]): readonly Opener[] => {
  const [first, last] = [tables[0]?.table.page ?? 0, tables.at(-1)?.table.page ?? 0];
  const openers: Opener[] = [];
  for (const line of document.lines.filter((l) => l.section === 'matrix' && l.page >= first - 1 && l.page <= last + 1)) {
    const lead = leadingCriteria(line.text);
    const before = openers.at(-1);
    if (lead) openers.push({ criteria: lead.criteria, text: lead.rest, page: line.page, y: line.y });
    else if (before && !line.heading && !tables.some(({ table }) => (table.page > before.page || (table.page === before.page && table.y0 > before.y)) && (table.page < line.page || (table.page === line.page && table.y0 < line.y)))) openers[openers.length - 1] = { ...before, text: `${before.text} ${line.text}` };
  }
  return openers;
};

/** The control matrix of the report, from its tables, else from cards and paragraphs. */
export const readMatrix = (document: ReadDocument): Matrix => {
  const tables = sectionTables(document);
  const fromTables = rowsOfTables(tables, tables.some(({ roles }) => !roles.includes('criterion')) ? openersOf(document, tables) : []);
  const start = document.lines.find((line) => line.section === 'matrix');
  const matrix = fromTables.rows.length > 0 ? fromTables : withoutTables(document, start?.page ?? 0);
  const ids = matrix.rows.some((row) => row.criteria.length === 0) ? idCriteria(document) : new Map<string, readonly string[]>();
  return { ...matrix, rows: matrix.rows.map((row) => withCriteria(row, ids)) };
};

const withoutTables = (document: ReadDocument, fromPage: number): Matrix => {
  const cards = linesOfCards(document.tables.filter(({ table }) => table.page >= fromPage));
  const own = document.lines.filter((line) => (fromPage > 0 ? line.section === 'matrix' : line.section === 'description' || line.section === 'other'));
  const free = own.map((line) => ({ ...labelled(line.text, line.page, line.y), breaks: line.heading && (sectionOf(line.text) !== null || /^(?:section|appendix|annex)\s+(?:[ivx]+|\d+|[a-h]|one|two|three|four|five|six|seven)\b/i.test(line.text.trim())) }));
  if (fromPage === 0 && cards.length === 0 && !free.some((line) => line.label === 'result' || looksLikeResult(line.text))) return { rows: [], opened: [] };
  const all = cards.length === 0 ? free : [...free, ...cards].toSorted((a, b) => a.page - b.page || a.y - b.y);
  return rowsOfLines(all);
};

const withCriteria = (row: MatrixRow, ids: ReadonlyMap<string, readonly string[]>): MatrixRow => {
  if (row.criteria.length > 0) return row;
  const mapped = row.id ? ids.get(row.id) : undefined;
  if (mapped) return { ...row, criteria: mapped };
  const trailing = trailingCriteria(row.text);
  if (trailing) return { ...row, criteria: trailing.criteria, text: trailing.rest };
  const fromId = /^((?:CC|A|C|PI|P)\d\.\d)/.exec(row.id ?? '');
  return fromId ? { ...row, criteria: criteriaIn(fromId[1] ?? '') } : row;
};

const unstated = 'unstated';

const resultsOf = (result: string, count: number): readonly string[] => {
  if (count < 2) return [result];
  const pieces = result.split(/(?<=\.)\s+(?=(?:No (?:relevant )?(?:exceptions?|deviations?)|Exceptions?\b|Deviations?\b|Not tested|Not applicable))/i);
  return pieces.length === count && pieces.every(looksLikeResult) ? pieces : Array.from({ length: count }, () => result);
};

const testsOf = (row: MatrixRow, criterion: string | null): readonly Test[] =>
  row.tests.flatMap(({ procedures, result, page }) => {
    const said = splitResponse(result).result;
    const list: readonly (string | null)[] = procedures.length > 0 ? procedures : [null];
    const results = resultsOf(said, list.length);
    return list.map((procedure, i) => ({ procedure, result: classifyResult(results[i] ?? ''), resultText: (results[i] ?? '') || null, page, criterion }));
  });

/** Groups the rows of a matrix by control: one item for each distinct pair of id and text, in the order of first appearance. */
export const controlsOf = (rows: readonly MatrixRow[]): readonly Control[] => {
  const groups = new Map<string, MatrixRow[]>();
  for (const row of rows) {
    const key = `${row.id ?? ''}|${squash(row.text)}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const counters = new Map<string, number>();
  return [...groups.values()].map((own) => {
    const first = own[0] as MatrixRow;
    const criterion = first.criteria[0] ?? unstated;
    const place = (counters.get(criterion) ?? 0) + 1;
    counters.set(criterion, place);
    const listed = own.flatMap((row) => (row.criteria.length > 0 ? row.criteria : [unstated]).map((c) => ({ criterion: c, page: row.page })));
    return {
      key: first.id ?? `${criterion}#${place}`,
      id: first.id,
      text: first.text,
      criteria: [...new Set(own.flatMap((row) => row.criteria))],
      pages: [...new Set(own.map((row) => row.page))],
      tests: own.length === 1 ? testsOf(first, null) : own.flatMap((row) => (row.criteria.length > 0 ? row.criteria : [null]).flatMap((c) => testsOf(row, c))),
      rows: listed,
    };
  });
};
