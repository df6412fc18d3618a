import type { CsvRow } from './csv-file.js';
import { readFile, type Problem } from './check-problem.js';
import { checkTree } from './check-tree.js';

/** The requirements of a framework as their file has them. */
export interface RequirementFile {
  readonly framework: string;
  readonly file: string;
  readonly byId: ReadonlyMap<string, CsvRow>;
}

const columns = ['id', 'parent', 'kind', 'title', 'assessable', 'applies_to', 'residue', 'exhausted'];

/** Checks a framework's tree: ids, parents, cycles, and the words that its columns take. */
export function checkRequirements(root: string, framework: string, problems: Problem[]): RequirementFile {
  const { file, rows } = readFile(root, `frameworks/${framework}/requirements.csv`, columns, problems);
  const byId = checkTree(rows, ({ line }, _, message) => void problems.push({ file, line, message }));
  return { framework, file, byId };
}
