import { resolve } from 'node:path';
import type { Catalog, Framework, Requirement } from '#libs/crosswalk/catalog-types.js';
import { answering, type CommandAnswer } from './answer.js';
import { catalogHere, frameworkHere } from './catalog-here.js';
import { table } from './table.js';

/** `concord frameworks`: every framework with the size of its tree and of its map. */
export function frameworks(options: { readonly json?: boolean } = {}): Promise<CommandAnswer> {
  return answering(options.json ?? false, () => {
    const catalog = catalogHere();
    const items = catalog.frameworks.map((framework) => sizeOf(catalog, framework));
    if (options.json) return { out: `${JSON.stringify(items, null, 1)}\n` };
    return { out: table(['id', 'name', 'version', 'requirements', 'assessable', 'rows', 'unmapped'], items.map((one) => [one.id, one.name, one.version, one.requirements, one.assessable, one.rows, one.unmapped])) };
  });
}

function sizeOf({ rows, directRows }: Catalog, { id, name, version, requirements }: Framework) {
  const own = rows.filter((row) => row.framework === id);
  const mapped = new Set([...own.map(({ requirement }) => requirement), ...directRows.flatMap(({ from, to }) => [from, to]).filter(({ framework }) => framework === id).map((end) => end.id)]);
  const assessable = requirements.filter((one) => one.assessable);
  return {
    id, name, version, requirements: requirements.length, assessable: assessable.length, rows: own.length,
    /** Assessable requirements with neither rows nor residue. */
    unmapped: assessable.filter((one) => !mapped.has(one.id) && !one.residue).length,
  };
}

interface Branch extends Omit<Requirement, 'union' | 'text'> {
  readonly text?: string;
  readonly children: readonly Branch[];
}

/** `concord requirements FRAMEWORK`: the tree. */
export function requirements(id: string, options: { readonly json?: boolean } = {}): Promise<CommandAnswer> {
  return answering(options.json ?? false, () => {
    const { name, version, requirements: all, ...framework } = frameworkHere(catalogHere(), id);
    const tree = branchesUnder(all, null);
    if (options.json) return { out: `${JSON.stringify({ id: framework.id, name, version, requirements: tree }, null, 1)}\n` };
    return { out: `${[`${name} ${version}`, ...tree.flatMap((branch) => linesOf(branch, ''))].join('\n')}\n` };
  });
}

function branchesUnder(all: readonly Requirement[], parent: string | null): Branch[] {
  return all.filter((one) => one.parent === parent).map(({ union: _, text, ...one }) => ({ ...one, ...(text ? { text } : {}), children: branchesUnder(all, one.id) }));
}

function linesOf({ id, title, assessable, children }: Branch, indent: string): string[] {
  return [`${indent}${assessable ? '•' : ' '} ${id}  ${title}`, ...children.flatMap((child) => linesOf(child, `${indent}  `))];
}

/** `concord catalog check [DIR]`: what is wrong in a catalog folder, each with file and line; status 2 when anything is. */
export function catalogCheck(folder: string | undefined, options: { readonly json?: boolean } = {}): Promise<CommandAnswer> {
  const json = options.json ?? false;
  return answering(json, async () => {
    const { checkCatalog } = await import('#libs/catalog/check-catalog.js');
    const { catalogRoot } = await import('#libs/catalog/catalog-root.js');
    const problems = checkCatalog(folder === undefined ? catalogRoot : resolve(folder));
    const status = problems.length === 0 ? 0 : 2;
    const words = problems.length === 0 ? 'No problems.' : `${problems.length} problem${problems.length === 1 ? '' : 's'}.`;
    if (json) return { status, out: `${JSON.stringify({ ...(status === 2 ? { error: { code: 'catalog.invalid', message: words } } : {}), problems }, null, 1)}\n` };
    return { status, out: problems.map(({ file, line, message }) => `${file}:${line}: ${message}\n`).join(''), err: `${words}\n` };
  });
}
