import PDFDocument from 'pdfkit';
import type { Compiled } from '#libs/crosswalk/compiled.js';
import type { CoverageAnswer } from '#libs/crosswalk/coverage.js';
import { sayPart } from '#libs/crosswalk/say-bound.js';
import type { Verdict } from '#libs/crosswalk/verdict.js';
import type { Party } from './ask.js';
import { frameworkOf } from './catalog.js';

const words: Readonly<Record<Verdict, string>> = {
  met: 'Met', 'met-with-exceptions': 'Met with exceptions', partly: 'Partly met', 'not-met': 'Not met',
  contradiction: 'Contradiction', 'not-applicable': 'Not applicable', unknown: 'Unknown',
};
const order: readonly Verdict[] = ['contradiction', 'not-met', 'partly', 'unknown', 'met-with-exceptions', 'met', 'not-applicable'];
const date = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
const day = (text: string): string => date.format(new Date(`${text}T00:00:00Z`));

/** The coverage of a party as a tagged PDF: a page for people who decide, then every requirement that is not simply met. */
export async function coverageReport(compiled: Compiled, party: Party, answer: CoverageAnswer): Promise<Buffer> {
  const doc = new PDFDocument({ size: 'A4', margin: 56, tagged: true, pdfVersion: '1.7', lang: 'en', displayTitle: true, bufferPages: true, info: { Title: `Coverage of ${party.name}`, Author: 'Concord', Subject: `What is proven on ${day(answer.at)}` } });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const finished = new Promise<Buffer>((resolve) => doc.on('end', () => resolve(Buffer.concat(chunks))));
  const root = doc.struct('Document');
  doc.addStructure(root);
  const say = (kind: 'H1' | 'H2' | 'H3' | 'P', text: string, size: number, options: { bold?: boolean; gap?: number } = {}): void => {
    root.add(doc.struct(kind, {}, () => {
      doc.font(options.bold ? 'Helvetica-Bold' : 'Helvetica').fontSize(size).fillColor('#1b1d22').text(printable(text), { paragraphGap: options.gap ?? 4 });
    }));
  };
  say('H1', `Coverage of ${party.name}`, 20, { bold: true });
  say('P', `What is proven on ${day(answer.at)}, and what is not. Catalog ${answer.catalog.slice(0, 12)}.`, 10, { gap: 10 });
  for (const framework of answer.frameworks) say('P', sentence(compiled, framework), 11, { gap: 6 });
  say('P', 'Unknown means that no evidence speaks of a requirement; it is not a finding. Nothing is inferred from silence.', 9, { gap: 14 });
  for (const framework of answer.frameworks) {
    const tree = frameworkOf(compiled, framework.id);
    const titles = new Map(tree.requirements.map((requirement) => [requirement.id, requirement]));
    say('H2', `${tree.name} ${tree.version}`, 14, { bold: true, gap: 6 });
    for (const verdict of order.filter((one) => one !== 'met' && one !== 'not-applicable')) {
      const those = framework.requirements.filter((one) => one.binds && one.verdict === verdict && titles.get(one.id)?.assessable);
      if (!those.length) continue;
      say('H3', `${words[verdict]}: ${those.length}`, 11, { bold: true });
      for (const one of those) {
        const open = verdict === 'unknown' ? '' : one.parts.missing.length ? ` Missing: ${one.parts.missing.map(sayPart).join('; ')}.` : one.parts.unknown.length ? ` Open: ${one.parts.unknown.slice(0, 8).map(sayPart).join('; ')}.` : '';
        say('P', `${one.id}  ${titles.get(one.id)?.title ?? ''}.${one.expired ? ` Was met until ${day(one.expired)}.` : ''}${open}`, 9, { gap: 2 });
      }
    }
  }
  root.end();
  footers(doc, `Concord · ${printable(party.name)} · ${day(answer.at)}`);
  doc.end();
  return finished;
}

function sentence(compiled: Compiled, { id, totals }: CoverageAnswer['frameworks'][number]): string {
  const { name } = frameworkOf(compiled, id);
  const bound = Object.entries(totals).filter(([verdict]) => verdict !== 'not-applicable').reduce((sum, [, count]) => sum + count, 0);
  const met = totals.met + totals['met-with-exceptions'];
  const rest = order.filter((verdict) => verdict !== 'met' && verdict !== 'met-with-exceptions' && totals[verdict] > 0).map((verdict) => `${totals[verdict]} ${words[verdict].toLowerCase()}`);
  return `${name}: ${met} of ${bound} met${totals['met-with-exceptions'] ? ` (${totals['met-with-exceptions']} with exceptions)` : ''}${rest.length ? `; ${rest.join(', ')}` : ''}.`;
}

function footers(doc: PDFKit.PDFDocument, text: string): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    const bottom = doc.page.margins.bottom;
    doc.page.margins.bottom = 0;
    doc.markContent('Artifact', { type: 'Pagination' });
    doc.font('Helvetica').fontSize(8).fillColor('#5c616b').text(`${text} · page ${page - start + 1} of ${count}`, 56, doc.page.height - 40, { lineBreak: false });
    doc.endMarkedContent();
    doc.page.margins.bottom = bottom;
  }
}

/** The standard PDF fonts hold Latin-1 only: other signs become their nearest plain form. */
function printable(text: string): string {
  return text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').replace(/[“”„]/g, '"').replace(/[‘’]/g, "'").replace(/[–—]/g, '-').replace(/…/g, '...').replace(/[^\x20-\xff]/g, '?');
}
