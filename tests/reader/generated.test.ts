import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readPdf } from '#libs/documents/read-pdf.js';
import type { Extraction } from '#libs/soc2/extraction.js';
import type { PageText } from '#libs/soc2/page-text.js';
import { readAssuranceDocument } from '#libs/soc2/read-assurance-document.js';
import { writeDemoReport } from '../../apps/local/demo/soc2-report.js';
import { compiledChild } from './compiled-child.js';
import type { Made } from './generator/made.js';
import { makeReport } from './generator/made.js';
import { packagedProducers, Printers } from './generator/producers.js';
import { emptyTally, scoreReport } from './generator/score.js';

const folder = mkdtempSync(join(tmpdir(), 'concord-reader-'));
const entry = compiledChild('pdf-child');
const printers = new Printers();
const read = async (path: string): Promise<PageText> => {
  const answer = await readPdf(path, { entry, timeoutMs: 60_000 });
  if (!answer.ok) throw new Error(answer.refusal.message);
  return answer.document;
};

/** What differs between what was written and what is read. */
const differences = (name: string, { model }: Made, document: PageText): readonly string[] => {
  const tally = emptyTally();
  scoreReport(tally, name, model, readAssuranceDocument(document), document);
  return [...tally.wrong, ...tally.dangerous];
};

afterAll(async () => {
  await printers.close();
  rmSync(folder, { recursive: true, force: true });
});

// more seeds, and LibreOffice too: see generator/fresh.ts
describe('a made report is read as it was written', () => {
  const cases = packagedProducers.flatMap((producer, p) => [0, 1, 2].map((i) => ({ producer, seed: 1 + p + i * 4 })));
  it.each(cases)('seed $seed by $producer', async ({ producer, seed }) => {
    const made = makeReport(seed, undefined, {}, 0.35);
    const path = join(folder, `${producer}-${seed}.pdf`);
    await printers.write(producer, path, made.document);
    expect(differences(`${seed} ${made.layout.matrix}`, made, await read(path))).toEqual([]);
  }, 90_000);

  it('whether its tables are found by tags, by rules, or by alignment alone', async () => {
    const made = makeReport(21, 'columns', {}, 0.35);
    const path = join(folder, 'ways.pdf');
    await printers.write('pdfkit-tagged', path, { ...made.document, blocks: made.document.blocks.map((block) => (block.kind === 'table' ? { ...block, rules: 'all' as const, align: 'top' as const } : block)) });
    const tagged = await read(path);
    const untagged = { ...tagged, pages: tagged.pages.map((page) => ({ ...page, tables: [] })) };
    const bare = { ...untagged, pages: untagged.pages.map((page) => ({ ...page, rulings: [] })) };
    for (const document of [tagged, untagged, bare]) expect(differences('ways', made, document)).toEqual([]);
  }, 90_000);
});

describe('the report of the demo tenant', () => {
  it('is read whole, with its one exception and the one control that could not be tested', async () => {
    const path = join(folder, 'demo.pdf');
    await writeDemoReport(path, { periodFrom: '2025-10-01', periodTo: '2026-09-30', opinionDate: '2026-11-06' });
    const found = readAssuranceDocument(await read(path)) as Extraction;
    expect(found).toMatchObject({ documentKind: 'soc2', opinion: { value: 'unqualified' }, period: { value: { from: '2025-10-01', to: '2026-09-30' } }, auditor: { value: 'Castellan & Rowe LLP' } });
    expect(found.controls).toHaveLength(63);
    expect(found.cuecs).toHaveLength(6);
    expect(found.csocs).toHaveLength(4);
    expect(found.exceptions).toMatchObject([{ controlKeys: ['NL-28'], sampleSize: 8, deviations: 1, managementResponsePage: found.pages }]);
    expect(found.controls.filter((c) => c.tests.some((t) => t.result === 'not-tested')).map((c) => c.id)).toEqual(['NL-43']);
  }, 60_000);
});
