import { readFileSync } from 'node:fs';
import { PDFParse } from 'pdf-parse';

/** A process of its own that does no more than `getText()` of pdf-parse on one file, and prints how many characters it got. */
const parser = new PDFParse({ data: new Uint8Array(readFileSync(process.argv[2] ?? '')) });
const { text } = await parser.getText();
await parser.destroy();
console.log(text.length);
