import type { CsvRow } from './csv-file.js';
import { readFile, type Problem } from './check-problem.js';

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
  const byId = new Map<string, CsvRow>();
  for (const row of rows) {
    const id = row.get('id');
    const say = (message: string): void => void problems.push({ file, line: row.line, message });
    if (!id) say('a requirement without an id; give it one');
    if (byId.has(id)) say(`the requirement ${id} occurs twice; keep one`);
    else byId.set(id, row);
    if (!row.get('title')) say(`${id}: the title is empty`);
    if (!['yes', 'no'].includes(row.get('assessable'))) say(`${id}: assessable is "${row.get('assessable')}"; write yes or no`);
    if (!['', 'yes', 'no', 'judgement'].includes(row.get('exhausted'))) say(`${id}: exhausted is "${row.get('exhausted')}"; write yes, no or judgement`);
  }
  for (const row of byId.values()) {
    const [id, parent] = [row.get('id'), row.get('parent')];
    if (parent && !byId.has(parent)) problems.push({ file, line: row.line, message: `${id}: its parent ${parent} is not there; correct the id or add it` });
    const cycle = cycleFrom(byId, id);
    if (cycle) problems.push({ file, line: row.line, message: `${cycle.join(' under ')} is a cycle of parents; give one of them another parent` });
  }
  return { framework, file, byId };
}

/** The way from a requirement back to itself by parents, told once, at the least of its ids; null where there is none. */
function cycleFrom(byId: ReadonlyMap<string, CsvRow>, id: string): string[] | null {
  const way = [id];
  for (let at = byId.get(id)?.get('parent'); at; at = byId.get(at)?.get('parent')) {
    if (at === id) return [...way].sort()[0] === id ? [...way, id] : null;
    if (way.includes(at)) return null;
    way.push(at);
  }
  return null;
}
