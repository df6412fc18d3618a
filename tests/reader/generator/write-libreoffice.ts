import { spawnSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Block, MadeDocument } from './blocks.js';

const esc = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/\n/g, '<text:line-break/>');
const p = (text: string, style = 'body'): string => `<text:p text:style-name="${style}">${esc(text)}</text:p>`;

/** Styles for the tables and page changes, collected while the body is written. */
const bodyOf = ({ blocks, sheets }: MadeDocument): { readonly body: string; readonly styles: string } => {
  const styles: string[] = [];
  const body: string[] = [];
  let page: string | null = null;
  let two = false;
  let tables = 0;
  const begin = (style: string): string => {
    if (!page) return style;
    const name = `${style}-on${styles.length}`;
    styles.push(`<style:style style:name="${name}" style:family="paragraph" style:parent-style-name="${style}" style:master-page-name="${page}"/>`);
    page = null;
    return name;
  };
  const table = (block: Extract<Block, { kind: 'table' }>, width: number): string => {
    const n = ++tables;
    const total = block.widths.reduce((sum, w) => sum + w, 0);
    const border = { all: 'fo:border="0.5pt solid #777777"', rows: 'fo:border-bottom="0.5pt solid #777777"', none: 'fo:border="none"', stripes: 'fo:border="none"' }[block.rules];
    styles.push(`<style:style style:name="t${n}" style:family="table"><style:table-properties style:width="${width}cm" table:align="left"/></style:style>`, ...block.widths.map((w, i) => `<style:style style:name="t${n}c${i}" style:family="table-column"><style:table-column-properties style:column-width="${((width * w) / total).toFixed(2)}cm"/></style:style>`),
      ...['', 'x'].map((mark) => `<style:style style:name="t${n}d${mark}" style:family="table-cell"><style:table-cell-properties fo:padding="0.08cm" ${border} style:vertical-align="${block.align}"${mark ? ' fo:background-color="#eeeeee"' : ''}/></style:style>`));
    const style = block.centered ? 'cellc' : 'cell';
    const cell = (text: string, more = '', bold = false, striped = false): string => `<table:table-cell table:style-name="t${n}d${striped ? 'x' : ''}"${more}>${text.split('\n').map((part) => p(part, bold ? 'cellb' : style)).join('')}</table:table-cell>`;
    const busy = block.widths.map(() => 0);
    const rows = block.rows.map((cells, r) => {
      let next = 0;
      let xml = '';
      for (let column = 0; column < block.widths.length; column++) {
        if ((busy[column] ?? 0) > 0) {
          busy[column] = (busy[column] ?? 0) - 1;
          xml += '<table:covered-table-cell/>';
          continue;
        }
        const one = cells[next++];
        const across = one?.across ?? 1;
        xml += cell(one?.text ?? '', `${across > 1 ? ` table:number-columns-spanned="${across}"` : ''}${one?.down ? ` table:number-rows-spanned="${one.down}"` : ''}`, one?.bold, block.rules === 'stripes' && r % 2 === 1);
        if (one?.down) busy[column] = one.down - 1;
        xml += '<table:covered-table-cell/>'.repeat(across - 1);
        column += across - 1;
      }
      return `<table:table-row>${xml}</table:table-row>`;
    });
    const head = block.head.length > 0 ? `<table:table-header-rows><table:table-row>${block.head.map((h) => cell(h, '', true)).join('')}</table:table-row></table:table-header-rows>` : '';
    return `<table:table table:name="T${n}" table:style-name="t${n}">${block.widths.map((_, i) => `<table:table-column table:style-name="t${n}c${i}"/>`).join('')}${head}${rows.join('')}</table:table>${p('', 'gap')}`;
  };
  let wide = false;
  for (const block of blocks) {
    if (block.kind === 'page') {
      if (two) body.push('</text:section>');
      page = block.landscape ? 'Wide' : 'Standard';
      wide = block.landscape;
      two = block.columns === 2;
      if (two) {
        body.push(p('', begin('gap')), '<text:section text:name="two" text:style-name="two">');
      }
    } else if (block.kind === 'cover') body.push(p(block.text, `cover${block.size > 20 ? 'l' : ''}`));
    else if (block.kind === 'heading') {
      const style = page ? begin(`h${block.level}`) : block.level === 1 ? 'h1new' : `h${block.level}`;
      body.push(`<text:h text:style-name="${style}" text:outline-level="${block.level}">${esc(block.text)}</text:h>`);
    } else if (block.kind === 'paragraph') body.push(p(block.text, begin(block.bold ? 'bodyb' : 'body')));
    else if (block.kind === 'lines') body.push(p(block.lines.join('\n')));
    else if (block.kind === 'list') body.push(`<text:list text:style-name="${block.marker}">${block.items.map((item) => `<text:list-item>${p(item)}</text:list-item>`).join('')}</text:list>`);
    else if (block.kind === 'card') body.push(...block.entries.map(([label, words]) => `<text:p text:style-name="card"><text:span text:style-name="b">${esc(label)}:</text:span> ${esc(words)}</text:p>`), p('', 'gap'));
    else body.push(table(block, ((sheets.size === 'A4' ? (wide ? 29.7 : 21) : wide ? 27.94 : 21.59) - 3.6) * (two ? 0.47 : 1)));
  }
  if (two) body.push('</text:section>');
  return { body: body.join('\n'), styles: styles.join('') };
};

const fodt = (made: MadeDocument): string => {
  const { sheets } = made;
  const { body, styles } = bodyOf(made);
  const [w, h] = sheets.size === 'A4' ? ['21cm', '29.7cm'] : ['21.59cm', '27.94cm'];
  const font = sheets.serif ? 'Liberation Serif' : 'Liberation Sans';
  const paragraph = (name: string, size: number, more = '', bold = false, text = ''): string => `<style:style style:name="${name}" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.15cm" ${more}/><style:text-properties fo:font-size="${size}pt" style:font-name="${font}" fo:font-family="${font}"${bold ? ' fo:font-weight="bold"' : ''}${text}/></style:style>`;
  const layout = (name: string, a: string, b: string, orientation: string): string => `<style:page-layout style:name="${name}"><style:page-layout-properties fo:page-width="${a}" fo:page-height="${b}" style:print-orientation="${orientation}" fo:margin="1.8cm"/><style:header-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-bottom="0.2cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-top="0.2cm"/></style:footer-style></style:page-layout>`;
  const master = (name: string, on: string): string => `<style:master-page style:name="${name}" style:page-layout-name="${on}">${sheets.header ? `<style:header>${p(sheets.header, 'small')}</style:header>` : ''}<style:footer><text:p text:style-name="small">${esc(sheets.footer ?? 'Page')} <text:page-number/></text:p></style:footer></style:master-page>`;
  const list = (name: string, level: string): string => `<text:list-style style:name="${name}">${level}<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.6cm" fo:margin-left="1.2cm"/></style:list-level-properties></text:list-level-style-${name === 'bullet' ? 'bullet' : 'number'}></text:list-style>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>${layout('portrait', w, h, 'portrait')}${layout('landscape', h, w, 'landscape')}${paragraph('body', 10)}${paragraph('bodyb', 10, '', true)}${paragraph('card', 9)}${paragraph('gap', 4)}${paragraph('small', 8)}${paragraph('cover', 13, 'fo:text-align="center"')}${paragraph('coverl', 22, 'fo:text-align="center"', true)}${paragraph('h1', 15, '', true)}${paragraph('h1new', 15, 'fo:break-before="page"', true)}${paragraph('h2', 12, 'fo:keep-with-next="always"', true)}${paragraph('h3', 10.5, 'fo:keep-with-next="always"', true)}${paragraph('cell', 8.5)}${paragraph('cellb', 8.5, '', true)}${paragraph('cellc', 8.5, 'fo:text-align="center"')}<style:style style:name="b" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="two" style:family="section"><style:section-properties><style:columns fo:column-count="2" fo:column-gap="0.8cm"/></style:section-properties></style:style>${list('bullet', '<text:list-level-style-bullet text:level="1" text:bullet-char="•">')}${list('number', '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix=".">')}${list('letter', '<text:list-level-style-number text:level="1" style:num-format="a" style:num-suffix=".">')}${styles}</office:automatic-styles>
<office:master-styles>${master('Standard', 'portrait')}${master('Wide', 'landscape')}</office:master-styles>
<office:body><office:text>${body}</office:text></office:body></office:document>`;
};

/** Writes a made document with LibreOffice Writer. @throws Error where the conversion gives no PDF */
export const writeWithLibreOffice = (path: string, made: MadeDocument, tagged: boolean): void => {
  const folder = mkdtempSync(join(tmpdir(), 'concord-writer-'));
  try {
    writeFileSync(join(folder, 'report.fodt'), fodt(made));
    const filter = `pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"${String(tagged)}"}}`;
    const { stderr } = spawnSync('soffice', [`-env:UserInstallation=file://${tmpdir()}/concord-writer-profile`, '--headless', '--convert-to', filter, '--outdir', folder, join(folder, 'report.fodt')], { timeout: 120_000 });
    try {
      renameSync(join(folder, 'report.pdf'), path);
    } catch {
      throw new Error(`LibreOffice gave no PDF: ${stderr?.toString('utf8').slice(0, 300) ?? ''}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
