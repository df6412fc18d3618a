import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { PageRuns, PageText, Permissions } from '#libs/soc2/page-text.js';
import { childEntry } from './child-entry.js';
import { defaultChildLimits } from './child-limits.js';
import type { ChildLimits } from './child-limits.js';
import { runBounded } from './child-run.js';
import type { ChildEnd } from './child-run.js';
import { documentPool } from './pool.js';

export type PdfRefusalCode = 'not-a-pdf' | 'empty' | 'damaged' | 'needs-password' | 'too-large' | 'timed-out';

export interface PdfRefusal {
  readonly code: PdfRefusalCode;
  readonly message: string;
  readonly page?: number;
}

export type PdfRead =
  /** `peakBytes`: most memory that the child was seen to hold. */
  | { readonly ok: true; readonly document: PageText; readonly isolated: boolean; readonly peakBytes: number }
  | { readonly ok: false; readonly refusal: PdfRefusal; readonly isolated: boolean; readonly peakBytes: number };

export interface PdfLimits extends Partial<ChildLimits> {
  readonly pages?: number;
  readonly characters?: number;
  /** Compiled script to run instead of the built one; tests compile their own. */
  readonly entry?: string;
  readonly onPage?: (page: number, of: number) => void;
  /** Told how many documents are read before this one; 0 when its turn comes. */
  readonly onWait?: (before: number) => void;
}

interface Line {
  readonly document?: { readonly pages: number; readonly permissions: Permissions | null; readonly sha256: string };
  readonly page?: PageRuns;
  readonly refusal?: PdfRefusal;
}

const headerWithin = 4096;

/** Looks at the first bytes: nothing at all, no PDF header near the start, or a PDF. */
const checkHeader = async (path: string): Promise<PdfRefusal | null> => {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(headerWithin), 0, headerWithin, 0);
    if (bytesRead === 0) return { code: 'empty', message: 'The file has no bytes. Upload the report again.' };
    if (buffer.subarray(0, bytesRead).indexOf('%PDF-') >= 0) return null;
    return { code: 'not-a-pdf', message: 'The file does not begin like a PDF, whatever its name says. Save the report as a PDF and upload that.' };
  } finally {
    await file.close();
  }
};

const pageWatch = (onPage: ((page: number, of: number) => void) | undefined): ((chunk: Buffer) => void) => {
  let of = 0;
  let seen = 0;
  return (chunk) => {
    if (!onPage) return;
    const text = chunk.toString('latin1');
    of ||= Number(/"pages":(\d+)/.exec(text)?.[1] ?? 0);
    const more = text.split('{"page":{').length - 1;
    if (more > 0 && of > 0) onPage((seen = Math.min(of, seen + more)), of);
  };
};

const interpret = (ended: ChildEnd, limits: ChildLimits): PdfRead => {
  const { isolated, peakBytes } = ended;
  const refuse = (code: PdfRefusalCode, message: string): PdfRead => ({ ok: false, refusal: { code, message }, isolated, peakBytes });
  if (ended.end === 'timed-out') return refuse('timed-out', `Reading the PDF took more than ${limits.processorMs / 1000} seconds of work and was stopped. Read it again, or ask for a plain copy of the report.`);
  if (ended.end === 'too-large') return refuse('too-large', `Reading the PDF needs more than ${Math.round(limits.memoryBytes / 1048576)} MB of memory and was stopped. Ask for a plain copy of the report.`);
  if (ended.end === 'crashed') return refuse('damaged', 'The PDF reader stopped on this file twice. The file is damaged: ask for it again.');
  const lines = ended.output.toString('utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Line);
  const refusal = lines.find((line) => line.refusal)?.refusal;
  if (refusal) return { ok: false, refusal, isolated, peakBytes };
  const head = lines.find((line) => line.document)?.document;
  if (!head) return refuse('damaged', 'The PDF reader gave no answer for this file. Ask for it again.');
  return { ok: true, isolated, peakBytes, document: { sha256: head.sha256, permissions: head.permissions, pages: lines.flatMap((line) => line.page ?? []) } };
};

/**
 * Reads a PDF into positioned text in a bounded child process; a child that crashes is tried once more.
 * @throws the file system's error where the file cannot be opened
 */
export const readPdf = async (path: string, limits: PdfLimits = {}): Promise<PdfRead> => {
  const bounds: ChildLimits = { ...defaultChildLimits, ...limits };
  const header = await checkHeader(path);
  if (header) return { ok: false, refusal: header, isolated: true, peakBytes: 0 };
  const entry = limits.entry ?? childEntry('pdf-child');
  const run = (): Promise<ChildEnd> =>
    documentPool.run(() => runBounded(entry, [resolve(path), String(limits.pages ?? 1_000), String(limits.characters ?? 10_000_000)], bounds, pageWatch(limits.onPage)), limits.onWait);
  const first = await run();
  return interpret(first.end === 'crashed' ? await run() : first, bounds);
};
