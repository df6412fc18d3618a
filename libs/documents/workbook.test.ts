import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { jest } from '@jest/globals';
import { transformFileSync } from '@swc/core';
import excel from 'exceljs';
import { readAnswers } from '#libs/questionnaire/read-answers.js';
import type { Template } from '#libs/questionnaire/template-types.js';
import { layOutWorkbook } from '#libs/questionnaire/workbook-layout.js';
import { readWorkbook } from './read-workbook.js';
import { checkWorkbook } from './workbook-gate.js';
import { writeWorkbook } from './write-workbook.js';

const folder = mkdtempSync(join(tmpdir(), 'workbook-'));
const put = (name: string, bytes: Buffer | string): string => { const path = join(folder, name); writeFileSync(path, bytes); return path; };
const code = async (path: string, name?: string) => { const found = await checkWorkbook(path, name); return 'code' in found ? found.code : `passed as ${found.kind}`; };

/** The child's script, compiled where its packages can be found. */
const children = join(process.cwd(), 'dist', 'test-children');
mkdirSync(children, { recursive: true });
const entry = join(children, 'workbook-child.js');
writeFileSync(entry, transformFileSync('libs/documents/workbook-child.ts', { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'es6' } }).code);

interface Part { readonly name: string; readonly data: Buffer; readonly flags?: number; readonly claims?: number }
const crcTable = Array.from({ length: 256 }, (_, n) => { let c = n; for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1; return c >>> 0; });
const crc = (data: Buffer) => (data.reduce((c, byte) => (crcTable[(c ^ byte) & 255] ?? 0) ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;

/** A ZIP file of these parts; `claims` is the size that the archive lies about. */
function zip(parts: readonly Part[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, flags = 0, claims } of parts) {
    const packed = deflateRawSync(data);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0); head.writeUInt16LE(20, 4); head.writeUInt16LE(flags, 6); head.writeUInt16LE(8, 8);
    head.writeUInt32LE(data.length > 1_000_000 ? 0 : crc(data), 14); head.writeUInt32LE(packed.length, 18); head.writeUInt32LE(claims ?? data.length, 22); head.writeUInt16LE(name.length, 26);
    const entryHead = Buffer.alloc(46);
    entryHead.writeUInt32LE(0x02014b50, 0); entryHead.writeUInt16LE(20, 4); entryHead.writeUInt16LE(20, 6); head.copy(entryHead, 8, 6, 30); entryHead.writeUInt32LE(offset, 42);
    bodies.push(head, Buffer.from(name), packed);
    directory.push(entryHead, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0); end.writeUInt16LE(parts.length, 8); end.writeUInt16LE(parts.length, 10); end.writeUInt32LE(central.length, 12); end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, central, end]);
}
const part = (name: string, text = '<x/>', more: Partial<Part> = {}): Part => ({ name, data: Buffer.from(text), ...more });
const workbookParts = [part('[Content_Types].xml', '<Types/>'), part('xl/workbook.xml')];

jest.setTimeout(60_000);

describe('the gate for workbooks', () => {
  it.each<[string, string, string | Buffer, string]>([
    ['nothing', 'a.xlsx', '', 'empty'],
    ['an old workbook', 'a.xls', Buffer.from('d0cf11e0a1b11ae1000000', 'hex'), 'old-xls'],
    ['a protected workbook', 'a.xlsx', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]), 'needs-password'],
    ['a PDF', 'a.xlsx', '%PDF-1.7 …', 'wrong-kind'],
    ['a web page called workbook', 'a.xls', '<html><table><tr><td>1</td></tr></table></html>', 'wrong-kind'],
    ['text called workbook', 'a.xlsx', 'Question,Answer\n', 'wrong-kind'],
    ['bytes', 'a.csv', Buffer.from([1, 0, 2, 0, 3]), 'wrong-kind'],
    ['a cut-off ZIP file', 'a.xlsx', zip(workbookParts).subarray(0, 60), 'damaged'],
    ['some ZIP file', 'a.xlsx', zip([part('readme.txt', 'hello')]), 'wrong-kind'],
    ['a Word document', 'a.xlsx', zip([part('[Content_Types].xml'), part('word/document.xml')]), 'wrong-kind'],
    ['an OpenDocument spreadsheet', 'a.ods', zip([part('mimetype', 'application/vnd.oasis.opendocument.spreadsheet'), part('content.xml')]), 'ods'],
    ['the same called .xlsx', 'a.xlsx', zip([part('mimetype', 'application/vnd.oasis.opendocument.spreadsheet'), part('content.xml')]), 'ods'],
    ['a binary workbook', 'a.xlsb', zip([part('[Content_Types].xml'), part('xl/workbook.bin', 'x')]), 'binary-workbook'],
    ['macros', 'a.xlsm', zip([...workbookParts, part('xl/vbaProject.bin', 'x')]), 'macros'],
    ['the kind that may hold macros', 'a.xlsm', zip([part('[Content_Types].xml', '<Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>'), part('xl/workbook.xml')]), 'macros'],
    ['an encrypted part', 'a.xlsx', zip([part('xl/workbook.xml', '<x/>', { flags: 1 })]), 'needs-password'],
    ['a document type', 'a.xlsx', zip([...workbookParts, part('xl/sharedStrings.xml', `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`)]), 'doctype'],
    ['a document type in UTF-16', 'a.xlsx', zip([...workbookParts, { name: 'xl/styles.xml', data: Buffer.from('\ufeff<!DOCTYPE a>', 'utf16le') }]), 'doctype'],
    ['links to other files', 'a.xlsx', zip([...workbookParts, part('xl/externalLinks/externalLink1.xml')]), 'external-links'],
    ['a part that would land outside', 'a.xlsx', zip([...workbookParts, part('../../etc/cron.d/x')]), 'unsafe-names'],
    ['a part with an absolute name', 'a.xlsx', zip([...workbookParts, part('/etc/passwd')]), 'unsafe-names'],
    ['a bomb of texts', 'a.xlsx', zip([...workbookParts, { name: 'xl/sharedStrings.xml', data: Buffer.alloc(60 * 1024 * 1024, 'a') }]), 'too-large'],
    ['a bomb of one sheet', 'a.xlsx', zip([...workbookParts, { name: 'xl/worksheets/sheet1.xml', data: Buffer.alloc(60 * 1024 * 1024, '<c/>') }]), 'too-large'],
    ['a workbook cut off', 'a.xlsx', zip(workbookParts).subarray(0, 90), 'damaged'],
    ['an old workbook under the new name', 'a.xlsx', Buffer.from('d0cf11e0a1b11ae1000000', 'hex'), 'old-xls'],
    ['a Word document under a workbook\'s name', 'a.xlsx', zip([part('[Content_Types].xml', '<Types/>'), part('word/document.xml')]), 'wrong-kind'],
    ['a web page under a workbook\'s name', 'a.xlsx', '<html><table><tr><td>1</td></tr></table></html>', 'wrong-kind'],
    ['macros under the plain name', 'a.xlsx', zip([...workbookParts, part('xl/vbaProject.bin')]), 'macros'],
    ['macros under their own name', 'a.xlsm', zip([...workbookParts, part('xl/vbaProject.bin')]), 'macros'],
    ['a bomb', 'a.xlsx', zip([...workbookParts, { name: 'xl/media/a.bin', data: Buffer.alloc(60 * 1024 * 1024) }]), 'too-large'],
    ['a bomb that lies about its size', 'a.xlsx', zip([...workbookParts, { name: 'xl/media/a.bin', data: Buffer.alloc(60 * 1024 * 1024), claims: 10 }]), 'too-large'],
    ['a thousand and one parts', 'a.xlsx', zip([...workbookParts, ...Array.from({ length: 999 }, (_, i) => part(`xl/a${i}.xml`))]), 'too-many-entries'],
    ['a workbook called .csv', 'a.csv', zip(workbookParts), 'wrong-kind'],
    ['a workbook', 'a.xlsx', zip(workbookParts), 'passed as xlsx'],
    ['a CSV file', 'a.csv', 'Question;Answer\n', 'passed as csv'],
  ])('judges %s', async (_, name, bytes, expected) => {
    expect(await code(put(name, bytes))).toBe(expected);
  });

  it('names the way out', async () => {
    const found = await checkWorkbook(put('b.ods', zip([part('mimetype', 'application/vnd.oasis.opendocument.spreadsheet')])));
    expect(found).toMatchObject({ message: expect.stringContaining('save it as "Excel Workbook (.xlsx)"') });
  });
});

describe('reading workbooks', () => {
  it('gives text, stored results, days, merges and hidden sheets', async () => {
    const workbook = new excel.Workbook();
    const sheet = workbook.addWorksheet('Questions');
    sheet.getCell('A1').value = 'Section';
    sheet.mergeCells('A2:A3');
    sheet.getCell('A2').value = 'Access';
    sheet.getCell('B2').value = { richText: [{ text: 'Rich ' }, { text: 'text' }] };
    sheet.getCell('C2').value = { formula: 'VLOOKUP("x",Hidden!A:B,2)', result: 'looked up' };
    sheet.getCell('D2').value = new Date(Date.UTC(2026, 10, 25));
    sheet.getCell('E2').value = { text: 'link', hyperlink: 'https://example.com' };
    sheet.getCell('F2').value = true;
    sheet.getCell('G2').value = { error: '#REF!' };
    sheet.getCell('A10000').dataValidation = { type: 'list', formulae: ['"Yes,No"'] };
    workbook.addWorksheet('Hidden', { state: 'veryHidden' }).getCell('B3').value = 7;
    const path = join(folder, 'good.xlsx');
    await workbook.xlsx.writeFile(path);
    const read = await readWorkbook(path, { entry });
    expect(read).toMatchObject({ ok: true, sheets: [
      { name: 'Questions', rows: [['Section'], ['Access', 'Rich text', 'looked up', '2026-11-25', 'link', 'TRUE', '#REF!'], ['']], merges: [{ top: 1, left: 0, bottom: 2, right: 0 }] },
      { name: 'Hidden', hidden: true, rows: [[], [], ['', '7']] }] });
  });

  it('reads a long workbook with lists over the whole grid, merged cells and a hidden sheet, within ten seconds', async () => {
    const workbook = new excel.Workbook();
    const sheet = workbook.addWorksheet('Questions');
    sheet.addRow(['Section', 'Question', 'Answer']);
    for (let i = 1; i <= 5_000; i += 1) sheet.addRow([`Section ${Math.ceil(i / 100)}`, `Is rule ${i} kept?`, 'Yes']);
    sheet.mergeCells('D2:D5001');
    (sheet as unknown as { dataValidations: { model: Record<string, object> } }).dataValidations.model['A1:XFD1048576'] = { type: 'list', formulae: ['"Yes,No"'] };
    workbook.addWorksheet('Lists', { state: 'hidden' }).getCell('A1').value = 'Yes';
    const path = join(folder, 'heavy.xlsx');
    await workbook.xlsx.writeFile(path);
    const read = await readWorkbook(path, { entry, timeoutMs: 10_000, memoryBytes: 300 * 1024 * 1024 });
    expect(read.ok && [read.sheets[0]?.rows.length, read.sheets[0]?.rows[5_000]?.slice(0, 3), read.sheets[1]?.hidden]).toEqual([5_001, ['Section 50', 'Is rule 5000 kept?', 'Yes'], true]);
  });

  it('refuses more than ten thousand rows', async () => {
    const workbook = new excel.Workbook();
    workbook.addWorksheet('Long').getCell('A10001').value = 'x';
    const path = join(folder, 'long.xlsx');
    await workbook.xlsx.writeFile(path);
    expect(await readWorkbook(path, { entry })).toMatchObject({ ok: false, refusal: { code: 'too-many-rows' } });
  });

  it('refuses a workbook whose parts make no sense', async () => {
    expect(await readWorkbook(put('odd.xlsx', zip([...workbookParts, part('xl/worksheets/sheet1.xml', '<<<')])), { entry })).toMatchObject({ ok: false, refusal: { code: 'damaged' } });
  });

  it.each<[string, string | Buffer]>([
    ['commas', 'Question,Answer\n"Do you, really?",Yes\n'], ['semicolons', 'Question;Answer\n"Do you, really?";Yes\n'], ['tabs', 'Question\tAnswer\nDo you, really?\tYes\n'],
    ['a mark', '\ufeffQuestion,Answer\n"Do you, really?",Yes\n'], ['UTF-16', Buffer.from('\ufeffQuestion,Answer\n"Do you, really?",Yes\n', 'utf16le')],
  ])('reads CSV with %s', async (_, bytes) => {
    expect(await readWorkbook(put('a.csv', bytes))).toMatchObject({ ok: true, sheets: [{ name: 'a', rows: [['Question', 'Answer'], ['Do you, really?', 'Yes']] }] });
  });

  it('reads the characters of Windows', async () => {
    expect(await readWorkbook(put('w.csv', Buffer.from('Question,Answer\nGr\u00fc\u00dfe,ja\n', 'latin1')))).toMatchObject({ sheets: [{ rows: [['Question', 'Answer'], ['Grüße', 'ja']] }] });
  });

  it('reads back a workbook that Concord wrote, with long lists on a hidden sheet', async () => {
    const options = Array.from({ length: 40 }, (_, i) => ({ key: `o${i}`, label: `A rather long option, number ${i}` }));
    const template: Template = { key: 't', version: '1.0.0', title: 'T', publisher: 'P', licence: 'L', language: 'en', sections: [{ key: 's', title: 'S', questions: [
      { key: 'q1', text: 'Which?', kind: 'single', options }, { key: 'q2', text: 'Why?', kind: 'text' }] }] };
    const answers = { q1: { key: 'q1', state: 'given', value: 'o39' }, q2: { key: 'q2', state: 'given', value: '=HYPERLINK("x")' } } as const;
    const read = await readWorkbook(put('ours.xlsx', await writeWorkbook(layOutWorkbook(template, answers), 'T')), { entry });
    expect(read.ok && readAnswers(read.sheets, template)).toMatchObject({ taken: [{ key: 'q1', value: 'o39', cell: 'Questions!H2' }, { key: 'q2', value: '=HYPERLINK("x")' }], ask: [], reported: [] });
    expect(read.ok && read.sheets[1]).toMatchObject({ name: 'Lists', hidden: true });
  });

  it('keeps the child to packages of its own', () => {
    expect([...readFileSync('libs/documents/workbook-child.ts', 'utf8').matchAll(/^import (?!type).*from '(.*)'/gm)].map((match) => match[1])).toEqual(['node:fs', 'exceljs']);
  });
});
