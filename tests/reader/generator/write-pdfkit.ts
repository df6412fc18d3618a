import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import PDFDocument from 'pdfkit';
import type { Block, BlockCell, MadeDocument } from './blocks.js';

type Struct = PDFKit.PDFStructureElement;
interface Text { readonly text: string; readonly bold: boolean; readonly size: number }

const margin = 54;
const leading = 1.25;

/** Draws a made document line by line, so that rows run over pages; tagged or not. */
class Drawing {
  readonly document: PDFKit.PDFDocument;
  private readonly root: Struct | null;
  private landscape = false;
  private columns: 1 | 2 = 1;
  private column = 0;
  private width = 0;
  private height = 0;
  private y = margin;

  constructor(private readonly made: MadeDocument, private readonly tagged: boolean) {
    this.document = new PDFDocument({ autoFirstPage: false, tagged, pdfVersion: '1.7', lang: 'en-US', info: { Title: made.title, CreationDate: new Date('2026-01-01T00:00:00Z') } });
    this.root = tagged ? this.document.struct('Document') : null;
    if (this.root) this.document.addStructure(this.root);
    this.page();
  }

  private font(bold: boolean): string {
    return this.made.sheets.serif ? (bold ? 'Times-Bold' : 'Times-Roman') : bold ? 'Helvetica-Bold' : 'Helvetica';
  }

  private page(): void {
    const { sheets } = this.made;
    const turned = this.landscape && sheets.turned;
    this.document.addPage({ size: sheets.size, layout: this.landscape && !turned ? 'landscape' : 'portrait', margin: 0 });
    [this.width, this.height] = turned ? [this.document.page.height, this.document.page.width] : [this.document.page.width, this.document.page.height];
    if (turned) {
      (this.document.page.dictionary.data as Record<string, unknown>)['Rotate'] = 90;
      this.document.transform(0, -1, 1, 0, 0, this.width);
    }
    this.document.markContent('Artifact', { type: 'Pagination' });
    if (sheets.watermark) {
      this.document.save().rotate(-30, { origin: [this.width / 2, this.height / 2] }).fillColor('#ddd').font('Helvetica').fontSize(60).text(sheets.watermark, this.width / 2 - 190, this.height / 2 - 30, { lineBreak: false }).restore();
    }
    this.document.font('Helvetica').fontSize(8).fillColor('#555');
    if (sheets.header) this.document.text(sheets.header, margin, 28, { lineBreak: false });
    if (sheets.footer) this.document.text(sheets.footer, margin, this.height - 36, { lineBreak: false });
    this.document.endMarkedContent();
    this.document.fillColor('#000');
    [this.y, this.column] = [margin, 0];
  }

  private get columnWidth(): number {
    return this.columns === 1 ? this.width - 2 * margin : (this.width - 2 * margin - 24) / 2;
  }

  private get left(): number {
    return margin + this.column * (this.columnWidth + 24);
  }

  private get bottom(): number {
    return this.height - margin - 8;
  }

  private advance(): void {
    if (this.columns === 2 && this.column === 0) [this.column, this.y] = [1, margin];
    else this.page();
  }

  private wrap({ text, bold, size }: Text, width: number): readonly string[] {
    this.document.font(this.font(bold)).fontSize(size);
    return text.split('\n').flatMap((part) => {
      const lines: string[] = [];
      for (const word of part.split(' ')) {
        const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
        if (lines.length > 0 && this.document.widthOfString(longer) <= width) lines[lines.length - 1] = longer;
        else lines.push(word);
      }
      return lines;
    });
  }

  private put(line: string, x: number, y: number, { bold, size }: Text): void {
    this.document.font(this.font(bold)).fontSize(size).text(line, x, y, { lineBreak: false });
  }

  /** Marks what `draw` draws as content of the element. */
  private inside(struct: Struct | null, type: string, draw: () => void): void {
    if (!struct) return draw();
    struct.add(this.document.markStructureContent(type));
    draw();
    this.document.endMarkedContent();
  }

  private add(parent: Struct | null, type: string): Struct | null {
    if (!parent) return null;
    const element = this.document.struct(type);
    parent.add(element);
    return element;
  }

  private flow(type: string, text: Text, options: { readonly indent?: number; readonly mark?: string; readonly centered?: boolean; readonly after?: number } = {}): void {
    const indent = options.indent ?? 0;
    const lines = this.wrap(text, this.columnWidth - indent);
    const element = this.add(this.root, type);
    let at = 0;
    while (at < lines.length) {
      if (this.y + text.size * leading > this.bottom) this.advance();
      this.inside(element, type, () => {
        for (; at < lines.length && this.y + text.size * leading <= this.bottom; at++) {
          const line = lines[at] as string;
          const shift = options.centered ? (this.columnWidth - this.document.font(this.font(text.bold)).fontSize(text.size).widthOfString(line)) / 2 : indent;
          if (at === 0 && options.mark) this.put(options.mark, this.left + indent - 14, this.y, text);
          this.put(line, this.left + shift, this.y, text);
          this.y += text.size * leading;
        }
      });
    }
    this.y += options.after ?? 5;
  }

  private table(block: Extract<Block, { kind: 'table' }>): void {
    const total = block.widths.reduce((sum, w) => sum + w, 0);
    const widths = block.widths.map((w) => (w / total) * this.columnWidth);
    const edges = widths.reduce<number[]>((all, w) => [...all, (all.at(-1) ?? 0) + w], [0]);
    const size = 8.5;
    const element = this.add(this.root, 'Table');
    const busy = widths.map(() => 0);
    const placed = block.rows.map((cells) => {
      // columns that a cell of a row above still spans
      const held = busy.map((left) => left);
      let column = 0;
      const found = cells.map((cell) => {
        while ((busy[column] ?? 0) > 0) column += 1;
        const at = column;
        for (let i = 0; i < (cell.across ?? 1); i++) busy[column + i] = cell.down ?? 1;
        column += cell.across ?? 1;
        return { cell, at };
      });
      busy.forEach((left, i) => (busy[i] = Math.max(0, left - 1)));
      return { cells: found, held: held.flatMap((left, at) => (left > 0 ? [{ at, ends: left === 1 }] : [])) };
    });
    const lay = ({ cell, at }: { cell: BlockCell; at: number }, bold: boolean) => {
      const width = (edges[at + (cell.across ?? 1)] ?? this.columnWidth) - (edges[at] ?? 0);
      const text: Text = { text: cell.text, bold: bold || Boolean(cell.bold), size };
      return { at, width, cell, text, lines: this.wrap(text, width - 8) };
    };
    type Laid = ReturnType<typeof lay>;
    const step = size * leading;
    let stripe = 0;
    const row = (laid: readonly Laid[], height: number, header: boolean, spans: readonly number[], held: readonly { readonly at: number; readonly ends: boolean }[] = []): void => {
      if (header && block.head.length === 0) return;
      if (this.y + Math.min(height, 3 * step) > this.bottom) {
        this.page();
        if (!header) head();
      }
      const tr = this.add(element, 'TR');
      const tds = laid.map(() => this.add(tr, header ? 'TH' : 'TD'));
      const lengths = laid.map((l, i) => (spans[i] as number) * step);
      let done = 0;
      const whole = height;
      while (done < whole - 0.1) {
        const room = Math.min(whole - done, Math.floor((this.bottom - this.y) / step) * step);
        const top = this.y;
        this.document.markContent('Artifact', { type: 'Layout' });
        if (block.rules === 'stripes' && stripe % 2 === 1 && !header) this.document.rect(this.left, top, this.columnWidth, room).fill('#eeeeee').fillColor('#000');
        laid.forEach((l) => {
          const x = this.left + (edges[l.at] ?? 0);
          if (block.rules === 'all' && (l.cell.down ?? 1) > 1) this.document.lineWidth(0.5).strokeColor('#888').moveTo(x, top + room).lineTo(x, top).lineTo(x + l.width, top).lineTo(x + l.width, top + room).stroke();
          else if (block.rules === 'all') this.document.lineWidth(0.5).strokeColor('#888').rect(x, top, l.width, room).stroke();
          if (block.rules === 'rows' && (l.cell.down ?? 1) === 1 && done + room >= whole - 0.1) this.document.lineWidth(0.5).strokeColor('#888').moveTo(x, top + room).lineTo(x + l.width, top + room).stroke();
        });
        for (const { at, ends } of held) {
          const [x, end] = [this.left + (edges[at] ?? 0), this.left + (edges[at + 1] ?? 0)];
          this.document.lineWidth(0.5).strokeColor('#888');
          if (block.rules === 'all') this.document.moveTo(x, top).lineTo(x, top + room).moveTo(end, top).lineTo(end, top + room).stroke();
          if (ends && (block.rules === 'all' || block.rules === 'rows') && done + room >= whole - 0.1) this.document.moveTo(x, top + room).lineTo(end, top + room).stroke();
        }
        this.document.endMarkedContent();
        laid.forEach((l, i) => {
          const start = block.align === 'middle' && !header ? Math.floor((whole - (lengths[i] ?? 0)) / 2 / step) * step : 0;
          const visible = l.lines.map((line, k) => ({ line, at: start + k * step })).filter(({ at }) => at >= done - 0.01 && at < done + room - 0.01);
          if (visible.length === 0) return;
          this.inside(tds[i] ?? null, header ? 'TH' : 'TD', () => visible.forEach(({ line, at }) => {
            const shift = block.centered ? (l.width - this.document.font(this.font(l.text.bold)).fontSize(size).widthOfString(line)) / 2 : 4;
            this.put(line, this.left + (edges[l.at] ?? 0) + shift, top + at - done + 2, l.text);
          }));
        });
        done += room;
        this.y += room;
        if (done < whole - 0.1) {
          this.page();
          if (!header) head();
        }
      }
      if (!header) stripe += 1;
    };
    const heading = block.head.map((text, at) => lay({ cell: { text }, at }, true));
    const headHeight = Math.max(0, ...heading.map((l) => l.lines.length)) * step + 6;
    const head = (): void => row(heading, headHeight, true, heading.map((l) => l.lines.length));
    if (block.head.length > 0) head();
    placed.forEach(({ cells, held }) => {
      const laid = cells.map((cell) => lay(cell, false));
      const need = Math.max(1, ...laid.map((l) => l.lines.length));
      row(laid, need * step + 6, false, laid.map((l) => l.lines.length), held);
    });
    this.y += 8;
  }

  draw(): void {
    let fresh = true;
    for (const block of this.made.blocks) {
      if (block.kind === 'page') {
        [this.landscape, this.columns] = [block.landscape, block.columns];
        this.page();
        fresh = true;
        continue;
      }
      if (block.kind === 'cover') this.flow('P', { text: block.text, bold: block.size > 20, size: block.size }, { centered: true, after: block.size });
      else if (block.kind === 'heading') {
        if (block.level === 1 && !fresh) this.page();
        const size = { 1: 15, 2: 12, 3: 10.5 }[block.level];
        if (this.y + 4 * size > this.bottom) this.advance();
        this.y += fresh ? 0 : 4;
        this.flow(`H${block.level}`, { text: block.text, bold: true, size });
      } else if (block.kind === 'paragraph') this.flow('P', { text: block.text, bold: Boolean(block.bold), size: 10 });
      else if (block.kind === 'lines') this.flow('P', { text: block.lines.join('\n'), bold: false, size: 10 });
      else if (block.kind === 'list') block.items.forEach((text, i) => this.flow('LI', { text, bold: false, size: 10 }, { indent: 16, mark: block.marker === 'bullet' ? '•' : block.marker === 'number' ? `${i + 1}.` : `${'abcdef'[i]}.` }));
      else if (block.kind === 'card') {
        if (this.y + 40 > this.bottom) this.page();
        for (const [label, words] of block.entries) this.flow('P', { text: `${label}: ${words}`, bold: false, size: 9 }, { indent: 6, after: 2 });
        this.y += 8;
      } else this.table(block);
      fresh = false;
    }
    this.document.end();
  }
}

/** Writes a made document with pdfkit; the cells of a tagged one are marked content in the structure tree. */
export const writeWithPdfkit = async (path: string, made: MadeDocument, tagged: boolean): Promise<void> => {
  const drawing = new Drawing(made, tagged);
  const done = finished(drawing.document.pipe(createWriteStream(path)));
  drawing.draw();
  await done;
};
