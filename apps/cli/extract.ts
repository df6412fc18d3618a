import { readPdf } from '#libs/documents/read-pdf.js';
import type { Extraction } from '#libs/soc2/extraction.js';
import { readAssuranceDocument } from '#libs/soc2/read-assurance-document.js';
import { summarize } from './extract-summary.js';
import { traceExtraction } from './trace-extraction.js';

export interface ExtractAnswer {
  /** 0 read, 2 refused, 1 an internal fault. */
  readonly status: 0 | 1 | 2;
  readonly out: string;
  readonly err: string;
}

interface Refused {
  readonly code: string;
  readonly message: string;
  readonly page?: number;
}

const refused = (refusal: Refused, json: boolean): ExtractAnswer => ({
  status: 2,
  out: json ? `${JSON.stringify({ error: refusal })}\n` : '',
  err: json ? '' : `${refusal.message}\n`,
});

/**
 * `concord extract FILE`: reads an assurance document and prints what it says.
 * @param options.trace folder that gets each stage as JSON and one annotated SVG for each page
 */
export async function extract(file: string, options: { json?: boolean; trace?: string }): Promise<ExtractAnswer> {
  const json = options.json ?? false;
  try {
    const read = await readPdf(file);
    if (!read.ok) return refused(read.refusal, json);
    if (options.trace) await traceExtraction(read.document, options.trace);
    const result: Extraction | Refused = readAssuranceDocument(read.document);
    if ('code' in result) return refused(result, json);
    return { status: 0, out: json ? `${JSON.stringify(result, null, 1)}\n` : summarize(result), err: read.isolated ? '' : 'The parser could not be cut off from the network on this system.\n' };
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR' || error.code === 'EACCES');
    const message = error instanceof Error ? error.message : String(error);
    if (missing) return refused({ code: 'not-found', message: `${file} cannot be opened (${message}). Name a PDF file that can be read.` }, json);
    return { status: 1, out: json ? `${JSON.stringify({ error: { code: 'internal', message } })}\n` : '', err: `${message}\n` };
  }
}
