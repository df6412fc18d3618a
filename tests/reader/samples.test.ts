import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readPdf } from '#libs/documents/read-pdf.js';
import { readAssuranceDocument } from '#libs/soc2/read-assurance-document.js';
import { compiledChild } from './compiled-child.js';

const samples = join(process.cwd(), '..', 'shared', 'samples');
const there = existsSync(samples);
const withSamples = there ? describe : describe.skip;
const entry = compiledChild('pdf-child');

interface Gold {
  readonly file: string;
  readonly opinion: { readonly value: string };
  readonly opinionDate: { readonly value: string };
  readonly categories: { readonly value: readonly string[] };
  readonly controls: readonly { readonly controlId: string }[];
  readonly exceptions?: readonly { readonly result: string; readonly managementResponse?: string }[];
  readonly cuecs: readonly { readonly text: string }[];
  readonly csocs: readonly { readonly text: string }[];
}

const load = async (path: string, timeoutMs = 30_000) => {
  const answer = await readPdf(path, { entry, timeoutMs });
  return answer.ok ? readAssuranceDocument(answer.document) : answer.refusal;
};

withSamples('labelled reports (where ../shared/samples is there)', () => {
  const folder = join(samples, 'reports');
  const labels = there ? readdirSync(folder).filter((f) => f.endsWith('.labels.json') && !f.startsWith('b')) : [];
  it.each(labels)('%s is read as labelled', async (name) => {
    const gold = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Gold;
    const found = await load(join(folder, gold.file), 110_000);
    if ('code' in found) throw new Error(found.message);
    expect(found.opinion?.value).toBe(gold.opinion.value);
    expect(found.opinionDate?.value).toBe(gold.opinionDate.value);
    expect(found.categories?.value).toEqual(gold.categories.value.map((c) => c.toLowerCase().replace(' ', '-')));
    expect(new Set(found.controls.map((c) => c.id))).toEqual(new Set(gold.controls.map((c) => c.controlId)));
    expect(found.cuecs.map((c) => c.text)).toEqual(gold.cuecs.map((c) => c.text));
    expect(found.csocs.map((c) => c.text)).toEqual(gold.csocs.map((c) => c.text));
    expect(found.exceptions.map((e) => e.description)).toEqual((gold.exceptions ?? []).map((e) => e.result));
  }, 120_000);

  it('a bridge letter is read, and its dates hold', async () => {
    const found = await load(join(folder, 'b1-bridge-nochange.pdf'));
    expect(found).toMatchObject({ documentKind: 'bridge-letter', bridgeLetter: { materialChanges: { value: false }, coveredPeriod: { value: { from: '2025-10-01', to: '2025-12-31' } } } });
  }, 60_000);
});

withSamples('documents that are no SOC 2 report (where ../shared/samples is there)', () => {
  it.each([['n1-soc3.pdf', 'soc3'], ['n2-soc1.pdf', 'soc1']])('%s is recognised as %s', async (file, kind) => {
    expect(await load(join(samples, 'other-documents', file))).toMatchObject({ documentKind: kind });
  }, 60_000);
  it.each(['n4-pci-aoc.pdf', 'n5-pentest.pdf'])('%s is refused by name', async (file) => {
    expect(await load(join(samples, 'other-documents', file))).toMatchObject({ code: 'not-an-assurance-report' });
  }, 60_000);
});

withSamples('hostile files (where ../shared/samples is there)', () => {
  const codes = ['not-a-pdf', 'empty', 'damaged', 'needs-password', 'no-text-layer', 'too-large', 'timed-out', 'not-an-assurance-report'];
  const files = there ? readdirSync(join(samples, 'hostile')) : [];
  it.each(files)('%s ends within its bounds with a refusal that has a code', async (file) => {
    const found = await load(join(samples, 'hostile', file));
    expect(codes).toContain('code' in found ? found.code : found.documentKind);
  }, 70_000);
});
