import { readFileSync, writeSync } from 'node:fs';
import { openPdf } from './pdf-open.js';

/** Entry of the bounded child that draws one page: prints the PNG on standard output. Arguments: file, page, width in pixels. */
const [file = '', page = '1', width = '900'] = process.argv.slice(2);

const opened = await openPdf(new Uint8Array(readFileSync(file)), { images: true });
if ('refusal' in opened) {
  process.stderr.write(opened.refusal.code);
  process.exit(3);
}
const { pages } = await opened.parser.getScreenshot({ partial: [Number(page)], desiredWidth: Number(width), imageDataUrl: false, imageBuffer: true });
const png = Buffer.from(pages[0]?.data ?? []);
for (let done = 0; done < png.length;) {
  try {
    done += writeSync(1, png, done);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
  }
}
process.exit(png.length > 0 ? 0 : 4);
