import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { catalogRoot } from './catalog-root.js';
import { checkCatalog } from './check-catalog.js';
import { loadCatalog, shippedCatalog } from './load-catalog.js';

const whole: Readonly<Record<string, string>> = {
  'common-controls/domains.csv': 'id,title\nVUL,Vulnerabilities\nCMP,Compliance\n',
  'common-controls/security.csv': [
    'id,domain,title,statement,parameters,search_terms,test,references',
    'VUL-01,VUL,Scans run,Scans are run.,every: interval between scans; scope: where (inside|outside),scan,Look at one.,',
    'VUL-02,VUL,Patches applied,Patches are applied.,,patch,Look at one.,',
    'CMP-01,CMP,Choices recorded,Choices are recorded.,scope: choices (addressable),choice,Look at one.,',
  ].join('\n'),
  'common-controls/scopes.csv': 'control,scope,demands\nVUL-01,inside,Scans inside.\nVUL-01,inside+outside,Scans on both sides.\n',
  'frameworks/a/framework.json': '{"id":"a","name":"A","version":"1","publisher":"P","licence":"L","source":"S"}',
  'frameworks/a/requirements.csv': [
    'id,parent,kind,title,assessable,applies_to,residue,exhausted,required_or_addressable',
    '1,,part,Part,no,,,,',
    '1.1,1,clause,Scans,yes,,,yes,required',
    '1.2,1,clause,Principle,yes,,The judgement is left.,judgement,required',
    '1.3,1,clause,Choice,yes,,Something is left.,no,addressable',
  ].join('\n'),
  'mappings/a.csv': [
    'requirement,control,relationship,strength,rationale,reason,in_union,origin,reviewed',
    '1.1,VUL-01[every<=3 months],equal,9,semantic,The same scans,yes,own,',
    '1.2,VUL-02,intersects,5,functional,Share patches; the judgement lies outside,no,own,',
    '1.3,CMP-01[scope>=addressable],superset,8,semantic,The choice is a part of it,no,own,',
    '1.3,VUL-02,overlaps,6,semantic,One way to do it,no,own,',
  ].join('\n'),
};

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** A small catalog without problems, but for one file in which some text stands for another. */
function planted(file: string, text: string, instead: string): string {
  const root = mkdtempSync(join(tmpdir(), 'catalog-'));
  folders.push(root);
  for (const [path, content] of Object.entries(whole)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    if (path === file) expect(content).toContain(text);
    writeFileSync(join(root, path), path === file ? content.replace(text, instead) : content);
  }
  return root;
}

const controls = 'common-controls/security.csv', tree = 'frameworks/a/requirements.csv', map = 'mappings/a.csv';

describe('the check of a catalog', () => {
  it('finds nothing in a catalog that holds together', () => {
    expect(checkCatalog(planted(map, '', ''))).toEqual([]);
  });

  it.each([
    ['a row on a requirement that is not there', map, '1.2,VUL-02', '1.9,VUL-02', 3, 'no requirement 1.9'],
    ['a row on a control that is not there', map, '1.2,VUL-02', '1.2,VUL-09', 3, 'no common control VUL-09'],
    ['a bound that cannot be read', map, 'every<=3 months', 'every<=3', 2, 'every<=3'],
    ['a parameter that the control does not have', map, 'VUL-01[every<=3 months]', 'VUL-01[within<=3 months]', 2, 'no parameter within'],
    ['a scope that the control does not have', map, 'VUL-01[every<=3 months]', 'VUL-01[scope>=above]', 2, 'no scope "above"'],
    ['a pair that stands twice', map, '1.3,VUL-02,overlaps', '1.3,CMP-01[ scope >= addressable ],overlaps', 5, 'in line 4 already'],
    ['a relationship that there is not', map, 'intersects', 'touches', 3, '"touches" is no relationship'],
    ['a rationale that there is not', map, 'functional', 'practical', 3, '"practical" is no rationale'],
    ['a strength above 10', map, 'equal,9', 'equal,11', 2, 'from 1 to 10'],
    ['a strength that is no whole number', map, 'equal,9', 'equal,4.5', 2, 'from 1 to 10'],
    ['a reason that is too long', map, 'The same scans', 'word '.repeat(21).trim(), 2, '21 words'],
    ['equal on a principle', map, '1.2,VUL-02,intersects', '1.2,VUL-02,equal', 3, 'would let one control prove it'],
    ['subset on a principle', map, '1.2,VUL-02,intersects', '1.2,VUL-02,subset', 3, 'would let one control prove it'],
    ['superset without a reason', map, 'intersects,5,functional,Share patches; the judgement lies outside', 'superset,5,functional,', 3, 'superset needs a reason'],
    ['an implementation that proves an addressable specification', map, '1.3,VUL-02,overlaps', '1.3,VUL-02,equal', 5, '1.3 is addressable'],
    ['an implementation that an addressable specification must have', map, '1.3,VUL-02,overlaps', '1.3,VUL-02,superset', 5, '1.3 is addressable'],
    ['a union of a requirement that is not exhausted', map, 'One way to do it,no', 'One way to do it,yes', 5, '1.3 is not exhausted'],
    ['an exhausted requirement without a union', map, 'The same scans,yes', 'The same scans,no', 3, '1.1 is exhausted', tree],
    ['an exhausted requirement with a residue', tree, 'Scans,yes,,,yes', 'Scans,yes,,More.,yes', 3, 'has a residue'],
    ['a requirement that leaves something over and does not say what', tree, 'Something is left.', '', 5, '1.3 has no residue'],
    ['a requirement with neither rows nor residue', tree, '1.3,1,clause', '1.4,1,clause,More,yes,,,no,\n1.3,1,clause', 5, '1.4 has neither rows nor a residue'],
    ['a requirement that occurs twice', tree, '1.2,1,clause', '1.1,1,clause', 4, '1.1 occurs twice'],
    ['a parent that is not there', tree, '1.2,1,clause', '1.2,7,clause', 4, 'parent 7 is not there'],
    ['a cycle of parents', tree, '1,,part', '1,1.3,part', 2, '1 under 1.3 under 1 is a cycle'],
    ['a word that exhausted does not take', tree, 'left.,judgement', 'left.,perhaps', 4, 'exhausted is "perhaps"'],
    ['a control that occurs twice', controls, 'VUL-02,VUL', 'VUL-01,VUL', 3, 'VUL-01 occurs twice'],
    ['a control in a domain that is not there', controls, 'CMP-01,CMP', 'CMP-01,NET', 4, 'no domain "NET"'],
    ['a parameter that there is not', controls, 'every: interval', 'each: interval', 2, '"each" is no parameter'],
    ['a demand on a scope that the control does not have', 'common-controls/scopes.csv', 'inside+outside', 'inside+above', 3, 'no scope "above"'],
  ])('reports %s by file and line', (_, file, text, instead, line, message, told = file) => {
    const problems = checkCatalog(planted(file, text, instead));
    expect(problems).toContainEqual({ file: told, line, message: expect.stringContaining(message) });
  });

  it('reports a direct row that would make another requirement a must of one that leaves a choice', () => {
    const root = planted(map, '', '');
    const head = 'from_framework,from,to_framework,to,relationship,strength,rationale,reason,origin,reviewed';
    writeFileSync(join(root, 'mappings/direct.csv'), `${head}\na,1.3,a,1.2,overlaps,5,semantic,Share a choice,own,\na,1.1,a,1.3,subset,5,semantic,Share scans,own,\n`);
    expect(checkCatalog(root)).toEqual([{ file: 'mappings/direct.csv', line: 3, message: expect.stringContaining('a:1.3 is addressable') }]);
  });

  it('reports rows that cannot all be true, with each of their places', () => {
    const root = planted(map, '1.3,VUL-02,overlaps', '1.1,VUL-01,disjoint');
    expect(checkCatalog(root)).toEqual([{ file: 'mappings/a.csv', line: 2, message: expect.stringMatching(/cannot all be true.*a\.csv:2.*a\.csv:5/) }]);
  });

  it('reports a file that cannot be parsed and one that lacks a column', () => {
    expect(checkCatalog(planted(map, 'The same scans', '"The same'))).toEqual([{ file: map, line: expect.any(Number), message: expect.stringMatching(/quote/i) }]);
    expect(checkCatalog(planted(map, 'in_union,', 'union,'))).toEqual([{ file: map, line: 1, message: expect.stringMatching(/lacks in_union/) }]);
    expect(checkCatalog(planted(map, '1.2,VUL-02', '1.2,and,VUL-02'))).toEqual([{ file: map, line: 3, message: expect.stringMatching(/got 10 on line 3/) }]);
  });

  it('says of a folder without data that it is no catalog', () => {
    expect(checkCatalog(tmpdir())[0]?.message).toContain('no catalog folder');
  });
});

describe('the shipped catalog', () => {
  it('has no problem', () => {
    expect(checkCatalog(catalogRoot)).toEqual([]);
  });

  it('has as many assessable requirements as each standard', () => {
    const known: Readonly<Record<string, number>> = { soc2: 61, iso27001: 123, 'pci-dss': 280, hipaa: 130, gdpr: 125, 'nist-csf': 106 };
    const counts = shippedCatalog().frameworks.map(({ id, requirements }) => [id, requirements.filter(({ assessable }) => assessable).length]);
    expect(counts).toEqual(counts.map(([id]) => [id, known[id as string]]));
    expect(counts.map(([id]) => id)).toEqual(expect.arrayContaining(['soc2', 'iso27001', 'gdpr']));
  });

  it('takes a further framework by its files alone', () => {
    const root = planted(map, '', '');
    cpSync(join(root, 'frameworks/a'), join(root, 'frameworks/b'), { recursive: true });
    writeFileSync(join(root, 'frameworks/b/framework.json'), readFileSync(join(root, 'frameworks/a/framework.json'), 'utf8').replace('"a"', '"b"'));
    cpSync(join(root, map), join(root, 'mappings/b.csv'));
    expect(checkCatalog(root)).toEqual([]);
    expect(loadCatalog(root).frameworks.map(({ id }) => id)).toEqual(['a', 'b']);
  });
});
