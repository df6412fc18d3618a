import { readFileSync } from 'node:fs';
import { writeAll } from './child-output.js';
import { openPdf } from './pdf-open.js';

/** Entry of the bounded child that draws one page: PNG bytes on standard output, exit 3 for a page that is not there, 4 for a file that cannot be opened. Arguments: file, page, width. */
const [file = '', page = '1', width = '900'] = process.argv.slice(2);
const opened = await openPdf(new Uint8Array(readFileSync(file)), { images: true });
if ('refusal' in opened) process.exit(4);
if (Number(page) < 1 || Number(page) > opened.document.numPages) process.exit(3);
const shot = await opened.parser.getScreenshot({ partial: [Number(page)], desiredWidth: Number(width), imageBuffer: true, imageDataUrl: false });
const bytes = shot.pages[0]?.data;
if (!bytes) process.exit(3);
writeAll(bytes);
process.exit(0);
