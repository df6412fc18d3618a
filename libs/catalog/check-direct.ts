import { readFile, type Problem } from './check-problem.js';
import type { RequirementFile } from './check-requirements.js';
import { checkWords } from './check-rows.js';

const columns = ['from_framework', 'from', 'to_framework', 'to', 'relationship', 'strength', 'rationale', 'reason', 'origin', 'reviewed'];

/** Checks the rows straight between requirements. @returns the `framework:id` of all that they speak of */
export function checkDirect(root: string, frameworks: readonly RequirementFile[], problems: Problem[]): ReadonlySet<string> {
  const { file, rows } = readFile(root, 'mappings/direct.csv', columns, problems);
  const lines = new Map<string, number>();
  const spoken = new Set<string>();
  for (const row of rows) {
    const say = (message: string): void => void problems.push({ file, line: row.line, message });
    const ends = (['from', 'to'] as const).map((end) => {
      const [framework, id] = [row.get(`${end}_framework`), row.get(end)];
      const found = frameworks.find((one) => one.framework === framework);
      const holdsOther = row.get('relationship') === 'equal' || row.get('relationship') === (end === 'from' ? 'superset' : 'subset');
      if (!found) say(`there is no framework ${framework}; correct the id`);
      else if (!found.byId.has(id)) say(`there is no requirement ${id} in ${framework}; correct the id`);
      if (found?.byId.get(id)?.get('exhausted') === 'judgement' && (row.get('relationship') === 'equal' || row.get('relationship') === (end === 'from' ? 'subset' : 'superset'))) {
        say(`${framework}:${id} is a principle (exhausted: judgement): ${row.get('relationship')} would let one requirement prove it`);
      }
      if (found?.byId.get(id)?.get('required_or_addressable') === 'addressable' && holdsOther) {
        say(`${framework}:${id} is addressable: no other requirement may be what it must have; use overlaps`);
      }
      spoken.add(`${framework}:${id}`);
      return `${framework}:${id}`;
    });
    const key = [...ends].sort().join('~');
    if (lines.has(key)) say(`${ends.join(' and ')} stand in line ${lines.get(key)} already; keep one row`);
    else lines.set(key, row.line);
    checkWords(row, say);
  }
  return spoken;
}
