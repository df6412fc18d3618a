import { criteriaIn, leadingCriteria, trailingCriteria } from './criteria.js';
import { contentsPages, bareTitle } from './sections.js';
import type { SectionLine } from './sections.js';
import type { ReadDocument } from './document.js';
import type { ReadTable } from './column-roles.js';
import type { Responsibility } from './extraction.js';
import { flow } from './lines.js';
import { responsibilityHeadings } from './responsibilities.data.js';
import type { ResponsibilityKind } from './responsibilities.data.js';

/** A stretch of the document under a heading about somebody else's controls. */
interface Region {
  readonly kind: ResponsibilityKind;
  readonly from: { readonly page: number; readonly y: number };
  readonly to: { readonly page: number; readonly y: number };
  readonly lines: readonly SectionLine[];
}

/** What a heading announces; null for other text. */
export const responsibilityHeading = (text: string): ResponsibilityKind | null => {
  const bare = bareTitle(text).replace(/[:.]$/, '');
  return bare.length > 120 ? null : (responsibilityHeadings.find(({ pattern }) => pattern.test(bare))?.kind ?? null);
};

const bullet = /^(?:[•▪‣◦●○■□*·–]|\u2022|\uf0b7|o(?=\s))\s*/u;
const ordinal = /^(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|(?:CUEC|CSOC|UEC|CC)[- ]?#?\d{1,3}(?!\.)[.:)]?|\d{1,2}(?=\s+\p{Lu}))\s+/u;

/** The mark that an item of a list begins with; a dash before a criterion joins a range. */
const markOf = (text: string): string | null => {
  const mark = (bullet.exec(text) ?? ordinal.exec(text))?.[0];
  return mark === undefined || (/^[–-]/.test(mark) && leadingCriteria(text.slice(mark.length)) !== null) ? null : mark;
};

const titleLike = (line: SectionLine): boolean => {
  const text = line.text.trim();
  return line.heading && text.length <= 110 && !bullet.test(text) && !/[.;,:]$/.test(text) && leadingCriteria(text) === null;
};

const regionsOf = (document: ReadDocument): readonly Region[] => {
  const contents = contentsPages(document.lines);
  const lines = document.lines.filter((line) => !contents.has(line.page) && line.section !== 'auditor' && line.section !== 'assertion');
  const sizes = lines.map((line) => line.size).sort((a, b) => a - b);
  const usual = sizes[Math.floor(sizes.length / 2)] ?? 10;
  const regions: Region[] = [];
  let open: { kind: ResponsibilityKind; from: Region['from']; lines: SectionLine[]; size: number; section: SectionLine['section'] } | null = null;
  const close = (page: number, y: number): void => {
    if (open) regions.push({ kind: open.kind, from: open.from, to: { page, y }, lines: open.lines });
    open = null;
  };
  lines.forEach((line) => {
    const title = titleLike(line) || (line.text.length < 90 && line.size > usual * 1.12);
    const kind = title || (line.text.length < 75 && !/[.;,]$/.test(line.text)) ? responsibilityHeading(line.text) : null;
    if (kind) {
      if (open?.kind === kind && open.lines.length === 0) return;
      close(line.page, line.y - line.size);
      open = { kind, from: { page: line.page, y: line.y }, lines: [], size: line.size, section: line.section };
    } else if (open && line.section !== open.section) close(line.page, line.y - line.size);
    else if (open && title && open.lines.length === 0 && line.page === open.from.page && Math.abs(line.size - open.size) < 0.6 && line.y - open.from.y < 1.7 * line.size) open.from = { page: line.page, y: line.y };
    else if (open && title && (line.size >= open.size - 0.6 || line.size > usual * 1.12)) close(line.page, line.y - line.size);
    else if (open) open.lines.push(line);
  });
  close(Number.POSITIVE_INFINITY, 0);
  return regions;
};

const placeIn = (region: Region, page: number, y: number): boolean =>
  (page > region.from.page || (page === region.from.page && y >= region.from.y - 4)) && (page < region.to.page || (page === region.to.page && y < region.to.y));

interface Item {
  readonly lines: readonly string[];
  readonly page: number;
  readonly criteria: readonly string[];
}

const responsibilityWords = /\b(?:responsible for|should|must|are expected|is expected|ensur(?:e|ing)|user entit(?:y|ies)|customers?|clients?|controls?)\b/i;

/** Criteria alone in brackets close the item before them. */
const bracketed = (text: string): boolean => /^[\[(][^\])]*[\])]\.?$/.test(text.trim());

/** A line that breaks off inside a list of criteria or a bracket. */
const unfinished = /(?:[,;&:(\[–—-]|\b(?:and|to|through))\s*$/i;

/** Items of a list: bulleted, numbered, led by criteria, or plain lines that each end a sentence. */
const itemsOf = (lines: readonly SectionLine[], margins: { readonly left: number; readonly right: number }): readonly Item[] => {
  const marked = lines.filter((line) => markOf(line.text) !== null).length;
  const coded = lines.filter((line, i) => !bracketed(line.text) && !unfinished.test(lines[i - 1]?.text ?? '') && leadingCriteria(line.text) !== null).length;
  const items: { lines: string[]; page: number; criteria: readonly string[]; x: number; y: number; size: number }[] = [];
  let pending: readonly string[] = [];
  const usesMarks = marked >= 1;
  const usesCodes = coded >= 1 && !usesMarks;
  const intro = lines.findLastIndex((line, i) => /:$/.test(line.text) && i < lines.length - 1);
  lines.forEach((line, i) => {
    const lead = leadingCriteria(line.text);
    if (lead && lead.rest === '' && !bullet.test(line.text)) {
      const last = items.at(-1);
      const before = lines[i - 1];
      const trailing = last && (usesMarks || bracketed(line.text) || (before && unfinished.test(before.text)));
      if (trailing && before && unfinished.test(before.text)) last.lines.push(line.text);
      else if (trailing) last.criteria = [...new Set([...last.criteria, ...lead.criteria])];
      else pending = lead.criteria;
      return;
    }
    const mark = markOf(line.text);
    const previous = lines[i - 1];
    const last = items.at(-1);
    const ended = previous === undefined || /[.;:)\]]$/.test(previous.text.trim()) || pending.length > 0;
    const starts = usesMarks ? mark !== null : usesCodes ? lead !== null || pending.length > 0 : i > intro && ended && /^[\p{Lu}\d]/u.test(line.text) && (intro >= 0 || responsibilityWords.test(line.text) || trailingCriteria(line.text) !== null || items.length > 0);
    const gap = last ? line.page === last.page && line.y - last.y > 2.4 * line.size : false;
    if (starts) {
      const text = line.text.slice(mark?.length ?? 0).trim();
      const own = leadingCriteria(text);
      const prose = !usesMarks && !usesCodes && previous && previous.page === line.page && line.y - previous.y < 1.45 * line.size && previous.x1 > margins.left + 0.88 * (margins.right - margins.left) && line.x0 < margins.left + 10 && trailingCriteria(previous.text) === null && intro < 0;
      if (prose && last) last.lines.push(line.text);
      else items.push({ lines: [own ? own.rest : text], page: line.page, criteria: own ? own.criteria : pending, x: line.x0, y: line.y, size: line.size });
      if (!usesMarks || pending.length > 0) pending = [];
    } else if (last && !(gap && /[.;)\]]$/.test(last.lines.at(-1) ?? '')) && !(usesMarks && line.x0 < last.x - 2 && /[.;)\]]$/.test(last.lines.at(-1) ?? ''))) {
      last.lines.push(line.text);
    }
    const now = items.at(-1);
    if (now) Object.assign(now, { y: line.y });
  });
  return items.filter((item) => item.lines.join('').trim() !== '');
};

const tidy = (text: string): string => text.replace(/\u2010/g, '-').replace(/\s+/g, ' ').replace(/^[-–—:|]\s*/, '').trim();

/** A responsibility from its words: criteria that lead or close it are taken out. */
const responsibility = (text: string, criteria: readonly string[], page: number, id: string | null, organization: string | null): Responsibility => {
  const trailing = trailingCriteria(tidy(text));
  const bare = trailing ? trailing.rest : tidy(text);
  return { id, text: bare, criteria: [...new Set([...criteria, ...(trailing?.criteria ?? (criteria.length === 0 ? criteriaIn(text) : []))])], subserviceOrganization: organization, page };
};

const fromTable = ({ roles, rows }: Pick<ReadTable, 'roles' | 'rows'>, column: number): readonly Responsibility[] => {
  const list: { id: string | null; text: string; lines: string[]; criteria: readonly string[]; page: number; organization: string | null }[] = [];
  let organization: string | null = null;
  let criteria: readonly string[] = [];
  rows.forEach((row, index) => {
    const of = (role: (typeof roles)[number]): string => row.cells[roles.indexOf(role)]?.text ?? '';
    const first = index > 0 && (rows[index - 1]?.page ?? row.page) < row.page;
    const cell = row.cells[column];
    const codes = roles.includes('criterion') ? criteriaIn(of('criterion')) : [];
    if (roles.includes('organization') && of('organization')) organization = of('organization');
    if (row.spanning) {
      const lead = leadingCriteria(row.cells.find((c) => c.text)?.text ?? '');
      if (lead) criteria = lead.criteria;
      return;
    }
    if (!cell || cell.text === '') {
      const last = list.at(-1);
      if (last && codes.length > 0 && first) last.criteria = [...new Set([...last.criteria, ...codes])];
      return;
    }
    if (codes.length > 0 || roles.includes('criterion') === false) criteria = codes;
    const last = list.at(-1);
    if (first && last && !of('id') && /^[\p{Ll}(&]/u.test(cell.text)) {
      last.lines.push(...cell.lines);
      last.criteria = [...new Set([...last.criteria, ...codes])];
      return;
    }
    const items = cell.lines.some((line) => bullet.test(line)) ? splitBullets(cell.lines) : [cell.lines];
    for (const lines of items) list.push({ id: of('id') || null, text: '', lines: [...lines], criteria: roles.includes('criterion') && of('criterion') === '' && roles.includes('id') ? [] : criteria, page: row.page, organization });
  });
  return list.map((item) => responsibility(flow(item.lines.map((line) => line.replace(bullet, ''))), item.criteria, item.page, item.id, item.organization)).filter((item) => item.text !== '');
};

const splitBullets = (lines: readonly string[]): readonly (readonly string[])[] => {
  const groups: string[][] = [];
  for (const line of lines) {
    if (bullet.test(line) || groups.length === 0) groups.push([line]);
    else groups.at(-1)?.push(line);
  }
  return groups.filter((group, i) => i > 0 || bullet.test(group[0] ?? '') || groups.length === 1);
};

/** Column that holds the responsibility: so headed, else "control" or "description" under such a heading. */
const columnOf = ({ roles }: ReadTable): number =>
  ['responsibility', 'control', 'requirement', 'service'].map((role) => roles.findIndex((r) => r === role)).find((i) => i >= 0) ?? -1;

const kindOfTable = (read: ReadTable): ResponsibilityKind | null => {
  const words = read.table.rows.slice(0, 3).flatMap((row) => row.cells.map((cell) => cell.text)).join(' ');
  if (/subservice|sub-service|csoc/i.test(words)) return 'csoc';
  return /user|customer|client|cuec/i.test(words) ? 'cuec' : null;
};

export interface Responsibilities {
  readonly cuecs: readonly Responsibility[];
  readonly csocs: readonly Responsibility[];
}

const organizationIn = (text: string, names: readonly string[]): string | null =>
  names.find((name) => text.toLowerCase().includes(name.toLowerCase())) ?? null;

/**
 * Complementary user entity controls and complementary subservice organization controls, from tables and lists under
 * their headings in the description.
 * @param organizations names and short names of subservice organizations
 */
export const readResponsibilities = (document: ReadDocument, organizations: readonly string[]): Responsibilities => {
  const regions = regionsOf(document);
  const used = new Set<ReadTable>();
  const collected: { kind: ResponsibilityKind; item: Responsibility }[] = [];
  const parts: { readonly kind: ResponsibilityKind; readonly column: number; readonly roles: ReadTable['roles']; readonly rows: ReadTable['rows'] }[] = [];
  let lastKind: ResponsibilityKind | null = null;
  document.tables.forEach((read) => {
    if (read.roles.includes('test') || read.roles.includes('result') || read.roles.includes('exception') || read.roles.includes('framework')) return;
    const region = regions.findLast((r) => placeIn(r, read.table.page, read.table.y0));
    const own = read.roles.includes('responsibility');
    if (!own && !region) return;
    const column = columnOf(read);
    if (column < 0 || (!own && !read.roles.includes('criterion') && !read.roles.includes('id'))) return;
    const kind = (own && !read.continued ? kindOfTable(read) : null) ?? (read.continued && lastKind ? lastKind : region?.kind) ?? null;
    if (!kind) return;
    lastKind = kind;
    used.add(read);
    const last = parts.at(-1);
    if (last && last.kind === kind && last.column === column && last.roles.join() === read.roles.join() && (last.rows.at(-1)?.page ?? 0) === read.table.page - 1) parts[parts.length - 1] = { ...last, rows: [...last.rows, ...read.rows] };
    else parts.push({ kind, column, roles: read.roles, rows: read.rows });
  });
  for (const { kind, column, ...table } of parts) for (const item of fromTable(table, column)) collected.push({ kind, item });
  for (const region of regions) {
    if ([...used].some(({ table }) => placeIn(region, table.page, table.y0))) continue;
    const near = document.lines.filter((line) => region.lines.some((own) => own.page === line.page && Math.abs(own.x0 - line.x0) < 60));
    const margins = { left: Math.min(...near.map((line) => line.x0)), right: Math.max(...near.map((line) => line.x1)) };
    for (const item of itemsOf(region.lines, margins)) {
      const text = flow(item.lines);
      if (text.length < 15 || /\bmethod\.?$/i.test(text.trim())) continue;
      collected.push({ kind: region.kind, item: responsibility(text, item.criteria, item.page, null, null) });
    }
  }
  const unique = (kind: ResponsibilityKind): readonly Responsibility[] => {
    const seen = new Set<string>();
    return collected.filter((c) => c.kind === kind).map((c) => c.item).filter((item) => {
      const key = `${item.text.toLowerCase()}|${item.criteria.join()}`;
      return seen.has(key) ? false : (seen.add(key), true);
    });
  };
  return {
    cuecs: unique('cuec'),
    csocs: unique('csoc').map((item) => ({ ...item, subserviceOrganization: item.subserviceOrganization ?? organizationIn(item.text, organizations) ?? (organizations.length === 1 ? (organizations[0] ?? null) : null) })),
  };
};
