import PDFDocument from 'pdfkit';
import { latin } from './latin.js';

type Kind = 'H1' | 'H2' | 'H3' | 'P';

/** Writes one paragraph or heading. @param size in points. @returns false where the document may have no more pages */
export type Say = (kind: Kind, text: string, size: number, options?: { readonly bold?: boolean; readonly gap?: number }) => boolean;

interface About {
  readonly title: string;
  readonly subject: string;
  /** Stands at the foot of each page, before its number. */
  readonly footer: string;
  /** What does not fit on so many pages is left out; without it there is no end. */
  readonly mostPages?: number;
}

const margin = 56;

/** A tagged PDF (headings and paragraphs that a screen reader finds) on A4, with page numbers. @returns its bytes */
export async function taggedPdf({ title, subject, footer, mostPages }: About, write: (say: Say) => void): Promise<Buffer> {
  const doc = new PDFDocument({ size: 'A4', margin, tagged: true, pdfVersion: '1.7', lang: 'en', displayTitle: true, bufferPages: true, info: { Title: title, Author: 'Concord', Subject: subject } });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const finished = new Promise<Buffer>((resolve) => doc.on('end', () => resolve(Buffer.concat(chunks))));
  const root = doc.struct('Document');
  doc.addStructure(root);
  write((kind, text, size, options = {}) => {
    doc.font(options.bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(size);
    const words = latin(text);
    const last = mostPages !== undefined && doc.bufferedPageRange().count >= mostPages;
    if (last && doc.y + doc.heightOfString(words, { width: doc.page.width - 2 * margin }) > doc.page.height - margin) return false;
    root.add(doc.struct(kind, {}, () => {
      doc.font(options.bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(size).fillColor('#1b1d22').text(words, { paragraphGap: options.gap ?? 4 });
    }));
    return true;
  });
  root.end();
  footers(doc, latin(footer));
  doc.end();
  return finished;
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
