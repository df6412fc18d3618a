import { columnWith } from './column-roles.js';
import type { ReadTable, Roles } from './column-roles.js';
import { criteriaIn, leadingCriteria } from './criteria.js';
import { flow } from './lines.js';
import { looksLikeResult } from './results.js';
import { cellAt, filled } from './table.js';
import type { Cell, Row } from './table.js';

/** One place where the matrix lists a control. */
export interface MatrixRow {
  readonly id: string | null;
  readonly criteria: readonly string[];
  readonly text: string;
  readonly tests: readonly { readonly procedures: readonly string[]; readonly result: string; readonly page: number }[];
  readonly response: string;
  readonly page: number;
}

export interface Matrix {
  readonly rows: readonly MatrixRow[];
  /** Criteria that the matrix opens, with the words that stand there. */
  readonly opened: readonly { readonly criterion: string; readonly text: string; readonly page: number }[];
}

const procedureStart = /^(?:[•▪‣◦*·–-]\s*|\(?[a-z\d]{1,2}[.)]\s+)?(?:Inspect|Observ|Inquir|Enquir|For (?:a|an|each|the|all|one)\b|Re-?perform|Obtain|Examin|Compar|Select|Review|Confirm|Verif|Test(?:ed)?\b|Interview|Corroborat|Ascertain|Determin|Discuss|Read\b|Recalculat|Performed)/;

/** Paragraphs of a test cell: each begins with what the auditor did. */
export const proceduresOf = (lines: readonly string[]): readonly string[] => {
  const groups: string[][] = [];
  for (const line of lines) {
    const before = groups.at(-1)?.at(-1);
    const starts = before === undefined || (procedureStart.test(line) && /[.;:]["”)]?\s*$/.test(before)) || /^[•▪‣◦·]/.test(line);
    if (starts) groups.push([line]);
    else groups.at(-1)?.push(line);
  }
  return groups.map((group) => flow(group).replace(/^[•▪‣◦·]\s*/, '')).filter(Boolean);
};

export const isMatrixTable = ({ roles }: ReadTable): boolean => {
  const has = (role: NonNullable<Roles[number]>): boolean => roles.includes(role);
  if (has('responsibility') || has('framework') || has('exception')) return false;
  if (has('control')) return has('criterion') || has('id') || has('test') || has('result') || roles.length <= 3;
  return has('test') && (has('result') || has('id') || has('criterion'));
};

type Draft = { id: string; criteria: readonly string[]; text: string; tests: { lines: string[]; result: string; page: number }[]; response: string; page: number };

const lower = (text: string): boolean => /^[\p{Ll}&(,;]/u.test(text);
const ends = (text: string): boolean => /[.!?:]["”')\]]*$/.test(text);

const joinId = (a: string, b: string): string => (a === '' ? b : b === '' ? a : /[-.\u2010]$/.test(a) ? `${a}${b}` : `${a} ${b}`);

const idOf = (text: string): string => text.replace(/\u2010/g, '-').replace(/\s*-\s*/g, '-').replace(/^(?:control|ref)\.?\s*(?:id|no|#)?\.?\s*:?\s*/i, '').trim();

/** Criteria that begin further down in a cell, because no rule parts it from the cell above. */
const furtherCriteria = (cell: Cell | null, page: number): readonly Opener[] => {
  if (!cell) return [];
  const starts = cell.lines.flatMap((line, i) => {
    const lead = leadingCriteria(line);
    return lead && lead.rest !== '' && !/[,;&–—-]\s*$/.test(cell.lines[i - 1] ?? '') ? [{ criteria: lead.criteria, text: lead.rest, page, y: cell.ys[i] ?? 0 }] : [];
  });
  return starts.length > 1 ? starts.slice(1) : [];
};

/** A criterion that a line between the tables opens. */
export interface Opener {
  readonly criteria: readonly string[];
  readonly text: string;
  readonly page: number;
  readonly y: number;
}

const noControls = /not applicable|carved? out|carve-out|subservice|no controls?/i;

/**
 * Rows of the control matrix from its tables, in order; rows that a page break cut in two are joined.
 * @param openers headings between the tables that name a criterion: it holds for the tables below that have no column for it
 */
export const rowsOfTables = (tables: readonly ReadTable[], openers: readonly Opener[] = []): Matrix => {
  const drafts: Draft[] = [];
  const opened: { criterion: string; text: string; page: number }[] = [];
  let block: readonly string[] = [];
  let fresh = false;
  const open = (criteria: readonly string[], text: string, page: number): void => {
    block = criteria;
    fresh = true;
    for (const criterion of criteria) opened.push({ criterion, text, page });
  };
  let passed = 0;
  const pass = (page: number, y: number): void => {
    for (let next = openers[passed]; next && (next.page < page || (next.page === page && next.y <= y)); next = openers[++passed]) open(next.criteria, next.text, next.page);
  };
  for (const { table, roles, rows, above } of tables) {
    if (!roles.includes('criterion')) pass(table.page, table.y0 + 6);
    for (const text of above) {
      const lead = leadingCriteria(text);
      if (lead) open(lead.criteria, lead.rest, table.page);
    }
    const at = (row: Row, role: NonNullable<Roles[number]>): Cell | null => {
      const column = columnWith(roles, role);
      return column < 0 ? null : cellAt(row, column);
    };
    const ownCriteria = roles.includes('criterion');
    let further: readonly Opener[] = [];
    rows.forEach((row, index) => {
      const full = filled(row);
      const only = full.length === 1 ? full[0] : undefined;
      const lead = only ? leadingCriteria(only.text) : null;
      if (only && lead && (row.spanning || !ownCriteria || roles.length > 2)) return open(lead.criteria, lead.rest, row.page);
      if (only && (row.spanning || (fresh && noControls.test(only.text))) && !(index === 0 && roles.length > 2 && lower(only.text))) {
        if (fresh && block.length > 0 && noControls.test(only.text)) for (const criterion of block) opened.push({ criterion, text: only.text, page: row.page });
        if (!(index === 0 && drafts.at(-1)?.text === '')) return;
      }
      const criterionText = at(row, 'criterion')?.text ?? '';
      let id = idOf(at(row, 'id')?.text ?? '');
      further = criterionText === '' ? further : furtherCriteria(at(row, 'criterion'), row.page);
      const begun = further[0] && criterionText === '' && further[0].y < row.y1 ? further[0] : null;
      if (begun) further = further.slice(1);
      let codes = begun ? begun.criteria : leadingCriteria(criterionText)?.criteria ?? (criterionText.length <= 90 ? criteriaIn(criterionText) : []);
      if (!ownCriteria && codes.length === 0 && leadingCriteria(id)?.rest === '' && criteriaIn(id).length > 0) {
        codes = criteriaIn(id);
        if (!roles.includes('control') || (at(row, 'control')?.text ?? '') !== '') id = '';
      }
      if (codes.length > 0) open(codes, begun?.text ?? leadingCriteria(criterionText)?.rest ?? '', row.page);
      let text = (at(row, 'control')?.text ?? '').replace(/\u2010/g, '-');
      const test = at(row, 'test');
      const result = at(row, 'result')?.text ?? '';
      const response = at(row, 'response')?.text ?? '';
      if (!roles.includes('id') && text !== '') {
        const glued = /^((?:CC|A|C|PI|P)\d\.\d+\.\d+|[A-Z]{2,6}-?\d{1,3}(?:\.\d+)*|\d{1,2}\.\d{1,2}(?:\.\d+)*)[\s:.–-]+(?=\p{Lu})/u.exec(text);
        if (glued) [id, text] = [glued[1] ?? '', text.slice(glued[0].length)];
      }
      const last = drafts.at(-1);
      const firstOnPage = index === 0 && last !== undefined && last.page < row.page;
      const before = last?.tests.at(-1);
      const sameAgain = last !== undefined && firstOnPage && id !== '' && id === last.id && text === last.text && block.join() === last.criteria.join() && last.tests.every((t) => t.result === '');
      const cut = firstOnPage && last !== undefined && last.text === '' && last.id === '' && codes.length === 0;
      const broken = cut || (firstOnPage && last !== undefined && codes.length === 0 && text !== '' &&
        (id === '' ? last.text === '' || lower(text) || (roles.includes('id') && !ends(last.text)) : lower(text) && (last.text === '' || !ends(last.text) || /-$/.test(last.id))) &&
        (result === '' || !before?.result || lower(result) || (!ends(before.result) && ends(result))));
      const split = firstOnPage && codes.length > 0 && roles.includes('id') && id === '' && lower(text) && last.criteria.length > 0 && !ends(last.text);
      if (split) {
        block = [...new Set([...last.criteria, ...codes])];
        last.criteria = block;
      }
      const starts = text === '' && id === '' && codes.length > 0 && index === rows.length - 1;
      if (last && !starts && (sameAgain || broken || split || (text === '' && (id === '' || (last.text === '' && firstOnPage)) && (test?.text || result)))) {
        if (broken || split) {
          if (last.text === '') last.page = row.page;
          last.id = joinId(last.id, id);
          last.text = flow([last.text, text]);
        }
        const another = text === '' && ends(before?.result ?? '') && ends(before?.lines.at(-1) ?? '') && procedureStart.test(test?.lines[0] ?? '') && looksLikeResult(result);
        const continues = before && (sameAgain || (firstOnPage && !another) || result === '');
        if (continues) {
          before.lines.push(...(test?.lines ?? []));
          before.result = flow([before.result, result]);
        } else if (test?.text || result) last.tests.push({ lines: [...(test?.lines ?? [])], result, page: row.page });
        if (response) last.response = flow([last.response, response]);
        return;
      }
      if (text === '' && id === '' && !test?.text && !result) return;
      if (text === '' && id === '' && !starts) return;
      fresh = false;
      drafts.push({ id, criteria: block, text, tests: test?.text || result ? [{ lines: [...(test?.lines ?? [])], result, page: row.page }] : [], response, page: row.page });
    });
  }
  pass(Number.POSITIVE_INFINITY, 0);
  return { rows: drafts.filter((draft) => draft.text !== '').map((draft) => ({ ...draft, id: draft.id || null, tests: draft.tests.map((t) => ({ procedures: proceduresOf(t.lines), result: t.result.replace(/\u2010/g, '-'), page: t.page })) })), opened };
};
