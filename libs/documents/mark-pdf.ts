import { resolve } from 'node:path';
import { childEntry } from './child-entry.js';
import { defaultChildLimits } from './child-limits.js';
import { runBounded } from './child-run.js';
import { documentPool } from './pool.js';
import { latin } from './latin.js';

const signature = Buffer.from('%PDF-');

/**
 * Writes a line at the foot of each page of a PDF in a bounded child; the document itself stays as it is below it.
 * @returns the bytes of the marked PDF, null where the file cannot be marked within the bounds
 */
export const markPdf = async (path: string, text: string): Promise<Buffer | null> => {
  const ended = await documentPool.run(() => runBounded(childEntry('pdf-mark-child'), [resolve(path), latin(text)], defaultChildLimits));
  return ended.end === 'done' && ended.output.subarray(0, signature.length).equals(signature) ? ended.output : null;
};
