import PDFDocument from 'pdfkit';

export interface TableColumn {
  readonly heading: string;
  readonly width: number;
}

const margin = 54;
const small = 9;
const body = 10.5;

/** Draws a tagged report: every paragraph, heading and table cell is marked content in the structure tree. */
export class TaggedPages {
  readonly document: PDFKit.PDFDocument;

  private section: PDFKit.PDFStructureElement;

  private readonly root: PDFKit.PDFStructureElement;

  private landscape = false;

  constructor(title: string, private readonly footer: string, private readonly created: Date) {
    this.document = new PDFDocument({ size: 'LETTER', margins: { top: margin, bottom: margin + 14, left: margin, right: margin }, tagged: true, lang: 'en-US', displayTitle: true, autoFirstPage: false, pdfVersion: '1.7', info: { Title: title, CreationDate: created, ModDate: created } });
    this.root = this.document.struct('Document');
    this.document.addStructure(this.root);
    this.section = this.document.struct('Sect');
    this.root.add(this.section);
    this.document.addPage();
  }

  private get width(): number {
    return this.document.page.width - 2 * margin;
  }

  /** Begins a part of the report on a page of its own. */
  part(title: string, landscape = false): void {
    this.section.end();
    this.section = this.document.struct('Sect');
    this.root.add(this.section);
    this.landscape = landscape;
    this.page();
    this.heading(title, 1);
  }

  page(): void {
    this.document.addPage({ layout: this.landscape ? 'landscape' : 'portrait' });
    const { document } = this;
    document.markContent('Artifact', { type: 'Pagination' });
    const { bottom } = document.page.margins;
    document.page.margins.bottom = 0;
    document.font('Helvetica').fontSize(8).fillColor('#555').text(this.footer, margin, document.page.height - 40, { width: this.width, align: 'center', lineBreak: false });
    document.page.margins.bottom = bottom;
    document.endMarkedContent();
    document.fillColor('#000');
    document.x = margin;
    document.y = margin;
  }

  private need(height: number): void {
    if (this.document.y + height > this.document.page.height - this.document.page.margins.bottom) this.page();
  }

  heading(text: string, level: 1 | 2): void {
    const size = level === 1 ? 15 : 11.5;
    this.need(size * 4);
    if (level === 2) this.document.y += 8;
    this.block(`H${level}`, text, 'Helvetica-Bold', size, {});
    this.document.y += 4;
  }

  paragraph(text: string): void {
    const height = this.document.font('Helvetica').fontSize(body).heightOfString(text, { width: this.width, lineGap: 2 });
    this.need(height);
    this.block('P', text, 'Helvetica', body, { lineGap: 2 });
    this.document.y += 6;
  }

  centered(text: string, size: number, bold = false): void {
    this.block('P', text, bold ? 'Helvetica-Bold' : 'Helvetica', size, { align: 'center' });
    this.document.y += size * 0.6;
  }

  items(texts: readonly string[]): void {
    const list = this.document.struct('L');
    this.section.add(list);
    for (const text of texts) {
      this.need(this.document.font('Helvetica').fontSize(body).heightOfString(text, { width: this.width - 16 }));
      const item = this.document.struct('LI');
      list.add(item);
      item.add(this.document.struct('LBody', {}, () => {
        this.document.font('Helvetica').fontSize(body).text(`• ${text}`, margin + 10, this.document.y, { width: this.width - 16, lineGap: 2 });
      }));
      item.end();
      this.document.x = margin;
      this.document.y += 4;
    }
    list.end();
  }

  private block(type: string, text: string, font: string, size: number, options: PDFKit.Mixins.TextOptions): void {
    this.section.add(this.document.struct(type, {}, () => {
      this.document.font(font).fontSize(size).fillColor('#000').text(text, margin, this.document.y, { width: this.width, ...options });
    }));
    this.document.x = margin;
  }

  /** A table with ruled cells; its heading is repeated on each page, a row is never broken. */
  table(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): void {
    const total = columns.reduce((sum, column) => sum + column.width, 0);
    const widths = columns.map((column) => (column.width / total) * this.width);
    let table = this.document.struct('Table');
    this.section.add(table);
    const heightOf = (cells: readonly string[], bold: boolean): number => Math.max(...cells.map((text, i) => this.document.font(bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(small).heightOfString(text, { width: (cells.length === 1 ? this.width : (widths[i] ?? 0)) - 8, lineGap: 1 }))) + 8;
    const draw = (cells: readonly string[], header: boolean): void => {
      const height = heightOf(cells, header || cells.length === 1);
      const row = this.document.struct('TR');
      table.add(row);
      const top = this.document.y;
      let x = margin;
      cells.forEach((text, i) => {
        const width = cells.length === 1 ? this.width : (widths[i] ?? 0);
        this.document.markContent('Artifact', { type: 'Layout' });
        this.document.lineWidth(0.5).strokeColor('#888').rect(x, top, width, height).stroke();
        this.document.endMarkedContent();
        row.add(this.document.struct(header ? 'TH' : 'TD', {}, () => {
          this.document.font(header || cells.length === 1 ? 'Helvetica-Bold' : 'Helvetica').fontSize(small).fillColor('#000').text(text, x + 4, top + 4, { width: width - 8, lineGap: 1 });
        }));
        x += width;
      });
      row.end();
      this.document.x = margin;
      this.document.y = top + height;
    };
    const headings = columns.map((column) => column.heading);
    this.need(heightOf(headings, true) + 60);
    draw(headings, true);
    for (const row of rows) {
      if (this.document.y + heightOf(row, row.length === 1) > this.document.page.height - this.document.page.margins.bottom) {
        table.end();
        this.page();
        table = this.document.struct('Table');
        this.section.add(table);
        draw(headings, true);
      }
      draw(row, false);
    }
    table.end();
    this.document.y += 10;
  }

  end(): void {
    this.section.end();
    this.root.end();
    this.document.end();
  }
}
