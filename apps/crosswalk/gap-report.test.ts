import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shippedCatalog } from '#libs/catalog/load-catalog.js';
import { compile } from '#libs/crosswalk/compile.js';
import type { Evidence } from '#libs/crosswalk/evidence-types.js';
import { openPdf } from '#libs/documents/pdf-open.js';
import { readWorkbook } from '#libs/documents/read-workbook.js';
import { gapRows } from './export-gaps.js';
import { gapReport } from './gap-report.js';
import { gapsIn, type Gaps } from './list-gaps.js';
import { tablesAs } from './export-file.js';

const compiled = compile(shippedCatalog());
const evidence: Evidence[] = [{ id: 'e', version: 1, party: 'own', target: { kind: 'control', id: 'AUT-09' }, verdict: 'not-met', assurance: 'evidenced', period: { from: '2026-06-01' }, source: { kind: 'test', label: 'Test' } }];
const framework = compiled.catalog.frameworks.find(({ id }) => id === 'pci-dss')!;
const gaps: Gaps = { party: { id: 'own', name: '=cmd|Orrinvale' }, ...gapsIn(compiled, evidence, { party: 'own', at: '2026-10-01' }, framework, ['pci-dss', 'soc2']) };

describe('the gaps of a framework as files', () => {
  test('what is known to be wrong comes before what nobody has shown', () => {
    const kinds = [...new Set(gaps.items.map(({ kind }) => kind))];
    expect(kinds[0]).toBe('broken');
    expect(kinds.indexOf('broken')).toBeLessThan(kinds.indexOf('missing'));
    expect(gaps.items[0]).toMatchObject({ control: expect.stringContaining('AUT-09'), question: expect.any(String) });
  });

  test('the PDF is tagged, names the catalog first, and draws each table on its own lines and pages', async () => {
    const opened = await openPdf(new Uint8Array(await gapReport(gaps)), { images: false });
    if ('refusal' in opened) throw new Error(opened.refusal.message);
    const pdf = opened.document as unknown as Pdf;
    expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
    const pages = await Promise.all(Array.from({ length: pdf.numPages }, async (_, at) => {
      const page = await pdf.getPage(at + 1);
      return { roles: rolesIn(await page.getStructTree()), items: (await page.getTextContent()).items.filter(({ str }) => str.trim() !== '') };
    }));
    const [first, ...others] = pages;
    expect(first!.roles.filter((role) => role === 'H1')).toHaveLength(1);
    expect(first!.roles).toEqual(expect.arrayContaining(['Table', 'TR', 'TH', 'TD']));
    expect(first!.items.map(({ str }) => str).join('')).toContain(gaps.catalog);
    const heading = first!.items.find(({ str }) => str === 'What to close first')!;
    expect(first!.items.filter((one) => one !== heading && Math.abs(one.transform[5]! - heading.transform[5]!) < 9)).toEqual([]);
    // a row that was drawn on another page than its lines would leave this one nearly bare
    expect(others.length).toBeGreaterThan(10);
    expect(others.slice(0, -1).filter(({ roles, items }) => items.length < 20 || !roles.includes('TD'))).toEqual([]);
    await opened.parser.destroy();
  });

  test('a name that a spreadsheet would take for a formula stays text in CSV and workbook', async () => {
    expect(String(await tablesAs('csv', [{ name: 'PCI DSS', rows: gapRows(gaps) }])).split('\n')[1]).toMatch(/^'=cmd\|Orrinvale,/);
    const folder = await mkdtemp(join(tmpdir(), 'concord gaps '));
    try {
      const path = join(folder, 'gaps.xlsx');
      await writeFile(path, await tablesAs('xlsx', [{ name: 'PCI DSS', rows: gapRows(gaps) }]));
      const read = await readWorkbook(path);
      expect(read.ok && read.sheets[0]!.rows[1]![0]).toBe("'=cmd|Orrinvale");
      expect(read.ok && read.sheets[0]!.rows).toHaveLength(gaps.items.length + 1);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

interface Pdf {
  readonly numPages: number;
  getMarkInfo(): Promise<unknown>;
  getPage(page: number): Promise<{ getStructTree(): Promise<unknown>; getTextContent(): Promise<{ items: { str: string; transform: number[] }[] }> }>;
}

interface Structure { readonly role?: string; readonly children?: readonly unknown[] }
function rolesIn(node: unknown): string[] {
  const { role, children } = (node ?? {}) as Structure;
  return [...(role ? [role] : []), ...(children ?? []).flatMap(rolesIn)];
}
