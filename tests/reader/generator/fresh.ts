import { mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { readPdf } from '#libs/documents/read-pdf.js';
import type { PageText } from '#libs/soc2/page-text.js';
import { readAssuranceDocument } from '#libs/soc2/read-assurance-document.js';
import { compiledChild } from '../compiled-child.js';
import { makeReport } from './made.js';
import type { Model } from './model.js';
import { Printers, producersHere } from './producers.js';
import type { Producer } from './producers.js';
import { emptyTally, figuresOf, scoreReport } from './score.js';

/**
 * Makes reports from fresh seeds, reads them and prints the figures for each shape of matrix and each producer:
 *
 *   node --import ./tests/support/typescript-hooks.mjs tests/reader/generator/fresh.ts --from 5000 --count 40 [--producers pdfkit,chromium] [--size 0.5] [--keep DIR] [--verbose]
 *
 * `--keep` keeps the PDFs and their positioned text there, so that a changed reader is tried on the same documents at once.
 */
const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};
const [from, count] = [Number(option('from') ?? Date.now() % 1_000_000), Number(option('count') ?? 20)];
const wanted = option('producers')?.split(',');
const producers = producersHere().filter((producer) => !wanted || wanted.includes(producer));
const folder = option('keep') ?? join(tmpdir(), 'concord-fresh');
mkdirSync(folder, { recursive: true });
const entry = compiledChild('pdf-child');
const printers = new Printers();
const all = emptyTally();
const groups = new Map<string, ReturnType<typeof emptyTally>>();

type Answer = PageText | { readonly code: string; readonly message: string };
interface Kept { readonly model: Model; readonly shape: string; readonly text: Answer }

/** The model and what the PDF holds; what was kept is taken as it was made then. */
const madeAndRead = async (producer: Producer, seed: number): Promise<Kept> => {
  const path = join(folder, `${producer}-${seed}.pdf`);
  const kept = path.replace(/pdf$/, 'json');
  if (option('keep') && existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as Kept;
  const { model, layout, document } = makeReport(seed, undefined, {}, Number(option('size') ?? 0.5));
  await printers.write(producer, path, document);
  const answer = await readPdf(path, { entry, timeoutMs: 120_000 });
  const made: Kept = { model, shape: layout.matrix, text: answer.ok ? answer.document : answer.refusal };
  writeFileSync(kept, JSON.stringify(made));
  return made;
};

for (let seed = from; seed < from + count; seed++) {
  for (const [i, producer] of producers.entries()) {
    // LibreOffice takes seconds to start: every third seed is enough for it
    if (producer.startsWith('libreoffice') && seed % 3 !== i % 3) continue;
    const { model, shape, text } = await madeAndRead(producer, seed);
    const name = `${seed} ${shape} ${producer}`;
    const read = 'code' in text ? text : readAssuranceDocument(text);
    const empty = { sha256: '', permissions: null, pages: [] };
    for (const key of ['all', `shape ${shape}`, `producer ${producer}`]) {
      const tally = key === 'all' ? all : (groups.get(key) ?? emptyTally());
      groups.set(key, tally);
      scoreReport(tally, name, model, read, 'code' in text ? empty : text);
    }
  }
}
await printers.close();
if (process.argv.includes('--verbose')) for (const line of all.wrong) console.log(line);
for (const [key, tally] of [...groups].sort()) console.log(`${key}: ${figuresOf(tally)}`);
for (const line of all.dangerous) console.log(`DANGEROUS ${line}`);
process.exit(all.dangerous.length > 0 ? 1 : 0);
