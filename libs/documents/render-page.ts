import { resolve } from 'node:path';
import { childEntry } from './child-entry.js';
import { defaultChildLimits } from './child-limits.js';
import type { ChildLimits } from './child-limits.js';
import { runBounded } from './child-run.js';
import { documentPool } from './pool.js';

export type PageImage =
  | { readonly ok: true; readonly png: Buffer; readonly isolated: boolean }
  | { readonly ok: false; readonly refusal: { readonly code: 'damaged' | 'too-large' | 'timed-out'; readonly message: string; readonly page: number }; readonly isolated: boolean };

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

/**
 * Draws one page of a PDF as a PNG in a bounded child.
 * @param page 1-based
 * @param width of the picture in pixels
 */
export const renderPage = async (path: string, page: number, width: number, limits: Partial<ChildLimits> & { readonly entry?: string } = {}): Promise<PageImage> => {
  const bounds: ChildLimits = { ...defaultChildLimits, ...limits };
  const ended = await documentPool.run(() => runBounded(limits.entry ?? childEntry('pdf-image-child'), [resolve(path), String(page), String(width)], bounds));
  const { isolated } = ended;
  if (ended.end === 'done' && ended.output.subarray(0, 4).equals(signature)) return { ok: true, png: ended.output, isolated };
  const refuse = (code: 'damaged' | 'too-large' | 'timed-out', message: string): PageImage => ({ ok: false, refusal: { code, message, page }, isolated });
  if (ended.end === 'timed-out') return refuse('timed-out', `Drawing page ${page} took longer than ${bounds.timeoutMs / 1000} seconds and was stopped.`);
  if (ended.end === 'too-large') return refuse('too-large', `Drawing page ${page} needs more than ${Math.round(bounds.memoryBytes / 1048576)} MB of memory and was stopped.`);
  return refuse('damaged', `Page ${page} cannot be drawn: it is not in the document, or the file is damaged.`);
};
