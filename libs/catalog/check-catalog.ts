import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkConsistency } from '#libs/crosswalk/check-consistency.js';
import { checkControls } from './check-controls.js';
import { checkDirect } from './check-direct.js';
import { problemOf, type Problem } from './check-problem.js';
import { checkRequirements } from './check-requirements.js';
import { checkRows } from './check-rows.js';
import { checkUnions } from './check-unions.js';
import { loadCatalog } from './load-catalog.js';

export type { Problem } from './check-problem.js';

/**
 * Everything that is wrong in a catalog folder, by file and line: what the files say one by one, what they say of each
 * other, and, once that holds, rows that cannot all be true.
 */
export function checkCatalog(root: string): readonly Problem[] {
  const problems: Problem[] = [];
  if (!existsSync(join(root, 'common-controls')) || !existsSync(join(root, 'frameworks'))) {
    return [{ file: root, line: 1, message: 'this is no catalog folder; it holds common-controls, frameworks and mappings' }];
  }
  const controls = checkControls(root, problems);
  const frameworks = foldersIn(join(root, 'frameworks')).filter((id) => isDescribed(root, id, problems)).map((id) => checkRequirements(root, id, problems));
  const direct = checkDirect(root, frameworks, problems);
  for (const framework of frameworks) {
    const ids = [...direct].filter((name) => name.startsWith(`${framework.framework}:`)).map((name) => name.slice(framework.framework.length + 1));
    const rows = checkRows(root, framework, controls, problems);
    if (rows.isRead) checkUnions(framework, rows, new Set(ids), problems);
  }
  for (const name of filesIn(join(root, 'mappings'))) {
    const id = name.replace(/\.csv$/, '');
    if (id !== 'direct' && !frameworks.some(({ framework }) => framework === id)) problems.push({ file: `mappings/${name}`, line: 1, message: `there is no framework ${id}; name the file after one` });
  }
  if (problems.length === 0) problems.push(...contradictionsIn(root));
  return problems.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}

/** Sets of rows that cannot all be true, each told at its first row. */
function contradictionsIn(root: string): Problem[] {
  try {
    const catalog = loadCatalog(root);
    const rows = new Map([...catalog.rows, ...catalog.directRows].map((row) => [row.id, row]));
    return checkConsistency(catalog).map(({ rows: ids }) => {
      const all = ids.map((id) => rows.get(id)!).sort((a, b) => (a.source.file === b.source.file ? a.source.line - b.source.line : a.source.file < b.source.file ? -1 : 1));
      const told = all.map(({ id, relationship, source }) => `${id} ${relationship} (${source.file}:${source.line})`);
      return { ...all[0]!.source, message: `these rows cannot all be true, mend one: ${told.join('; ')}` };
    });
  } catch (error) {
    return [problemOf(root, error, 'frameworks')];
  }
}

function isDescribed(root: string, id: string, problems: Problem[]): boolean {
  const file = `frameworks/${id}/framework.json`;
  if (!existsSync(join(root, file))) {
    problems.push({ file, line: 1, message: `the framework ${id} is not described; add its name, version, publisher, licence and source` });
    return false;
  }
  try {
    const read = JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, unknown>;
    for (const field of ['name', 'version', 'publisher', 'licence', 'source']) if (typeof read[field] !== 'string' || !read[field]) problems.push({ file, line: 1, message: `"${field}" is missing` });
    if (read.id !== id) problems.push({ file, line: 1, message: `"id" is ${JSON.stringify(read.id)}; it has to be the folder's name, ${id}` });
    return true;
  } catch (error) {
    problems.push(problemOf(root, error, file));
    return false;
  }
}

const foldersIn = (folder: string): string[] => readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
const filesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.csv')).sort() : []);
