import PDFDocument from 'pdfkit';
import { latin } from './latin.js';

/** What a document is written with; everything lands in the structure tree that screen readers walk. Sizes and gaps in points. */
export interface Pen {
  readonly heading: (level: 1 | 2 | 3, text: string, look?: { readonly size?: number; readonly gap?: number }) => void;
  /** @returns false, and writes nothing, where the paragraph would begin a page too many */
  readonly say: (text: string, look?: { readonly size?: number; readonly gap?: number; readonly bold?: boolean }) => boolean;
  /** @param widths of the columns in points; the first row is the header */
  readonly table: (rows: readonly (readonly string[])[], widths: readonly number[]) => void;
  readonly newPage: () => void;
}

interface About {
  readonly title: string;
  readonly subject: string;
  /** Stands at the foot of each page, before its number. */
  readonly footer: string;
  /** Paragraphs that do not fit on so many pages are left out; without it there is no end. */
  readonly mostPages?: number;
}

const ink = '#1b1d22';
const margin = 56;
const headings = { 1: { size: 20, gap: 4 }, 2: { size: 14, gap: 6 }, 3: { size: 11, gap: 4 } } as const;

/** Makes a tagged PDF (PDF 1.7 on A4, with title, language and page numbers) of what `write` says. @returns its bytes */
export async function taggedPdf({ title, subject, footer, mostPages }: About, write: (pen: Pen) => void): Promise<Buffer> {
  const doc = new PDFDocument({ size: 'A4', margin, tagged: true, pdfVersion: '1.7', lang: 'en', displayTitle: true, bufferPages: true, info: { Title: title, Author: 'Concord', Subject: subject } });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const finished = new Promise<Buffer>((resolve) => doc.on('end', () => resolve(Buffer.concat(chunks))));
  const root = doc.struct('Document');
  doc.addStructure(root);
  write(penOn(doc, root, mostPages));
  root.end();
  footers(doc, latin(footer));
  doc.end();
  return finished;
}

function penOn(doc: PDFKit.PDFDocument, root: PDFKit.PDFStructureElement, mostPages: number | undefined): Pen {
  const font = (bold: boolean, size: number): PDFKit.PDFDocument => doc.font(bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(size).fillColor(ink);
  const isFull = (words: string): boolean => mostPages !== undefined && doc.bufferedPageRange().count >= mostPages && doc.y + doc.heightOfString(words, { width: doc.page.width - 2 * margin }) > doc.page.height - margin;
  const put = (kind: string, text: string, bold: boolean, size: number, gap: number): boolean => {
    const words = latin(text);
    font(bold, size);
    if (isFull(words)) return false;
    root.add(doc.struct(kind, {}, () => void font(bold, size).text(words, margin, doc.y, { paragraphGap: gap })));
    return true;
  };
  return {
    heading: (level, text, look) => {
      if (mostPages === undefined && doc.y > doc.page.height - margin - 60) doc.addPage();
      const { size, gap } = { ...headings[level], ...look };
      put(`H${level}`, text, true, size, gap);
    },
    say: (text, { size = 10, gap = 4, bold = false } = {}) => put('P', text, bold, size, gap),
    table: (rows, widths) => drawTable(doc, root, rows, widths, font),
    newPage: () => void doc.addPage(),
  };
}

/** Each element hangs on its parent before it is filled: only then is its content drawn at once, on the page that is open. */
function drawTable(doc: PDFKit.PDFDocument, root: PDFKit.PDFStructureElement, rows: readonly (readonly string[])[], widths: readonly number[], font: (bold: boolean, size: number) => PDFKit.PDFDocument): void {
  const table = doc.struct('Table');
  root.add(table);
  const lefts = widths.map((_, at) => margin + widths.slice(0, at).reduce((sum, width) => sum + width, 0));
  const right = margin + widths.reduce((sum, width) => sum + width, 0);
  rows.forEach((cells, at) => {
    const isHead = at === 0;
    font(isHead, 9);
    const height = Math.max(...cells.map((cell, column) => doc.heightOfString(latin(cell), { width: widths[column]! - 8 }))) + 5;
    if (doc.y + height > doc.page.height - margin) doc.addPage();
    const top = doc.y;
    const row = doc.struct('TR');
    table.add(row);
    cells.forEach((cell, column) => row.add(doc.struct(isHead ? 'TH' : 'TD', {}, () => void font(isHead, 9).text(latin(cell), lefts[column]!, top, { width: widths[column]! - 8 }))));
    row.end();
    doc.markContent('Artifact', { type: 'Layout' });
    doc.moveTo(margin, top + height - 3).lineTo(right, top + height - 3).lineWidth(0.5).strokeColor('#c9ccd3').stroke();
    doc.endMarkedContent();
    doc.y = top + height;
  });
  table.end();
  doc.y += 10;
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
