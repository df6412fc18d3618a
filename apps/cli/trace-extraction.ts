import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { takeApart } from '#libs/soc2/document.js';
import type { ReadDocument } from '#libs/soc2/document.js';
import { readMatrix } from '#libs/soc2/matrix.js';
import type { PageRuns, PageText } from '#libs/soc2/page-text.js';
import { readAssuranceDocument } from '#libs/soc2/read-assurance-document.js';

const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
const at = (value: number): string => value.toFixed(1);
const tableColors = { tagged: '#2a7f4f', ruled: '#2f5fb3', aligned: '#a35a00' } as const;

/** A page as the reader sees it: text where it stands, rules, tables with columns and their roles, the section at each title, hidden text in red. */
const pageSvg = (page: PageRuns, hidden: PageRuns | undefined, { tables, lines }: ReadDocument): string => {
  const own = tables.filter(({ table }) => table.page === page.number);
  const titles = lines.filter((line) => line.page === page.number && line.heading);
  const parts = [
    ...page.rulings.map((r) => `<path d="M${at(r.x0)} ${at(r.y0)}L${at(r.x1)} ${at(r.y1)}" stroke="#bbb" stroke-width="0.6"/>`),
    ...page.runs.map((run) => `<text x="${at(run.x)}" y="${at(run.y)}" font-size="${at(run.size)}"${run.bold ? ' font-weight="bold"' : ''} textLength="${at(Math.max(run.width, 1))}" lengthAdjust="spacingAndGlyphs">${escape(run.text)}</text>`),
    ...(hidden?.runs.filter((run) => run.hidden) ?? []).map((run) => `<text x="${at(run.x)}" y="${at(run.y)}" font-size="${at(Math.max(run.size, 4))}" fill="#c00" text-decoration="line-through">${escape(run.text)}</text>`),
    ...titles.map((line) => `<rect x="${at(line.x0 - 2)}" y="${at(line.y - line.size)}" width="${at(line.x1 - line.x0 + 4)}" height="${at(line.size * 1.3)}" fill="#ffd54f" fill-opacity="0.35"/><text x="4" y="${at(line.y)}" font-size="6" fill="#7a5b00">${line.section}</text>`),
    ...own.flatMap(({ table, roles, rows }) => {
      const color = tableColors[table.source];
      const box = (x0: number, y0: number, x1: number, y1: number, width: number): string => `<rect x="${at(x0)}" y="${at(y0)}" width="${at(Math.max(0, x1 - x0))}" height="${at(Math.max(0, y1 - y0))}" fill="none" stroke="${color}" stroke-width="${width}"/>`;
      return [
        box(table.x0, table.y0, table.x1, table.y1, 1.2),
        ...table.columns.map((column, i) => `<text x="${at(column.x0 + 1)}" y="${at(table.y0 - 2)}" font-size="6" fill="${color}">${table.source}: ${roles[i] ?? '?'}</text>`),
        ...rows.filter((row) => row.page === page.number).flatMap((row) => row.cells.filter((cell) => cell.text !== '').map((cell) => box(cell.x0 - 1, cell.y0, cell.x1 + 1, cell.y1, 0.4))),
      ];
    }),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${at(page.width)} ${at(page.height)}" font-family="sans-serif"><rect width="100%" height="100%" fill="#fff"/>\n${parts.join('\n')}\n</svg>\n`;
};

/**
 * Writes what each stage of reading made of a document into a folder: pages, lines, tables, sections, matrix, the extraction
 * with its warnings, each as JSON, and one annotated SVG for each page.
 */
export async function traceExtraction(document: PageText, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const read = takeApart(document);
  const result = readAssuranceDocument(document);
  const fields = 'code' in result ? { refusal: result } : Object.fromEntries(Object.entries(result).filter(([name]) => !['controls', 'exceptions', 'cuecs', 'csocs', 'warnings'].includes(name)));
  const sections = read.lines.filter((line, i) => line.section !== read.lines[i - 1]?.section).map(({ page, section, text }) => ({ page, section, from: text }));
  const stages: Readonly<Record<string, unknown>> = {
    '1-pages': document.pages,
    '2-lines': { lines: read.lines.map(({ runs: _, segments, ...line }) => ({ ...line, segments: segments.map((s) => s.text) })), furniture: read.furniture.map(({ page, text }) => ({ page, text })) },
    '3-tables': read.tables.map(({ table, roles, rows, above, continued }) => ({ page: table.page, source: table.source, columns: table.columns, roles, above, continued, rows: rows.map((row) => ({ page: row.page, spanning: row.spanning, cells: row.cells.map((cell) => cell.text) })) })),
    '4-sections': sections,
    '5-fields': fields,
    '6-matrix': readMatrix(read),
    '7-reconciliation': 'code' in result ? [] : { controls: result.controls, exceptions: result.exceptions, cuecs: result.cuecs, csocs: result.csocs, warnings: result.warnings },
  };
  for (const [name, stage] of Object.entries(stages)) await writeFile(join(folder, `${name}.json`), `${JSON.stringify(stage, null, 1)}\n`);
  for (const page of read.pages) await writeFile(join(folder, `page-${String(page.number).padStart(3, '0')}.svg`), pageSvg(page, document.pages[page.number - 1], read));
}
