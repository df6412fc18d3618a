import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Catalog, DirectRow, Framework, MappingRow, Rationale, Relationship, Requirement } from '#libs/crosswalk/catalog-types.js';
import { catalogRoot } from './catalog-root.js';
import { readControls } from './common-controls.js';
import { readCsv, type CsvRow } from './csv-file.js';

const requirementColumns = ['id', 'parent', 'kind', 'title', 'assessable', 'applies_to', 'residue', 'exhausted'];
const rowColumns = ['requirement', 'control', 'relationship', 'strength', 'rationale', 'reason', 'in_union', 'origin', 'reviewed'];
const directColumns = ['from_framework', 'from', 'to_framework', 'to', 'relationship', 'strength', 'rationale', 'reason', 'origin', 'reviewed'];

/** The shipped catalog, read once. */
export function shippedCatalog(): Catalog {
  return (shipped ??= loadCatalog(catalogRoot));
}

let shipped: Catalog | undefined;

/**
 * Reads a catalog folder: frameworks, common controls, mapping rows and direct rows. It says what the files
 * say; whether that holds together is for the check of the catalog.
 * @throws Error with file and line where a file cannot be read
 */
export function loadCatalog(root: string): Catalog {
  const frameworks = frameworkIds(root).map((id) => readFramework(root, id));
  const rows = frameworks.flatMap((framework) => readRows(root, framework.id));
  const unions = unionsOf(root, frameworks.map(({ id }) => id));
  const whole = frameworks.map((framework) => ({ ...framework, requirements: framework.requirements.map((requirement) => ({ ...requirement, union: unions.get(`${framework.id}:${requirement.id}`) ?? [] })) }));
  const parts = { frameworks: whole, controls: readControls(root), rows, directRows: readDirect(root) };
  return { hash: createHash('sha256').update(JSON.stringify(parts)).digest('hex'), ...parts };
}

function readFramework(root: string, id: string): Framework {
  const folder = join(root, 'frameworks', id);
  const { name, version, publisher, shown } = JSON.parse(readFileSync(join(folder, 'framework.json'), 'utf8')) as Omit<Framework, 'requirements'>;
  const texts = textsOf(folder);
  const requirements = readCsv(join(folder, 'requirements.csv'), requirementColumns).map((row) => requirementOf(row, texts.get(row.get('id')) ?? null));
  return { id, name, version, publisher, ...(shown === false && { shown }), requirements };
}

/** A requirement from its row in a file, its union not yet known. */
export function requirementOf(row: { readonly get: (column: string) => string }, text: string | null): Requirement {
  return {
    id: row.get('id'), parent: row.get('parent') || null, kind: row.get('kind'), title: row.get('title'), assessable: row.get('assessable') === 'yes',
    appliesTo: row.get('applies_to').split(';').map((role) => role.trim()).filter(Boolean),
    residue: row.get('residue') || null, exhausted: (row.get('exhausted') || 'no') as Requirement['exhausted'], union: [], text,
  };
}

/** Legal texts by requirement, where a framework's folder has them. */
function textsOf(folder: string): ReadonlyMap<string, string> {
  const path = join(folder, 'texts.json');
  if (!existsSync(path)) return new Map();
  const { items } = JSON.parse(readFileSync(path, 'utf8')) as { items: { id: string; text: string }[] };
  return new Map(items.map(({ id, text }) => [id, text]));
}

function mappingRows(root: string, framework: string): { path: string; rows: readonly CsvRow[] } {
  const path = join(root, 'mappings', `${framework}.csv`);
  return { path: relative(root, path), rows: existsSync(path) ? readCsv(path, rowColumns) : [] };
}

function readRows(root: string, framework: string): MappingRow[] {
  const { path, rows } = mappingRows(root, framework);
  return rows.map((row) => ({
    id: `${framework}:${row.get('requirement')}~${row.get('control')}`, framework, requirement: row.get('requirement'), control: row.get('control'),
    relationship: row.get('relationship') as Relationship, strength: Number(row.get('strength')), rationale: row.get('rationale') as Rationale,
    reason: row.get('reason'), origin: row.get('origin'), reviewed: row.get('reviewed') !== '', source: { file: path, line: row.line },
  }));
}

function unionsOf(root: string, frameworks: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const unions = new Map<string, string[]>();
  for (const framework of frameworks) {
    for (const row of mappingRows(root, framework).rows) {
      if (row.get('in_union') !== 'yes') continue;
      const key = `${framework}:${row.get('requirement')}`;
      unions.set(key, [...(unions.get(key) ?? []), row.get('control')]);
    }
  }
  return unions;
}

function readDirect(root: string): DirectRow[] {
  const path = join(root, 'mappings', 'direct.csv');
  if (!existsSync(path)) return [];
  return readCsv(path, directColumns).map((row) => ({
    id: `${row.get('from_framework')}:${row.get('from')}~${row.get('to_framework')}:${row.get('to')}`,
    from: { framework: row.get('from_framework'), id: row.get('from') }, to: { framework: row.get('to_framework'), id: row.get('to') },
    relationship: row.get('relationship') as Relationship, strength: Number(row.get('strength')), rationale: row.get('rationale') as Rationale,
    reason: row.get('reason'), origin: row.get('origin'), reviewed: row.get('reviewed') !== '', source: { file: relative(root, path), line: row.line },
  }));
}

/** The frameworks of a catalog folder, in the order that they say, then by id. */
function frameworkIds(root: string): string[] {
  const folder = join(root, 'frameworks');
  const orderOf = (id: string): number => (JSON.parse(readFileSync(join(folder, id, 'framework.json'), 'utf8')) as { order?: number }).order ?? 1_000;
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'framework.json')))
    .map(({ name }) => name)
    .sort((a, b) => orderOf(a) - orderOf(b) || (a < b ? -1 : 1));
}
