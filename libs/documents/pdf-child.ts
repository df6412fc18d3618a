import { ownPush } from './pdf-text-alone.js';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { PageRuns } from '#libs/soc2/page-text.js';
import { writeAll } from './child-output.js';
import { hasOpaquePicture } from './pdf-hidden.js';
import { openPdf } from './pdf-open.js';
import { readDrawing } from './pdf-drawing.js';
import { readRuns, turned, upright } from './pdf-runs.js';
import { readTaggedTables } from './pdf-tagged-tables.js';
import type { PdfDocument, PdfPage } from './pdf-types.js';

/**
 * Entry of the bounded child: prints one JSON object per line on standard output. First `{"document":…}`, then
 * `{"page":…}` for each page, or `{"refusal":…}` at any point. Arguments: file, most pages, most characters.
 */
const print = (value: unknown): void => writeAll(Buffer.from(`${JSON.stringify(value)}\n`));

/** What holds for all pages: which optional content is switched on, and whether pictures as large as a page are opaque. */
interface Document {
  readonly visible: (group: unknown) => boolean;
  readonly scanned: boolean;
}

const boldName = /bold|black|heavy|semibold|demi|-bd\b/i;

const readPage = async (page: PdfPage, number: number, { visible, scanned }: Document): Promise<PageRuns> => {
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const drawing = readDrawing(await page.getOperatorList(), transform, visible);
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const bold = (font: string): boolean => page.commonObjs.has(font) && boldName.test(page.commonObjs.get(font)?.name ?? '');
  const { turn, runs } = upright(readRuns(items, transform, bold, drawing.shown, { width, height }, scanned), width, height);
  const byContent = new Map<string, number[]>();
  runs.forEach(({ content }, index) => content && byContent.set(content, [...(byContent.get(content) ?? []), index]));
  const tables = byContent.size > 0 ? readTaggedTables(await page.getStructTree(), byContent) : [];
  page.cleanup();
  const sideways = turn === 90 || turn === 270;
  return {
    number,
    ...(turn !== 0 && { turn }),
    width: sideways ? height : width,
    height: sideways ? width : height,
    runs: runs.map(({ text, x, y, width: wide, size, bold: heavy, hidden }) => ({ text, x, y, width: wide, size, bold: heavy, hidden })),
    rulings: drawing.rulings.map((r) => {
      const [a, b] = [turned(turn, width, height, r.x0, r.y0), turned(turn, width, height, r.x1, r.y1)];
      return { x0: Math.min(a.x, b.x), y0: Math.min(a.y, b.y), x1: Math.max(a.x, b.x), y1: Math.max(a.y, b.y) };
    }),
    tables,
    image: drawing.image,
  };
};

const readAll = async (document: PdfDocument, data: Buffer, mostPages: number, mostCharacters: number): Promise<void> => {
  const pages = document.numPages;
  if (pages < 1) return print({ refusal: { code: 'damaged', message: 'The PDF has no page. Ask for the file again.' } });
  if (pages > mostPages) return print({ refusal: { code: 'too-large', message: `The PDF has ${pages} pages; at most ${mostPages} are read. Ask for the report alone, without appended documents.` } });
  const allowed = await document.getPermissions();
  const permissions = allowed === null ? null : { encrypted: true, copy: allowed.includes(16), print: allowed.includes(4) };
  print({ document: { pages, permissions, sha256: createHash('sha256').update(data).digest('hex') } });
  const content = await document.getOptionalContentConfig();
  const whole: Document = { visible: (group) => content.isVisible(group), scanned: hasOpaquePicture(data) };
  let characters = 0;
  for (let number = 1; number <= pages; number++) {
    const read = await document.getPage(number).then((page) => readPage(page, number, whole)).catch((error: unknown) => {
      if (/allocation failed|out of memory|invalid array length/i.test(String(error))) throw error;
      return null;
    });
    if (!read) return print({ refusal: { code: 'damaged', message: `Page ${number} of the PDF cannot be read. Ask for the file again.`, page: number } });
    characters += read.runs.reduce((sum, run) => sum + run.text.length, 0);
    if (characters > mostCharacters) return print({ refusal: { code: 'too-large', message: `The PDF holds more than ${mostCharacters} characters of text by page ${number}.`, page: number } });
    print({ page: read });
  }
};

const [file = '', mostPages = '1000', mostCharacters = '10000000'] = process.argv.slice(2);
const data = readFileSync(file);
const opened = await openPdf(new Uint8Array(data), { images: false });
ownPush();
if ('refusal' in opened) print(opened);
else await readAll(opened.document, data, Number(mostPages), Number(mostCharacters));
process.exit(0);
