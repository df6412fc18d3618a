import type { Block, MadeDocument } from './blocks.js';

const esc = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/\n/g, '<br>');

const tableHtml = (block: Extract<Block, { kind: 'table' }>): string => {
  const total = block.widths.reduce((sum, w) => sum + w, 0);
  const columns = block.widths.map((w) => `<col style="width:${((100 * w) / total).toFixed(2)}%">`).join('');
  const head = block.head.length > 0 ? `<thead><tr>${block.head.map((h) => `<th>${esc(h)}</th>`).join('')}</tr></thead>` : '';
  const rows = block.rows.map((cells) => `<tr>${cells.map((c) => `<td${c.across ? ` colspan="${c.across}"` : ''}${c.down ? ` rowspan="${c.down}"` : ''}${c.bold ? ' class="bold"' : ''}>${esc(c.text)}</td>`).join('')}</tr>`).join('');
  return `<table class="${block.rules} ${block.align}${block.centered ? ' centered' : ''}"><colgroup>${columns}</colgroup>${head}<tbody>${rows}</tbody></table>`;
};

const blockHtml = (block: Block): string => {
  switch (block.kind) {
    case 'cover': return `<p class="cover" style="font-size:${block.size}pt">${esc(block.text)}</p>`;
    case 'heading': return `<h${block.level}>${esc(block.text)}</h${block.level}>`;
    case 'paragraph': return `<p>${block.bold ? `<b>${esc(block.text)}</b>` : esc(block.text)}</p>`;
    case 'lines': return `<p>${block.lines.map(esc).join('<br>')}</p>`;
    case 'list': {
      const tag = block.marker === 'bullet' ? 'ul' : 'ol';
      return `<${tag}${block.marker === 'letter' ? ' type="a"' : ''}>${block.items.map((item) => `<li>${esc(item)}</li>`).join('')}</${tag}>`;
    }
    case 'card': return `<div class="card${block.framed ? ' framed' : ''}">${block.entries.map(([label, words]) => `<p><b>${esc(label)}:</b> ${esc(words)}</p>`).join('')}</div>`;
    case 'table': return tableHtml(block);
    case 'page': return '';
  }
};

const css = ({ size, serif, watermark }: MadeDocument['sheets']): string => {
  const paper = size === 'A4' ? 'A4' : 'Letter';
  return `@page{size:${paper};margin:20mm 18mm}@page wide{size:${paper} landscape;margin:18mm}
body{font:10pt ${serif ? '"Liberation Serif",serif' : '"Liberation Sans",sans-serif'}}.wide{page:wide}.two{column-count:2;column-gap:8mm}.sheet{break-before:page}.sheet:first-of-type{break-before:auto}
h1{font-size:15pt;break-before:page}.sheet>h1:first-child{break-before:auto}h2{font-size:12pt}h3{font-size:10.5pt}h1,h2,h3{break-after:avoid}
table{border-collapse:collapse;width:100%;font-size:8.5pt;margin-bottom:8pt}td,th{padding:3px 5px;text-align:left;overflow-wrap:break-word}.top td{vertical-align:top}.middle td{vertical-align:middle}
.all td,.all th{border:0.6px solid #777}.rows td,.rows th{border-bottom:0.6px solid #777}.stripes tbody tr:nth-child(even) td{background:#eee}.centered td,.centered th{text-align:center}.bold{font-weight:bold}
.card{margin:6px 0;padding:4px 8px}.framed{border:0.6px solid #999}.card p{margin:2px 0}
${watermark ? '.mark{position:fixed;top:45%;left:10%;font-size:60pt;color:#ddd;transform:rotate(-30deg);z-index:-1}' : ''}`;
};

/** A made document as one HTML page for printing. */
export const htmlOf = ({ title, blocks, sheets }: MadeDocument): string => {
  let open = '<div class="sheet">';
  let body = open;
  for (const block of blocks) {
    if (block.kind === 'page') {
      open = `</div><div class="sheet${block.landscape ? ' wide' : ''}${block.columns === 2 ? ' two' : ''}">`;
      body += open;
    } else body += blockHtml(block);
  }
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${esc(title)}</title><style>${css(sheets)}</style></head><body>${sheets.watermark ? `<div class="mark">${sheets.watermark}</div>` : ''}${body}</div></body></html>`;
};

/** Header and footer in the way that the browser prints them. */
export const printOptions = ({ sheets }: MadeDocument): { readonly displayHeaderFooter: boolean; readonly headerTemplate: string; readonly footerTemplate: string } => {
  const line = (text: string | null, number: boolean): string => `<div style="font-size:7pt;width:100%;padding:0 18mm;font-family:sans-serif">${text ? esc(text) : ''}${number ? ' <span style="float:right" class="pageNumber"></span>' : ''}</div>`;
  return { displayHeaderFooter: Boolean(sheets.header ?? sheets.footer), headerTemplate: line(sheets.header, false), footerTemplate: line(sheets.footer, true) };
};
