import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readPdf } from '#libs/documents/read-pdf.js';
import type { Extraction } from '#libs/soc2/extraction.js';
import type { PageText } from '#libs/soc2/page-text.js';
import { readAssuranceDocument } from '#libs/soc2/read-assurance-document.js';
import { writeDemoReport } from '../../apps/local/demo/soc2-report.js';
import { compiledChild } from './compiled-child.js';
import type { Model } from './generator/model.js';
import { makeModel } from './generator/model.js';
import type { MatrixShape } from './generator/pdfkit.js';
import { writeModel } from './generator/pdfkit.js';
import { randomFrom } from './generator/random.js';

const folder = mkdtempSync(join(tmpdir(), 'concord-reader-'));
const entry = compiledChild('pdf-child');
const read = async (path: string): Promise<PageText> => {
  const answer = await readPdf(path, { entry });
  if (!answer.ok) throw new Error(answer.refusal.message);
  return answer.document;
};
const extraction = (document: PageText): Extraction => {
  const result = readAssuranceDocument(document);
  if ('code' in result) throw new Error(result.message);
  return result;
};

/** The same pages without their tags, and without their rules too: the three ways in which tables are found. */
const ways: readonly { readonly name: string; readonly strip: (document: PageText) => PageText }[] = [
  { name: 'the structure tree', strip: (document) => document },
  { name: 'rules', strip: (document) => ({ ...document, pages: document.pages.map((page) => ({ ...page, tables: [] })) }) },
  { name: 'alignment alone', strip: (document) => ({ ...document, pages: document.pages.map((page) => ({ ...page, tables: [], rulings: [] })) }) },
];

const rowsOf = (model: Model): readonly string[] => model.controls.flatMap((c) => c.criteria.map((criterion) => `${criterion} ${c.control}`)).sort();
const classOf = { no_exceptions: 'no-exceptions', exception: 'exception', not_tested: 'not-tested', design_only: null } as const;

const expectRead = (model: Model, found: Extraction): void => {
  expect(found.reportType?.value).toBe(model.type === 'II' ? 'type2' : 'type1');
  expect(found.serviceOrganization?.value).toBe(model.organization);
  expect(found.systemName?.value).toBe(model.system);
  expect(found.auditor?.value).toBe(model.auditor);
  expect(found.opinionDate?.value).toBe(model.opinionDate);
  expect(found.opinion?.value).toBe(model.opinion);
  expect(found.categories?.value).toEqual(model.categories.map((c) => c.toLowerCase()));
  expect(model.type === 'II' ? found.period?.value : found.asOf?.value).toEqual(model.type === 'II' ? { from: model.from, to: model.to } : model.to);
  expect(found.subserviceOrganizations.map(({ method }) => method)).toEqual(model.subservice.map(({ method }) => method));
  expect(found.cuecs.map(({ text, criteria }) => ({ text, criteria }))).toEqual(model.cuecs.map(({ text, criteria }) => ({ text, criteria })));
  expect(found.csocs.map(({ text, criteria }) => ({ text, criteria }))).toEqual(model.csocs.map(({ text, criteria }) => ({ text, criteria })));
  expect(found.controls.flatMap((c) => c.rows.map((row) => `${row.criterion} ${c.text}`)).sort()).toEqual(rowsOf(model));
  for (const control of model.controls) {
    const results = new Set(found.controls.find((c) => c.text === control.control && c.id === control.id)?.tests.map((t) => t.result));
    expect([...results]).toEqual(classOf[control.kind] === null ? [] : [classOf[control.kind]]);
  }
  const failed = model.controls.filter((c) => c.kind === 'exception');
  expect(found.exceptions.map((e) => e.description).sort()).toEqual(failed.map((c) => c.result).sort());
  expect(found.exceptions.map((e) => e.managementResponse).sort()).toEqual(failed.map((c) => c.response).sort());
};

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a made report is read as it was written', () => {
  const shapes: readonly MatrixShape[] = ['columns', 'blocks', 'control-first'];
  const opinions: readonly Model['opinion'][] = ['unqualified', 'qualified', 'adverse', 'disclaimer'];
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const model = makeModel(randomFrom(seed), seed === 5 ? { type: 'I', opinion: 'unqualified' } : { type: 'II', opinion: opinions[seed % 4] as Model['opinion'] });
    const shape = shapes[seed % 3] as MatrixShape;
    let document: PageText;
    beforeAll(async () => {
      const path = join(folder, `report-${seed}.pdf`);
      await writeModel(path, model, shape);
      document = await read(path);
    }, 60_000);
    it.each(ways)(`seed ${seed}, ${shape}, ${model.opinion}: by $name`, ({ strip }) => expectRead(model, extraction(strip(document))));
  }
});

describe('the report of the demo tenant', () => {
  it('is read whole, with its one exception and the one control that could not be tested', async () => {
    const path = join(folder, 'demo.pdf');
    await writeDemoReport(path, { periodFrom: '2025-10-01', periodTo: '2026-09-30', opinionDate: '2026-11-06' });
    const found = extraction(await read(path));
    expect(found).toMatchObject({ documentKind: 'soc2', opinion: { value: 'unqualified' }, period: { value: { from: '2025-10-01', to: '2026-09-30' } }, auditor: { value: 'Castellan & Rowe LLP' } });
    expect(found.controls).toHaveLength(63);
    expect(found.cuecs).toHaveLength(6);
    expect(found.csocs).toHaveLength(4);
    expect(found.exceptions).toMatchObject([{ controlKeys: ['NL-28'], sampleSize: 8, deviations: 1, managementResponsePage: found.pages }]);
    expect(found.controls.filter((c) => c.tests.some((t) => t.result === 'not-tested')).map((c) => c.id)).toEqual(['NL-43']);
  }, 60_000);
});
