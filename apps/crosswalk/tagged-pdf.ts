import PDFDocument from 'pdfkit';

/** What a page of a report is written with; everything lands in the structure tree that screen readers walk. */
export interface Pen {
  readonly heading: (level: 1 | 2 | 3, text: string) => void;
  readonly say: (text: string, options?: { readonly size?: number; readonly gap?: number; readonly bold?: boolean }) => void;
  /** @param widths of the columns in points; the first row is the header */
  readonly table: (rows: readonly (readonly string[])[], widths: readonly number[]) => void;
  readonly newPage: () => void;
}

const ink = '#1b1d22';
const margin = 56;
const headings = { 1: { size: 20, gap: 4 }, 2: { size: 14, gap: 6 }, 3: { size: 11, gap: 4 } } as const;
const date = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });

/** `1 March 2026` for 2026-03-01. */
export const sayDay = (text: string): string => date.format(new Date(`${text}T00:00:00Z`));

/** Makes a tagged PDF (PDF 1.7, with title, language and page numbers) of what `write` says. */
export async function taggedPdf(info: { readonly title: string; readonly subject: string; readonly footer: string }, write: (pen: Pen) => void): Promise<Buffer> {
  const doc = new PDFDocument({ size: 'A4', margin, tagged: true, pdfVersion: '1.7', lang: 'en', displayTitle: true, bufferPages: true, info: { Title: info.title, Author: 'Concord', Subject: info.subject } });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const finished = new Promise<Buffer>((resolve) => doc.on('end', () => resolve(Buffer.concat(chunks))));
  const root = doc.struct('Document');
  doc.addStructure(root);
  write(penOn(doc, root));
  root.end();
  footers(doc, printable(info.footer));
  doc.end();
  return finished;
}

function penOn(doc: PDFKit.PDFDocument, root: PDFKit.PDFStructureElement): Pen {
  const font = (bold: boolean, size: number): PDFKit.PDFDocument => doc.font(bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(size).fillColor(ink);
  return {
    heading: (level, text) => {
      if (doc.y > doc.page.height - margin - 60) doc.addPage();
      root.add(doc.struct(`H${level}`, {}, () => void font(true, headings[level].size).text(printable(text), margin, doc.y, { paragraphGap: headings[level].gap })));
    },
    say: (text, { size = 10, gap = 4, bold = false } = {}) => root.add(doc.struct('P', {}, () => void font(bold, size).text(printable(text), margin, doc.y, { paragraphGap: gap }))),
    table: (rows, widths) => root.add(tableOn(doc, rows, widths, font)),
    newPage: () => void doc.addPage(),
  };
}

function tableOn(doc: PDFKit.PDFDocument, rows: readonly (readonly string[])[], widths: readonly number[], font: (bold: boolean, size: number) => PDFKit.PDFDocument): PDFKit.PDFStructureElement {
  const table = doc.struct('Table');
  const lefts = widths.map((_, at) => margin + widths.slice(0, at).reduce((sum, width) => sum + width, 0));
  rows.forEach((cells, at) => {
    const isHead = at === 0;
    font(isHead, 9);
    const height = Math.max(...cells.map((cell, column) => doc.heightOfString(printable(cell), { width: widths[column]! - 8 }))) + 5;
    if (doc.y + height > doc.page.height - margin) doc.addPage();
    const top = doc.y;
    const row = doc.struct('TR');
    table.add(row);
    cells.forEach((cell, column) => row.add(doc.struct(isHead ? 'TH' : 'TD', {}, () => void font(isHead, 9).text(printable(cell), lefts[column]!, top, { width: widths[column]! - 8 }))));
    doc.markContent('Artifact', { type: 'Layout' });
    doc.moveTo(margin, top + height - 3).lineTo(margin + widths.reduce((sum, width) => sum + width, 0), top + height - 3).lineWidth(0.5).strokeColor('#c9ccd3').stroke();
    doc.endMarkedContent();
    doc.x = margin;
    doc.y = top + height;
  });
  doc.y += 8;
  return table;
}

function footers(doc: PDFKit.PDFDocument, text: string): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    const bottom = doc.page.margins.bottom;
    doc.page.margins.bottom = 0;
    doc.markContent('Artifact', { type: 'Pagination' });
    doc.font('Helvetica').fontSize(8).fillColor('#5c616b').text(`${text} · page ${page - start + 1} of ${count}`, margin, doc.page.height - 40, { lineBreak: false });
    doc.endMarkedContent();
    doc.page.margins.bottom = bottom;
  }
}

/** The standard PDF fonts hold Latin-1 only: other signs become their nearest plain form. */
function printable(text: string): string {
  return text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').replace(/[“”„]/g, '"').replace(/[‘’]/g, "'").replace(/[–—]/g, '-').replace(/…/g, '...').replace(/[^\x20-\xff]/g, '?');
}
