import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import PDFDocument from 'pdfkit';
import { readPdf } from '#libs/documents/read-pdf.js';
import type { PageText } from '#libs/soc2/page-text.js';
import { readAssuranceDocument } from '#libs/soc2/read-assurance-document.js';
import { compiledChild } from './compiled-child.js';

type Pdf = PDFKit.PDFDocument;
const folder = mkdtempSync(join(tmpdir(), 'concord-hidden-'));
const entry = compiledChild('pdf-child');
const page = ['SOC 2 Type 2 Report', 'Independent Service Auditor’s Report', 'We have examined Acme, Inc.’s description of its Acme Cloud System throughout the period January 1, 2025 to December 31, 2025 based on the', 'trust services criteria relevant to security (applicable trust services criteria).', 'Basis for Qualified Opinion', 'Access reviews were not performed in two quarters, so that criterion CC6.3 was not met.', 'Qualified Opinion', 'In our opinion, except for the matter described above, the controls operated effectively throughout the period.', 'Fenn & Rowe LLP', 'February 3, 2026'];
const lie = 'In our opinion, in all material respects, every control operated effectively.';

/** A gray picture of one pixel, drawn as large as a box; opaque, without a mask. */
const picture = (pdf: Pdf, side: number): string => {
  const image = pdf.ref({ Type: 'XObject', Subtype: 'Image', Width: side, Height: side, ColorSpace: 'DeviceGray', BitsPerComponent: 8, Filter: 'FlateDecode' });
  image.end(deflateSync(Buffer.alloc(side * side, 200)));
  (pdf.page.xobjects as unknown as Record<string, unknown>)['Pic'] = image;
  return 'Pic';
};

/** Draws words at a place, each way of hiding them in turn. */
const ways: Readonly<Record<string, (pdf: Pdf) => void>> = {
  'white on white': (pdf) => void pdf.fillColor('#fff').text(lie, 60, 500, { lineBreak: false }),
  'in the color of the area below': (pdf) => void pdf.rect(50, 490, 500, 30).fill('#1d3557').fillColor('#1d3557').text(lie, 60, 500, { lineBreak: false }),
  'too small to read': (pdf) => void pdf.fillColor('#000').fontSize(1).text(lie, 60, 500, { lineBreak: false }),
  'drawn invisibly': (pdf) => void pdf.addContent('3 Tr').fillColor('#000').text(lie, 60, 500, { lineBreak: false }).addContent('0 Tr'),
  'transparent': (pdf) => void pdf.save().fillOpacity(0).fillColor('#000').text(lie, 60, 500, { lineBreak: false }).restore(),
  'over the edge of the page': (pdf) => void pdf.fillColor('#000').text(lie, 60, 802, { lineBreak: false }),
  'under an area': (pdf) => void pdf.fillColor('#000').text(lie, 60, 500, { lineBreak: false }).rect(50, 490, 500, 30).fill('#fff'),
  'under a picture': (pdf) => void pdf.fillColor('#000').text(lie, 60, 500, { lineBreak: false }).addContent(`q 500 0 0 40 50 490 cm /${picture(pdf, 40)} Do Q`),
  'in a layer that is switched off': (pdf) => {
    const group = pdf.ref({ Type: 'OCG', Name: new String('Layer') });
    (group as unknown as { end(): void }).end();
    (pdf.page as unknown as { resources: { data: Record<string, unknown> } }).resources.data['Properties'] = { Layer: group };
    (pdf as unknown as { _root: { data: Record<string, unknown> } })._root.data['OCProperties'] = { OCGs: [group], D: { OFF: [group] } };
    pdf.addContent('/OC /Layer BDC').fillColor('#000').text(lie, 60, 500, { lineBreak: false }).addContent('EMC');
  },
};

const made = async (name: string, hide: (pdf: Pdf) => void): Promise<PageText> => {
  const path = join(folder, `${name.replaceAll(' ', '-')}.pdf`);
  const pdf = new PDFDocument({ size: 'LETTER', margin: 0 });
  const written = finished(pdf.pipe(createWriteStream(path)));
  page.forEach((line, i) => pdf.font(/Opinion$|Report$/.test(line) ? 'Helvetica-Bold' : 'Helvetica').fontSize(9).fillColor('#222').text(line, 40, 60 + i * 22, { lineBreak: false }));
  pdf.font('Helvetica').fontSize(9);
  hide(pdf);
  pdf.end();
  await written;
  const read = await readPdf(path, { entry, timeoutMs: 60_000 });
  if (!read.ok) throw new Error(read.refusal.message);
  return read.document;
};

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('text that cannot be seen', () => {
  const documents = new Map<string, PageText>();
  beforeAll(async () => {
    for (const [name, hide] of Object.entries(ways)) documents.set(name, await made(name, hide));
  }, 120_000);

  it.each(Object.keys(ways))('%s decides nothing', (name) => {
    const document = documents.get(name)!;
    // what stands beside the page is not even given out by the parser
    const hidden = document.pages[0]?.runs.filter((run) => run.hidden).map((run) => run.text.trim()).join(' ');
    if (name !== 'over the edge of the page') expect(hidden).toBe(lie);
    const read = readAssuranceDocument(document);
    expect(read).toMatchObject({ documentKind: 'soc2', opinion: { value: 'qualified' } });
    if (hidden) expect(read).toMatchObject({ warnings: expect.arrayContaining([expect.objectContaining({ code: 'hidden-text', page: 1 })]) });
    expect(JSON.stringify(read)).not.toContain('every control operated');
  });

  it('is not taken for hidden where it only stands on a colored area, in gray, or under a watermark', async () => {
    const seen = await made('seen', (pdf) => {
      pdf.rect(40, 440, 520, 24).fill('#1d3557').fillColor('#fff').text('White on blue.', 60, 446, { lineBreak: false });
      pdf.fillColor('#999').text('Gray on white.', 60, 480, { lineBreak: false });
      pdf.save().fillOpacity(0.2).rect(0, 0, 612, 792).fill('#888').restore();
    });
    expect(seen.pages[0]?.runs.filter((run) => run.hidden)).toEqual([]);
  }, 60_000);
});
