import { reportHeadings, sectionNumber, sectionTitles } from './headings.data.js';
import type { SectionName } from './headings.data.js';
import { bodySize } from './lines.js';
import type { Line } from './lines.js';

export interface SectionLine extends Line {
  readonly section: SectionName;
  /** A line that stands as a title: larger, bold, in capitals or numbered as a section. */
  readonly heading: boolean;
}

const leaders = /(?:\.\s?){4,}|…{2,}|\s\d{1,3}$/;

/** Pages that list contents: a title that says so, or many lines that end in leaders and a number. */
export const contentsPages = (lines: readonly Line[]): ReadonlySet<number> => {
  const pages = new Set<number>();
  const byPage = new Map<number, Line[]>();
  for (const line of lines) {
    const own = byPage.get(line.page);
    if (own) own.push(line);
    else byPage.set(line.page, [line]);
  }
  for (const [page, own] of byPage) {
    const led = own.filter((line) => /(?:\.\s?){4,}\s*\d*$|…{2,}|\.{2,}\s*\d+$/.test(line.text)).length;
    const numbered = own.filter((line) => leaders.test(line.text)).length;
    const title = own.slice(0, 6).some((line) => /^(table of )?contents$|^index$/i.test(line.text.trim()));
    if (led >= 4 || (title && (numbered >= 2 || own.length < 40))) pages.add(page);
  }
  return pages;
};

const capitals = (text: string): boolean => /\p{Lu}{3}/u.test(text) && text.toUpperCase() === text;

const headingLike = (line: Line, body: number): boolean => {
  const text = line.text.trim();
  const broken = line.size > body * 1.18 ? /[.;]$/ : /[.;,]$/;
  if (text.length > 150 || text.length < 3 || broken.test(text.replace(/\b(Inc|Ltd|Co|Corp|B\.V|N\.V|S\.A)\.$/i, '')) || /^[•·▪*]/.test(text)) return false;
  return line.size > body * 1.08 || line.bold || capitals(text) || /^(section|part|appendix)\s+([ivx]+|\d+|[a-h]|one|two|three|four|five)\b/i.test(text);
};

/** Title without its number. */
export const bareTitle = (text: string): string => text.trim().replace(sectionNumber, '').replace(/\(continued\)|[–—-] continued/i, '').replace(/\s+/g, ' ').trim();

/** The section that a title begins, or null. */
export const sectionOf = (title: string): SectionName | null => {
  const bare = bareTitle(title);
  const plain = title.replace(/\s+/g, ' ').trim();
  return sectionTitles.find(({ pattern }) => pattern.test(bare) || pattern.test(plain))?.section ?? null;
};

/** Kind of a heading inside the auditor's report; null for other text. */
export const reportHeading = (text: string): 'opinion' | 'basis' | 'other' | null => {
  const bare = bareTitle(text).replace(/[:.]$/, '');
  return bare.length > 90 ? null : (reportHeadings.find(({ pattern }) => pattern.test(bare))?.kind ?? null);
};

const numbered = /^(section|part)\s+([ivx]+|\d+|one|two|three|four|five|six)\b|^[ivx]{1,4}\.\s/i;

/**
 * Gives each line its section. A section begins at a title: one that is numbered as a section, or is clearly larger than
 * the text, or stands first on its page. Running headers that name a section count as titles too.
 * @param running furniture lines, by page
 */
export const withSections = (lines: readonly Line[], running: readonly Line[], pageHeight: ReadonlyMap<number, number>): readonly SectionLine[] => {
  const body = bodySize(lines);
  const contents = contentsPages(lines);
  let section: SectionName = 'front';
  let page = 0;
  let first = true;
  return lines.map((line, i) => {
    const heading = headingLike(line, body);
    if (line.page !== page) {
      page = line.page;
      first = true;
      const header = running.find((other) => other.page === page && other.y < (pageHeight.get(page) ?? 800) / 2 && numbered.test(other.text.trim()) && sectionOf(other.text) !== null);
      if (header && !contents.has(page)) section = sectionOf(header.text) ?? section;
    }
    if (!contents.has(line.page)) {
      const next = lines[i + 1];
      const joined = next && next.page === line.page && Math.abs(next.size - line.size) < 0.6 && next.bold === line.bold && next.y - line.y < 2 * line.size && headingLike(next, body) ? `${line.text} ${next.text}` : line.text;
      const strong = heading && (numbered.test(line.text.trim()) || line.size > body * 1.18 || first || capitals(line.text));
      const named = strong ? (sectionOf(joined) ?? sectionOf(line.text)) : null;
      const onCover = line.page === 1 && section === 'front' && named !== 'auditor';
      const inside = onCover ? null : section === 'description' && named === 'description' ? null : named;
      if (inside && !(section === 'auditor' && reportHeading(line.text) !== null && !numbered.test(line.text.trim()))) section = inside;
      else if (/^we have (examined|been engaged to (examine|report))\b/i.test(line.text) && section !== 'auditor') section = 'auditor';
      else if (/^we have prepared the (accompanying )?(description|assertion)/i.test(line.text)) section = 'assertion';
    }
    first = false;
    return { ...line, section: contents.has(line.page) ? 'front' : section, heading };
  });
};
