import { jest } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSheets } from '#libs/documents/write-sheet.js';
import { readDataFile } from '#libs/documents/read-data-file.js';
import { mergeOverlay } from '#libs/crosswalk/merge-overlay.js';
import { shippedCatalog } from '../load-catalog.js';
import { importOverlay, type ImportReading } from './import-overlay.js';
import type { ImportOptions } from './import-types.js';
import { gridsOf } from './read-table.js';

const shipped = shippedCatalog();
const folder = mkdtempSync(join(tmpdir(), 'import-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function take(text: string | Buffer, options: ImportOptions = {}, name = 'rows.csv', changes: readonly NonNullable<ImportReading['change']>[] = []): Promise<ImportReading> {
  const path = join(folder, name);
  writeFileSync(path, text);
  const file = await readDataFile(path, { name, rows: 60_000 });
  if ('refused' in file) throw new Error(file.refused);
  return importOverlay('json' in file ? { name, json: file.json } : { name, grids: gridsOf(name, file.sheets) }, options, { shipped, changes });
}

const header = 'framework,framework_version,requirement,control,relationship,strength,rationale,reason,reviewed';
const rows = (...lines: string[]): string => [header, ...lines].join('\n');
const good = 'pci-dss,4.0.1,8.3.6,IAM-05,overlaps,6,semantic,Both ask something of passwords,';
const told = ({ problems, change }: ImportReading) => {
  expect(change === null).toBe(problems.length > 0);
  return problems.map(({ line, field, message }) => `${line} ${field}: ${message}`);
};

describe('an import of mapping rows', () => {
  it('is taken whole where nothing is wrong, each row with its place', async () => {
    const { change, compiled } = await take(rows(good, 'PCI DSS,v4.0.1,8.4.2,IAM-05,intersects,5,functional,,yes'));
    expect(change!.rows.map(({ id, relationship, reviewed, source }) => [id, relationship, reviewed, source.line])).toEqual([
      ['pci-dss:8.3.6~IAM-05', 'overlaps', false, 2], ['pci-dss:8.4.2~IAM-05', 'intersects', true, 3],
    ]);
    expect(compiled!.rowsOf[compiled!.nodes.ofRequirement.get('pci-dss:8.3.6')!]!.some(({ id }) => id === 'pci-dss:8.3.6~IAM-05')).toBe(true);
  });

  it.each([
    ['an unknown relationship', good.replace('overlaps', 'touches'), 'relationship', '"touches" is no relationship'],
    ['a strength out of range', good.replace(',6,', ',11,'), 'strength', 'whole number from 1 to 10'],
    ['a strength that is missing', good.replace(',6,', ',,'), 'strength', 'whole number from 1 to 10'],
    ['a rationale that there is not', good.replace('semantic', 'gut'), 'rationale', '"gut" is no rationale'],
    ['a control that there is not', good.replace('IAM-05', 'IAM-99'), 'control', 'no common control IAM-99'],
    ['a bound that cannot be read', good.replace('IAM-05', '"IAM-05[every<3]"'), 'control', 'every'],
    ['a parameter that the control does not have', good.replace('IAM-05', 'IAM-05[for>=1 year]'), 'control', 'no parameter for'],
    ['an id that is in no edition', good.replace('8.3.6', '8.99'), 'requirement', 'there is no 8.99 in PCI DSS 4.0.1'],
    ['an id of the edition before', good.replace('8.3.6', '6.5.10'), 'requirement', '3.2.1 had under that id is now 6.2.4'],
    ['a header', good.replace('8.3.6', '8.3'), 'requirement', '8.3 of PCI DSS is a heading, not a requirement; name the requirements under it: 8.3.1, 8.3.2'],
    ['an id of ISO 27001:2013', good.replace('pci-dss,4.0.1,8.3.6', 'iso27001,2022,A.9.4.2'), 'requirement', '2013 had under that id is now A.8.5'],
    ['a control of Annex A without its letter', good.replace('pci-dss,4.0.1,8.3.6', 'iso27001,2022,8.34'), 'requirement', 'is written A.8.34'],
    ['a clause with the letter of Annex A', good.replace('pci-dss,4.0.1,8.3.6', 'iso27001,2022,A.4.1'), 'requirement', 'the clause is written 4.1'],
    ['an id in other letters', good.replace('pci-dss,4.0.1,8.3.6', 'soc2,2017,cc6.1'), 'requirement', 'it is written CC6.1'],
    ['a principle that one control would prove', good.replace('pci-dss,4.0.1,8.3.6', 'soc2,2017,CC6.1').replace('overlaps', 'subset'), 'relationship', 'CC6.1 is a principle'],
    ['a framework that there is not', good.replace('pci-dss', 'nist'), 'framework', 'there is no framework "nist"'],
    ['an edition that nobody declared', good.replace('4.0.1', ''), 'framework_version', 'say for which edition of PCI DSS'],
    ['an edition that there is not', good.replace('4.0.1', '5.0'), 'framework_version', 'made for PCI DSS 5.0, and here is 4.0.1'],
  ])('refuses %s by line and field', async (_, line, field, message) => {
    expect(told(await take(rows('pci-dss,4.0.1,8.4.3,IAM-05,overlaps,6,semantic,,', line)))).toEqual([expect.stringMatching(new RegExp(`^3 ${field}: .*${message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`))]);
  });

  it('refuses a row that stands twice, however its bounds are written', async () => {
    const bounded = good.replace('IAM-05', '"VUL-02[every<=3 months]"');
    const other = good.replace('IAM-05', '"VUL-02[ every <= 3 month ]"');
    const control = shipped.controls.find(({ parameters }) => parameters.some(({ parameter }) => parameter === 'every'))!.id;
    expect(told(await take(rows(bounded.replace('VUL-02', control), other.replace('VUL-02', control))))).toEqual([expect.stringContaining('3 control: ')]);
  });

  it('refuses PCI DSS 3.2.1 and ISO 27001:2013 once, with the new id of each id in the file', async () => {
    const old = await take(rows('pci-dss,3.2.1,8.2.3,IAM-05,overlaps,6,semantic,,', 'pci-dss,3.2.1,11.3.4.1,IAM-05,overlaps,6,semantic,,'));
    expect(told(old)).toEqual([expect.stringContaining('2 framework_version: PCI DSS 3.2.1 was replaced by 4.0.1')]);
    expect(old.problems[0]!.newIds).toEqual([{ id: '8.2.3', now: ['8.3.6'] }, { id: '11.3.4.1', now: ['11.4.6'] }]);
    const iso = await take(rows('ISO/IEC 27001:2013,,A.12.6.1,VUL-01,overlaps,6,semantic,,'));
    expect(iso.problems[0]).toMatchObject({ line: 2, newIds: [{ id: 'A.12.6.1', now: ['A.8.8'] }] });
  });

  it('takes 8.2.3 and 5.1 for what the declared editions mean by them', async () => {
    const { change } = await take(rows('pci-dss,4.0.1,8.2.3,IAM-05,overlaps,6,semantic,,', 'iso27001,2022,5.1,GOV-03,overlaps,6,semantic,,', 'iso27001,2022,A.5.1,POL-01,overlaps,6,semantic,,'));
    expect(change!.rows.map(({ requirement }) => requirement)).toEqual(['8.2.3', '5.1', 'A.5.1']);
  });

  it('refuses rows that cannot all be true, with the whole chain', async () => {
    const existing = shipped.rows.find(({ relationship, reviewed, control }) => relationship === 'equal' && reviewed && !control.includes('['))!;
    const { problems } = await take(rows(`${existing.framework},${shipped.frameworks.find(({ id }) => id === existing.framework)!.version},${existing.requirement},${existing.control},equal,6,semantic,,`));
    expect(problems).toEqual([]);
    const text = ['from_framework,from_version,from,to_framework,to_version,to,relationship,strength', 'own,,R1,own,,R2,subset,5', 'own,,R2,own,,R3,subset,5', 'own,,R1,own,,R3,disjoint,5'].join('\n');
    const tree = await take('framework,version,id,parent,title,assessable\nown,1,R1,,One,yes\nown,1,R2,,Two,yes\nown,1,R3,,Three,yes', {}, 'tree.csv');
    const clash = await take(text, {}, 'direct.csv', [tree.change!]);
    expect(told(clash)).toEqual([expect.stringMatching(/^2 relationship: these rows cannot all be true.*R1.*line 2.*R1.*line 4.*R2.*line 3/)]);
  });

  it('names exactly the one wrong row of 50,000', async () => {
    const targets = shipped.frameworks.flatMap(({ id, version, requirements }) => requirements.filter(({ assessable }) => assessable).map((one) => `${id},"${version}",${one.id}`));
    const lines = Array.from({ length: 50_000 }, (_, at) => `${targets[at % targets.length]},${shipped.controls[Math.floor(at / targets.length)]!.id},overlaps,5,semantic,,`);
    lines[31_416] = lines[31_416]!.replace('overlaps,5', 'overlaps,50');
    expect(told(await take(rows(...lines)))).toEqual([expect.stringMatching(/^31418 strength: /)]);
  });

  it('counts lines as an editor does where a cell holds a line break', async () => {
    expect(told(await take(rows(good.replace('Both ask', '"Both\nask"').replace('"Both\nask" something of passwords', '"Both\nask"'), good.replace('overlaps', 'near'))))).toEqual([expect.stringMatching(/^4 relationship/)]);
  });

  it('says of a file without a known header what headers there are', async () => {
    expect(told(await take('a,b\n1,2'))).toEqual([expect.stringContaining('1 header: no line names columns that are known')]);
    expect(told(await take(header))).toEqual([expect.stringContaining('holds nothing to take in')]);
  });
});

describe('an import of a framework and controls', () => {
  const tree = (...lines: string[]): string => ['framework,framework_name,version,id,parent,kind,title,assessable,exhausted', ...lines].join('\n');

  it('is a framework of the tenant’s own, with rows and a union of its own', async () => {
    const first = await take(tree('acme,Acme policy,3,1,,part,All,no,', 'acme,,,1.1,1,rule,Passwords,yes,yes'), {}, 'tree.csv');
    const second = await take('id,domain,title,statement,parameters\nACME-01,ACME,Badges,Badges are worn.,every: time between checks', {}, 'controls.csv', [first.change!]);
    const third = await take('framework,requirement,control,relationship,strength,in_union,reviewed\nacme,1.1,ACME-01[every<=1 year],superset,8,yes,me', {}, 'rows.csv', [first.change!, second.change!]);
    const { catalog } = mergeOverlay(shipped, [first.change!, second.change!, third.change!], 'merged');
    expect(catalog.frameworks.find(({ id }) => id === 'acme')).toMatchObject({ name: 'Acme policy', version: '3', requirements: [{ id: '1' }, { id: '1.1', union: ['ACME-01[every<=1 year]'] }] });
  });

  it.each([
    ['a cycle of parents', tree('acme,,1,1,2,r,One,yes,', 'acme,,1,2,1,r,Two,yes,'), '2 parent: 1 under 2 under 1 is a cycle'],
    ['a parent that is not there', tree('acme,,1,1,7,r,One,yes,'), '2 parent: 1: its parent 7 is not there'],
    ['an id twice', tree('acme,,1,1,,r,One,yes,', 'acme,,1,1,,r,Two,yes,'), '3 id: the requirement 1 occurs twice'],
    ['a word that assessable does not take', tree('acme,,1,1,,r,One,maybe,'), '2 assessable: 1: assessable is "maybe"'],
    ['the name of a shipped framework', tree('soc2,,1,1,,r,One,yes,'), '2 framework: soc2 is a framework of the catalog'],
    ['a framework without a name', tree(',,1,1,,r,One,yes,'), '2 framework: the row names no framework'],
    ['the id of a shipped control', 'id,statement,title\nIAM-05,Ours.,Ours', '2 id: IAM-05 is a common control of the catalog'],
    ['a parameter that there is not', 'id,statement,title,parameters\nACME-01,Ours.,Ours,each: day', '2 parameters: ACME-01: "each" is no parameter'],
  ])('refuses %s', async (_, text, message) => {
    expect(told(await take(text, {}, 'own.csv'))[0]).toContain(message);
  });
});

describe('an import of a workbook', () => {
  // each is read in a child of its own
  jest.setTimeout(60_000);
  const row = (more: object = {}) => ({ framework: 'pci-dss', framework_version: '4.0.1', requirement: '8.3.6', control: 'IAM-05', relationship: 'overlaps', strength: '6', rationale: 'semantic', reason: 'Passwords', reviewed: '', ...more });
  const book = (...rowsOfSheet: object[]) => writeSheets([{ name: 'Read me', rows: [{ About: 'Our mapping' }] }, { name: 'Mapping', rows: rowsOfSheet as Record<string, string>[] }]);

  it('is taken from whichever sheet has a known header, each row with its sheet and number', async () => {
    const { problems, change } = await take(await book(row(), row({ requirement: '8.4.2', relationship: 'intersects', reviewed: 'yes' })), {}, 'map.xlsx');
    expect(problems).toEqual([]);
    expect(change!.rows.map(({ requirement, relationship, reviewed, source }) => [requirement, relationship, reviewed, source])).toEqual([
      ['8.3.6', 'overlaps', false, { file: 'map.xlsx, sheet Mapping', line: 2 }], ['8.4.2', 'intersects', true, { file: 'map.xlsx, sheet Mapping', line: 3 }],
    ]);
  });

  it('names sheet, row and column of what is wrong and takes nothing in', async () => {
    const { problems, change } = await take(await book(row(), row({ requirement: '8.4.2', strength: '12' }), row({ requirement: '8.99' })), {}, 'map.xlsx');
    expect(change).toBeNull();
    expect(problems.map(({ file, sheet, line, field }) => [file, sheet, line, field])).toEqual([['map.xlsx', 'Mapping', 3, 'strength'], ['map.xlsx', 'Mapping', 4, 'requirement']]);
  });

  it('holds frameworks, controls and rows on sheets of their own', async () => {
    const bytes = await writeSheets([
      { name: 'Tree', rows: [{ framework: 'acme', framework_name: 'Acme policy', version: '1', id: 'P1', parent: '', title: 'Badges', assessable: 'yes' }] },
      { name: 'Controls', rows: [{ id: 'ACME-01', domain: 'ACME', title: 'Badges', statement: 'Badges are worn.' }] },
      { name: 'Rows', rows: [row({ framework: 'acme', framework_version: '1', requirement: 'P1', control: 'ACME-01' })] },
    ]);
    const { problems, change } = await take(bytes, {}, 'acme.xlsx');
    expect(problems).toEqual([]);
    expect([change!.frameworks.map(({ id }) => id), change!.controls.map(({ id }) => id), change!.rows.map(({ id }) => id)]).toEqual([['acme'], ['ACME-01'], ['acme:P1~ACME-01']]);
  });

  it('is refused with the way out where the file is no workbook', async () => {
    await expect(take('no workbook', {}, 'map.xlsx')).rejects.toThrow(/\.xlsx|workbook/i);
  });
});

describe('an import of an OSCAL mapping collection', () => {
  const collection = (maps: object[], source: object = { type: 'catalog', href: 'https://example.org/pci.json', props: [{ name: 'framework', value: 'pci-dss' }, { name: 'version', value: '4.0.1' }] }) => JSON.stringify({
    'mapping-collection': { provenance: { 'matching-rationale': 'functional' }, mappings: [{ 'source-resource': source, 'target-resource': { type: 'catalog', href: 'iso27001.json', props: [{ name: 'version', value: '2022' }] }, maps }] },
  });
  const entry = (more: object) => ({ relationship: 'subset-of', sources: [{ type: 'control', 'id-ref': '8.3.6' }], targets: [{ type: 'control', 'id-ref': 'A.6.4' }], ...more });

  it('takes its entries as rows between requirements, the author’s intersects as no more than an overlap', async () => {
    const { change, problems } = await take(collection([entry({ remarks: 'Passwords' }), entry({ relationship: 'intersects-with', sources: [{ 'id-ref': '8.4.2' }], 'confidence-score': { percentage: 0.8 } })]), {}, 'map.json');
    expect(problems).toEqual([]);
    expect(change!.directRows.map(({ id, relationship, strength, rationale, reason, reviewed }) => [id, relationship, strength, rationale, reason, reviewed])).toEqual([
      ['iso27001:A.6.4~pci-dss:8.3.6', 'subset', 5, 'functional', 'Passwords', false], ['iso27001:A.6.4~pci-dss:8.4.2', 'intersects', 8, 'functional', '', false],
    ]);
  });

  it('takes of an entry with several members only what follows for each', async () => {
    const two = { sources: [{ 'id-ref': '8.3.6' }, { 'id-ref': '8.3.5' }] };
    expect((await take(collection([entry(two)]), {}, 'map.json')).change!.directRows.map(({ relationship }) => relationship)).toEqual(['overlaps', 'overlaps']);
    expect(told(await take(collection([entry({ ...two, relationship: 'superset-of' })]), {}, 'map.json'))).toEqual([expect.stringContaining('1 relationship: "superset-of" between several sources')]);
  });

  it('turns a row around whose source is the hub', async () => {
    const hub = { type: 'catalog', href: '#', props: [{ name: 'framework', value: 'concord' }] };
    const { change } = await take(collection([entry({ sources: [{ 'id-ref': 'IAM-05' }] })], hub), {}, 'map.json');
    expect(change!.rows.map(({ id, relationship }) => [id, relationship])).toEqual([['iso27001:A.6.4~IAM-05', 'superset']]);
  });

  it('refuses an edition that was replaced, by the resource that declares it', async () => {
    expect(told(await take(collection([entry({})], { type: 'catalog', href: 'x', props: [{ name: 'framework', value: 'PCI DSS' }, { name: 'version', value: '3.2.1' }] }), {}, 'map.json'))).toEqual([expect.stringContaining('1 source-resource version: PCI DSS 3.2.1 was replaced')]);
    expect(told(await take('{"catalog":{}}', {}, 'map.json'))).toEqual([expect.stringContaining('no OSCAL mapping collection')]);
  });
});

describe('an import of the NIST OLIR template', () => {
  const olir = (line: string) => ['General Information,,', 'Focal Document,PCI DSS,', 'Focal Document Version,4.0.1,', 'Reference Document,ISO/IEC 27001,', 'Reference Document Version,2022,', '',
    'Focal Document Element,Focal Document Element Description,Rationale,Relationship,Reference Document Element,Fulfilled By,Comments (optional),Strength of Relationship (optional)', line].join('\n');

  it('takes each relationship from the focal to the reference document', async () => {
    const { change } = await take(olir('8.3.6,Length of passwords,Semantic,subset of,A.6.4,N,Passwords,7'), {}, 'olir.csv');
    expect(change!.directRows).toMatchObject([{ from: { framework: 'pci-dss', id: '8.3.6' }, to: { framework: 'iso27001', id: 'A.6.4' }, relationship: 'subset', strength: 7, rationale: 'semantic' }]);
  });

  it('takes NIST’s own columns, leaves out elements without a relation, and reads the version of the document and not of the reference', async () => {
    const told = ['General Information,', 'Informative Reference Version,1.0.0', 'Reference Version,1.0.0', 'Reference Document,ISO/IEC 27001:2022', '',
      '"Focal Document\nElement",Focal Document Element Description,"Security Control\nBaseline",Rationale,Relationship,"Reference Document\nElement","Reference Document\nElement Description\n(Optional)","Comments\n(Optional)","Strength of\nRelationship\n(Optional)"',
      '8.3.6,Length,Low,Functional,intersects with,A.5.17,,,8', '8.3.7,History,,,,,,,', '8.3.4,Lockout,,Semantic,not related to,A.6.4,,,N/A'].join('\n');
    const { change, problems } = await take(told, { framework: 'PCI DSS 4.0.1' }, 'olir.csv');
    expect(problems).toEqual([]);
    expect(change!.directRows.map(({ id, relationship, strength }) => [id, relationship, strength])).toEqual([['iso27001:A.5.17~pci-dss:8.3.6', 'intersects', 8], ['iso27001:A.6.4~pci-dss:8.3.4', 'disjoint', 1]]);
  });

  it('names the row and the column of the template', async () => {
    expect(told(await take(olir('8.3.6,,Semantic,subset of,A.9.4.3,N,,7'), {}, 'olir.csv'))).toEqual([expect.stringMatching(/^8 Reference Document Element: there is no A\.9\.4\.3.*now A\.5\.17/)]);
  });
});
