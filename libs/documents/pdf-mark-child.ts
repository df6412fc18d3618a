import { readFileSync } from 'node:fs';
import { writeAll } from './child-output.js';
import { openPdf } from './pdf-open.js';
import type { PdfDocument } from './pdf-types.js';

interface Markable {
  readonly annotationStorage: { setValue(key: string, value: object): void };
  saveDocument(): Promise<Uint8Array>;
}

const freeText = 3;
const grey = [110, 110, 110];
const size = 9;

/** Entry of the bounded child that writes a line at the foot of each page of a PDF, as an annotation that is printed: the marked PDF on standard output, exit 4 for a file that cannot be opened. Arguments: file, text. */
const [file = '', text = ''] = process.argv.slice(2);
const opened = await openPdf(new Uint8Array(readFileSync(file)), { images: false });
if ('refusal' in opened) process.exit(4);
const document = opened.document as PdfDocument & Markable;
for (let index = 0; index < document.numPages; index += 1) {
  const page = await document.getPage(index + 1) as unknown as { readonly view: readonly number[]; readonly rotate: number };
  const [left = 0, bottom = 0, right = 0] = page.view;
  const rect = [left + 36, bottom + 10, Math.max(left + 200, right - 36), bottom + 10 + size * 1.5];
  document.annotationStorage.setValue(`pdfjs_internal_editor_${index}`, { annotationType: freeText, value: text, color: grey, fontSize: size, pageIndex: index, rect, rotation: 0 });
}
writeAll(await document.saveDocument());
process.exit(0);
