import { resolve } from 'node:path';
import { childEntry } from './child-entry.js';
import { defaultChildLimits } from './child-limits.js';
import { runBounded } from './child-run.js';
import { documentPool } from './pool.js';

/** The picture of a page, or that it cannot be drawn within the bounds of the child. */
export type PageDrawn = { readonly ok: true; readonly png: Uint8Array } | { readonly ok: false };

const pngMagic = '89504e47';

/**
 * Draws one page of a PDF in a bounded child process.
 * @param page 1-based
 * @param width of the picture, pixels
 */
export async function renderPage(path: string, { page, width }: { readonly page: number; readonly width: number }): Promise<PageDrawn> {
  const ended = await documentPool.run(() => runBounded(childEntry('render-child'), [resolve(path), String(page), String(width)], defaultChildLimits));
  const drawn = ended.end === 'done' && ended.output.subarray(0, 4).toString('hex') === pngMagic;
  return drawn ? { ok: true, png: ended.output } : { ok: false };
}
