import { criteriaIn } from './criteria.js';
import { sectionAt } from './document.js';
import type { ReadDocument } from './document.js';
import type { Control, ExceptionFound, Warning } from './extraction.js';
import { flow, squash } from './lines.js';
import type { MatrixRow } from './matrix-rows.js';
import { classifyResult, deviationCount, splitResponse } from './results.js';

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);

const similarity = (a: string, b: string): number => {
  const [x, y] = [wordsOf(a), wordsOf(b)];
  if (x.size === 0 || y.size === 0) return 0;
  return [...x].filter((word) => y.has(word)).length / Math.min(x.size, y.size);
};

interface Response {
  readonly id: string | null;
  readonly criteria: readonly string[];
  readonly control: string;
  readonly exception: string;
  readonly response: string;
  readonly page: number;
}

/** Rows of tables that give management's responses, in the unaudited section or beside the matrix. */
const responseTables = (document: ReadDocument): readonly Response[] =>
  document.tables.flatMap(({ table, roles, rows }) => {
    const section = sectionAt(document, table.page, table.y0);
    const told = roles.includes('exception') ? 'exception' : roles.includes('result') && section === 'other' ? 'result' : null;
    if (!roles.includes('response') && !told) return [];
    if (roles.includes('test') && section !== 'other') return [];
    const list: Response[] = [];
    rows.forEach((row, index) => {
      const of = (role: (typeof roles)[number]): string => (role === null ? '' : (row.cells[roles.indexOf(role)]?.text ?? ''));
      const next: Response = { id: of('id') || null, criteria: criteriaIn(`${of('criterion')} ${criteriaIn(of('id')).length > 0 ? of('id') : ''}`), control: roles.includes('control') ? of('control') : '', exception: told ? of(told) : '', response: of('response'), page: row.page };
      const last = list.at(-1);
      if (index === 0 && last && last.page < row.page && !next.id && next.criteria.length === 0) list[list.length - 1] = { ...last, exception: flow([last.exception, next.exception]), response: flow([last.response, next.response]) };
      else if (next.response || next.exception) list.push(next);
    });
    return list;
  });

const responseStart = /^(?:(?:management|company|entity|service organi[sz]ation|auditee)(?:['’]s)? (?:responses?|comments?)|(?:responses?|comments?) (?:from|of|by) (?:the )?(?:management|company|service organi[sz]ation))\b\s*(?:\((?:unaudited)\))?\s*[:.–—-]?\s*/i;

/** Responses written as paragraphs in the unaudited section: a reference, the exception, then "Management's response: …". */
const responseParagraphs = (document: ReadDocument): readonly Response[] => {
  const list: { id: string | null; criteria: readonly string[]; control: string; exception: string[]; response: string[]; page: number; on: boolean }[] = [];
  for (const line of document.lines.filter((l) => l.section === 'other')) {
    const label = responseStart.exec(line.text);
    const last = list.at(-1);
    const titled = /^\S{1,14}\s*[(–-]/.test(line.text) && line.text.length < 70 && criteriaIn(line.text).length > 0;
    const begins = (titled || /^(?:(?:exception|finding|deviation|control)\s*(?:#|no\.?|id|ref\.?)?\s*(?=\S*\d)|[A-Z]{1,6}[- ]?\d+(?:\.\d+)*\b|\d{1,2}\.\d{1,2}\b)/i.test(line.text)) && (!last || last.on);
    if (begins) {
      const id = (titled ? /^\d{1,3}(?=\s)/.exec(line.text)?.[0] : null) ?? /(?:[A-Z]{1,6}[- ]?\d+(?:\.\d+)*(?:-\d+)?|\b\d{1,2}\.\d{1,2}\b)/.exec(line.text)?.[0] ?? null;
      list.push({ id, criteria: criteriaIn(line.text), control: '', exception: [line.text], response: [], page: line.page, on: false });
    } else if (label && line.text.length > label[0].length - 1 && !/^management(?:['’]s)? responses? to\b/i.test(line.text)) {
      const target = last && !last.on ? last : { id: null, criteria: [], control: '', exception: [], response: [], page: line.page, on: false };
      if (target !== last) list.push(target);
      target.on = true;
      const rest = line.text.slice(label[0].length);
      if (rest) target.response.push(rest);
    } else if (last?.on && !line.heading) last.response.push(line.text);
    else if (last && !last.on) {
      last.exception.push(line.text);
    }
  }
  return list.filter((r) => r.response.length > 0).map((r) => ({ ...r, exception: flow(r.exception), response: flow(r.response) }));
};

const scoreOf = (response: Response, exception: ExceptionFound, controlTexts: readonly string[]): number => {
  const sameId = response.id !== null && exception.controlKeys.some((key) => squash(key) === squash(response.id ?? ''));
  const sameCriteria = response.criteria.some((criterion) => exception.criteria.includes(criterion));
  const sameWords = response.exception ? similarity(response.exception, exception.description) : 0;
  const sameControl = response.control ? Math.max(0, ...controlTexts.map((text) => similarity(response.control, text))) : 0;
  return (sameId ? 2 : 0) + (sameCriteria ? 0.6 : 0) + (sameWords > 0.5 ? 2 * sameWords : 0) + (sameControl > 0.7 ? 1.5 * sameControl : 0);
};

/** How many responses management gives outside the matrix, and where the first stands. */
export interface ResponseCount {
  readonly count: number;
  readonly page: number | null;
}

/** Distinct exceptions of the matrix, each with all its pages and criteria, and management's response joined by id, criterion and words. */
export const readExceptions = (document: ReadDocument, controls: readonly Control[], rows: readonly MatrixRow[]): { readonly exceptions: readonly ExceptionFound[]; readonly responses: ResponseCount; readonly warnings: readonly Warning[] } => {
  const found = new Map<string, ExceptionFound & { readonly texts: readonly string[] }>();
  for (const row of rows) {
    for (const test of row.tests) {
      const { result, response } = splitResponse(test.result);
      if (classifyResult(result) !== 'exception') continue;
      const control = controls.find((c) => c.id === row.id && squash(c.text) === squash(row.text));
      const key = `${squash(result)}|${squash(row.text)}`;
      const known = found.get(key);
      const said = response ?? (row.response && !/^n\/?a\.?$|^none\.?$/i.test(row.response) ? row.response : null);
      found.set(key, {
        controlKeys: [...new Set([...(known?.controlKeys ?? []), ...(control ? [control.key] : [])])],
        criteria: [...new Set([...(known?.criteria ?? []), ...row.criteria])],
        description: result,
        ...deviationCount(result),
        managementResponse: known?.managementResponse ?? said,
        managementResponsePage: known?.managementResponsePage ?? (said ? test.page : null),
        pages: [...new Set([...(known?.pages ?? []), test.page])],
        texts: [row.text],
      });
    }
  }
  const warnings: Warning[] = [];
  const list = [...found.values()];
  const responses = [...responseTables(document), ...responseParagraphs(document)];
  const joined = new Map<number, Response>();
  const pairs = responses.flatMap((response, r) => list.map((exception, e) => ({ r, e, score: scoreOf(response, exception, exception.texts) }))).filter(({ score }) => score >= 0.6).sort((a, b) => b.score - a.score);
  const used = new Set<number>();
  for (const { r, e } of pairs) {
    if (used.has(r) || joined.has(e)) continue;
    used.add(r);
    joined.set(e, responses[r] as Response);
  }
  const extra: ExceptionFound[] = responses.flatMap((response, r) => {
    if (used.has(r) || !response.exception || classifyResult(response.exception) !== 'exception' || list.some((e) => similarity(e.description, response.exception) > 0.7)) return [];
    warnings.push({ code: 'exception-outside-matrix', message: `An exception is described on page ${response.page} that was not found in the tests of controls: ${response.exception.slice(0, 120)}`, page: response.page });
    const control = controls.find((c) => c.id !== null && squash(c.id) === squash(response.id ?? ''));
    return [{ controlKeys: control ? [control.key] : [], criteria: response.criteria.length > 0 ? response.criteria : (control?.criteria ?? []), description: response.exception, ...deviationCount(response.exception), managementResponse: response.response || null, managementResponsePage: response.response ? response.page : null, pages: [response.page] }];
  });
  const exceptions = list.map((held, e): ExceptionFound => {
    const { controlKeys, criteria, description, sampleSize, deviations, managementResponse, managementResponsePage, pages } = held;
    const exception: ExceptionFound = { controlKeys, criteria, description, sampleSize, deviations, managementResponse, managementResponsePage, pages };
    const response = joined.get(e);
    if (!response) return exception;
    return { ...exception, managementResponse: exception.managementResponse ?? (response.response || null), managementResponsePage: exception.managementResponsePage ?? (response.response ? response.page : null), pages: [...new Set([...exception.pages, response.page])].sort((a, b) => a - b) };
  });
  return { exceptions: [...exceptions, ...extra], responses: { count: responses.length, page: responses[0]?.page ?? null }, warnings };
};
