import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readPdf } from '#libs/documents/read-pdf.js';
import { readAssuranceDocument } from '#libs/soc2/read-assurance-document.js';
import { compiledChild } from './compiled-child.js';
import { makeOthers } from './generator/other.js';
import { writeWithPdfkit } from './generator/write-pdfkit.js';

const folder = mkdtempSync(join(tmpdir(), 'concord-others-'));
const entry = compiledChild('pdf-child');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const seeds = (process.env['OTHER_SEEDS'] ?? '1,2').split(',').map(Number);

describe('a document that is no SOC 2 report', () => {
  it.each(seeds.flatMap((seed) => makeOthers(seed).map((made) => ({ seed, name: made.kind.name, made }))))('$name (seed $seed) is named or read for what it is', async ({ seed, made }) => {
    const path = join(folder, `${seed}-${made.kind.name.replace(/\W/g, '-')}.pdf`);
    await writeWithPdfkit(path, made.document, seed % 2 === 0);
    const answer = await readPdf(path, { entry, timeoutMs: 60_000 });
    if (!answer.ok) throw new Error(answer.refusal.message);
    const read = readAssuranceDocument(answer.document);
    const { expected } = made.kind;
    if ('refused' in expected) return expect(read).toEqual({ code: 'not-an-assurance-report', message: expect.stringMatching(expected.refused) });
    expect(read).toMatchObject({ documentKind: expected.kind, controls: [], exceptions: [] });
    if (expected.kind !== 'bridge-letter') return;
    const { from, to, next, through, dated } = made.dates;
    expect(read).toMatchObject({ bridgeLetter: { letterDate: { value: dated }, coveredPeriod: { value: { from: next, to: through } }, materialChanges: { value: false }, report: { value: { from, to } } }, warnings: [] });
  }, 60_000);
});
