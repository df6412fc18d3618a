import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { compile } from '#libs/crosswalk/compile.js';
import { coverage } from '#libs/crosswalk/coverage.js';
import type { Evidence } from '#libs/crosswalk/evidence-types.js';
import { EMPTY_CHANGE } from '#libs/crosswalk/overlay-types.js';
import { directKey, rowKey } from '#libs/crosswalk/row-key.js';
import { domains } from '../common-controls.js';
import { importOverlay } from '../import/import-overlay.js';
import type { Grid } from '../import/read-table.js';
import { shippedCatalog } from '../load-catalog.js';
import { directTable, mappingTable, requirementTable, type TableLine } from './mapping-table.js';
import { controlsCatalog, frameworkCatalog } from './oscal-catalog.js';
import { componentDefinition } from './oscal-component.js';
import { mappingCollection } from './oscal-mapping.js';
import { tokenOf, uuidOf } from './oscal-parts.js';

const catalog = shippedCatalog();
const stamp = { catalog: catalog.hash, made: '2026-11-25T10:00:00Z' };
const schemas = join(process.cwd(), '..', 'shared', 'schemas');
const published = existsSync(join(schemas, 'oscal_mapping_schema.json')) ? test : test.skip;

function check(schema: string, value: unknown): unknown {
  const { $schema: _draft, ...text } = JSON.parse(readFileSync(join(schemas, `oscal_${schema}_schema.json`), 'utf8')) as Record<string, unknown>;
  const ajv = new Ajv({ strict: false });
  addFormats.default(ajv);
  return ajv.validate(text, value) ? [] : ajv.errors;
}

const evidence = catalog.controls.slice(0, 60).map(({ id }, at): Evidence => ({
  id: `e${at}`, version: 1, party: 'own', target: { kind: 'control', id }, verdict: at % 9 === 0 ? 'not-met' : 'met', assurance: 'evidenced', period: { from: '2026-06-01' }, source: { kind: 'test', label: 'Test' },
}));
const component = () => componentDefinition(catalog, { id: 'own', name: 'Orrinvale Clinics' }, coverage(compile(catalog), evidence, { party: 'own', at: '2026-10-01', reasons: true }), stamp);

describe('exports in OSCAL (schemas in ../shared/schemas)', () => {
  published.each(catalog.frameworks)('the catalog of $name fits the published schema', (framework) => {
    expect(check('catalog', frameworkCatalog(framework, stamp))).toEqual([]);
  });

  published('the catalog of common controls fits the published schema', () => {
    expect(check('catalog', controlsCatalog(catalog.controls, domains(), stamp))).toEqual([]);
  });

  published.each(catalog.frameworks)('the mapping collection of $name fits the published schema', (framework) => {
    expect(check('mapping', mappingCollection(catalog, framework, undefined, stamp))).toEqual([]);
  });

  published('the component definition of a party fits the published schema', () => {
    expect(check('component', component())).toEqual([]);
  });
});

describe('what is exported', () => {
  test('ids are unique tokens in every framework, and the same name has the same UUID', () => {
    for (const { id, requirements } of catalog.frameworks) {
      const tokens = requirements.map((one) => tokenOf(id, one.id));
      expect(new Set(tokens).size).toBe(tokens.length);
      expect(tokens.filter((token) => !/^(\p{L}|_)(\p{L}|\p{N}|[.\-_])*$/u.test(token))).toEqual([]);
    }
    expect(uuidOf('a', 'b')).toBe(uuidOf('a', 'b'));
    expect(uuidOf('a', 'b')).not.toBe(uuidOf('ab'));
  });

  test('each file names the hash of the catalog and the time', () => {
    for (const file of [frameworkCatalog(catalog.frameworks[0]!, stamp), controlsCatalog(catalog.controls, domains(), stamp), mappingCollection(catalog, catalog.frameworks[0]!, 'concord', stamp), component()]) {
      const text = JSON.stringify(file);
      expect(text).toContain(catalog.hash);
      expect(text).toContain(stamp.made);
    }
  });

  test('only legal texts that may be given on are in a catalog', () => {
    const textsIn = (id: string): number => JSON.stringify(frameworkCatalog(catalog.frameworks.find((one) => one.id === id)!, stamp)).split('"statement"').length - 1;
    expect(['soc2', 'iso27001', 'pci-dss'].map(textsIn)).toEqual([0, 0, 0]);
    expect(textsIn('gdpr')).toBeGreaterThan(50);
  });

  test.each(catalog.frameworks)('the mapping of $name comes back row by row where no row is yet, and as no change where all are', (framework) => {
    const { id } = framework;
    const file = { name: 'mapping.json', json: mappingCollection(catalog, framework, undefined, stamp) };
    const { problems, change } = importOverlay(file, {}, { shipped: { ...catalog, rows: [], directRows: [] }, changes: [] });
    expect(problems).toEqual([]);
    const told = (row: { relationship: string; strength: number; rationale: string; reason: string; reviewed: boolean }): string => `${row.relationship} ${row.strength} ${row.rationale} ${row.reviewed} ${row.reason}`;
    expect(new Map(change!.rows.map((row) => [rowKey(row), told(row)]))).toEqual(new Map(catalog.rows.filter((row) => row.framework === id).map((row) => [rowKey(row), told(row)])));
    const direct = catalog.directRows.filter(({ from, to }) => from.framework === id || to.framework === id);
    expect(change!.directRows.map(directKey).sort()).toEqual(direct.map(directKey).sort());
    expect(importOverlay(file, {}, { shipped: catalog, changes: [] })).toMatchObject({ problems: [], change: EMPTY_CHANGE });
  });

  test.each(catalog.frameworks)('the tables of $name come back as no change, and a row that was edited in them as just that row', ({ id }) => {
    const grid = (name: string, lines: readonly TableLine[]): Grid => ({ file: name, sheet: name, lines: [Object.keys(lines[0] ?? {}), ...lines.map((line) => Object.values(line))].map((cells, at) => ({ line: at + 1, cells })) });
    const rows = mappingTable(catalog, id, stamp);
    const take = (edited: readonly TableLine[]) => importOverlay({ name: 'tables.xlsx', grids: [grid('requirements', requirementTable(catalog, id, stamp)), grid('rows', edited), grid('direct', directTable(catalog, id, stamp))] }, {}, { shipped: catalog, changes: [] });
    expect(take(rows)).toMatchObject({ problems: [], change: EMPTY_CHANGE });
    const { problems, change } = take(rows.map((row, at) => (at === 3 ? { ...row, reason: 'We see it so.' } : row)));
    expect(problems).toEqual([]);
    expect(change).toEqual({ ...EMPTY_CHANGE, rows: [expect.objectContaining({ requirement: rows[3]!['requirement'], reason: 'We see it so.' })] });
  });

  test('a table of rows has the columns that an import takes', () => {
    const [first] = mappingTable(catalog, 'soc2', stamp);
    expect(Object.keys(first!)).toEqual(expect.arrayContaining(['framework', 'framework_version', 'requirement', 'control', 'relationship', 'strength', 'rationale', 'reason', 'origin', 'reviewed', 'in_union', 'exported', 'catalog']));
  });

  test('there is no mapping where no row is', () => {
    expect(mappingCollection({ ...catalog, rows: [], directRows: [] }, catalog.frameworks[0]!, undefined, stamp)).toBeNull();
  });
});
