import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { readPdf } from '#libs/documents/read-pdf.js';
import { readAssuranceDocument } from '#libs/soc2/read-assurance-document.js';
import { ms, percentile, perSecond, type Figure } from './figures.js';
import { writeReport } from './reader-documents.js';

interface Reading {
  readonly pages: number;
  readonly time: number;
  /** Most resident memory of the child, bytes. */
  readonly peak: number;
}

/** The whole reading of a report: bounded child, positions, structure, tables, every field. */
async function readWhole(path: string): Promise<Reading> {
  const began = performance.now();
  const read = await readPdf(path, { timeoutMs: 240_000 });
  if (!read.ok) throw new Error(read.refusal.message);
  const found = readAssuranceDocument(read.document);
  if (!('controls' in found) || found.controls.length < 50) throw new Error(`${path} was not read whole`);
  return { pages: read.document.pages.length, time: performance.now() - began, peak: read.peakBytes };
}

/** The text alone, by `getText()` of pdf-parse in a process of its own, as a service would have to run it. */
function readText(path: string): number {
  const began = performance.now();
  const { status } = spawnSync(process.execPath, [fileURLToPath(new URL('get-text.js', import.meta.url)), path]);
  if (status !== 0) throw new Error(`getText() failed on ${path}`);
  return performance.now() - began;
}

/** Reports beside the plain text of the same files, how the cost grows with the pages, what stays in memory, and two at once. */
export async function measureReader(quick: boolean): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'concord bench reader '));
  const report = async (times: number, tagged: boolean): Promise<string> => {
    const path = join(folder, `${times}-${String(tagged)}.pdf`);
    await writeReport(path, times, tagged);
    return path;
  };
  try {
    const files = await Promise.all([1, 8, 22].flatMap((times) => [true, false].map((tagged) => report(times, tagged))));
    return [...(await besideText(files, quick ? 2 : 5)), ...(await growth(await Promise.all([1, 22, ...(quick ? [] : [220])].map((times) => report(times, true))))), await memory(files[1]!, quick ? 20 : 50), await twoAtOnce(files[2]!, quick ? 4 : 10)];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function besideText(files: readonly string[], runs: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  let [pages, own, text] = [0, 0, 0];
  for (const path of files) {
    const [whole, plain]: [Reading[], number[]] = [[], []];
    for (let run = 0; run < runs; run++) {
      plain.push(readText(path));
      whole.push(await readWhole(path));
    }
    pages += whole[0]!.pages;
    own += percentile(whole.map(({ time }) => time), 0.5);
    text += percentile(plain, 0.5);
  }
  figures.push({ what: `reports read whole, ${files.length} files, ${pages} pages`, measured: perSecond((pages * 1_000) / own), against: `${perSecond((pages * 1_000) / text)} getText()`, ratio: text / own, target: { atLeast: 0.6 } });
  return figures;
}

async function growth(files: readonly string[]): Promise<Figure[]> {
  const points: Reading[] = [];
  for (const path of files) {
    const [first, second] = [await readWhole(path), await readWhole(path)];
    points.push({ ...first, time: Math.min(first.time, second.time) });
  }
  const [start, ...rest] = points;
  // what a page more costs: the start of the child is paid once
  const each = rest.map((point, at) => (point.time - points[at]!.time) / (point.pages - points[at]!.pages));
  const sizes = points.map(({ pages }) => pages).join(', ');
  return [
    { what: `a report of ${sizes} pages`, measured: points.map(({ time }) => ms(time)).join(', '), against: `${each.map(ms).join(', ')} for each page more`, ...(each.length > 1 && { ratio: each[each.length - 1]! / each[0]!, target: { atMost: 1.3 } }) },
    { what: `memory of its child, ${sizes} pages`, measured: points.map(({ peak }) => `${Math.round(peak / 1024 ** 2)} MiB`).join(', '), against: '', ...(start && { ratio: points[points.length - 1]!.peak / start.peak, target: { atMost: 2 } }) },
  ];
}

async function memory(path: string, times: number): Promise<Figure> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const held = (): number => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  let early = 0;
  for (let time = 1; time <= times; time++) {
    await readWhole(path);
    if (time === 5) early = held();
  }
  const late = held();
  return { what: `memory held after 5 and after ${times} reports`, measured: `${(late / 1024 ** 2).toFixed(1)} MiB`, against: `${(early / 1024 ** 2).toFixed(1)} MiB`, ratio: late / early, target: { atMost: 1.1 } };
}

async function twoAtOnce(path: string, times: number): Promise<Figure> {
  const one = async (count: number): Promise<void> => {
    for (let time = 0; time < count; time++) await readWhole(path);
  };
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const began = performance.now();
    await work();
    return performance.now() - began;
  };
  const alone = await timed(() => one(times));
  const both = await timed(() => Promise.all([one(times / 2), one(times / 2)]));
  return { what: `${times} reports, two at once, on ${availableParallelism()} cores`, measured: ms(both), against: `${ms(alone)} one after another`, ratio: alone / both, target: { atLeast: 1.6 } };
}
