import { unfoldColumns } from './columns.js';
import { withRoles } from './column-roles.js';
import type { ReadTable } from './column-roles.js';
import { withoutFurniture } from './furniture.js';
import { linesOf } from './lines.js';
import type { Line } from './lines.js';
import type { PageRuns, PageText } from './page-text.js';
import { passageOf } from './passage.js';
import type { Passage } from './passage.js';
import { withSections } from './sections.js';
import type { SectionLine } from './sections.js';
import type { SectionName } from './headings.data.js';
import { findTables, freeRuns } from './tables.js';
import { headingSpans } from './tables-aligned.js';

/** A report taken apart: its lines outside tables with their sections, its tables with their columns, and what repeats on pages. */
export interface ReadDocument {
  readonly pages: readonly PageRuns[];
  readonly lines: readonly SectionLine[];
  readonly tables: readonly ReadTable[];
  readonly furniture: readonly Line[];
  /** Pages on which something is written that cannot be seen. */
  readonly hiddenPages: readonly number[];
}

export const takeApart = (document: PageText): ReadDocument => {
  const { pages: clean, furniture } = withoutFurniture(document.pages);
  const pages = unfoldColumns(clean, headingSpans);
  const tables = findTables(pages);
  const lines = pages.flatMap((page) => linesOf(page, freeRuns(page, tables.filter((table) => table.page === page.number))));
  return {
    pages,
    lines: withSections(lines, furniture, new Map(clean.map((page) => [page.number, page.height]))),
    tables: withRoles(tables),
    furniture,
    hiddenPages: document.pages.filter((page) => page.runs.some((run) => run.hidden)).map((page) => page.number),
  };
};

export const linesIn = (document: ReadDocument, section: SectionName): readonly SectionLine[] => document.lines.filter((line) => line.section === section);

/** Flowing text of a section. */
export const sectionText = (document: ReadDocument, section: SectionName): Passage => passageOf(linesIn(document, section));

/** The section in force at a place of a page. */
export const sectionAt = (document: ReadDocument, page: number, y: number): SectionName => {
  const before = document.lines.findLast((line) => line.page < page || (line.page === page && line.y <= y));
  const after = document.lines.find((line) => line.page === page);
  return before?.section ?? after?.section ?? 'front';
};
