import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readFile, type Problem } from './check-problem.js';
import { known, shapeOf, type ControlShape } from './control-shape.js';

const columns = ['id', 'domain', 'title', 'statement', 'parameters', 'search_terms', 'test', 'references'];

/** Checks the common controls and what their scopes demand. @returns every control's shape by its id */
export function checkControls(root: string, problems: Problem[]): ReadonlyMap<string, ControlShape> {
  const domains = new Set(readFile(root, 'common-controls/domains.csv', ['id', 'title'], problems).rows.map((row) => row.get('id')));
  const shapes = new Map<string, ControlShape>();
  for (const path of controlFiles(root)) {
    const { file, rows } = readFile(root, path, columns, problems);
    for (const row of rows) {
      const id = row.get('id');
      const say = (message: string): void => void problems.push({ file, line: row.line, message });
      if (!id) say('a control without an id; give it one');
      if (shapes.has(id)) say(`the control ${id} occurs twice; keep one`);
      if (!domains.has(row.get('domain'))) say(`${id}: there is no domain "${row.get('domain')}"; correct it or add it to domains.csv`);
      for (const column of ['title', 'statement', 'test']) if (!row.get(column)) say(`${id}: the ${column} is empty`);
      if (!shapes.has(id)) shapes.set(id, shapeOf(row.get('parameters'), (message) => say(`${id}: ${message}`)));
    }
  }
  checkScopes(root, shapes, problems);
  return shapes;
}

function controlFiles(root: string): string[] {
  const folder = join(root, 'common-controls');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => name.endsWith('.csv') && name !== 'domains.csv' && name !== 'scopes.csv').sort().map((name) => `common-controls/${name}`);
}

function checkScopes(root: string, shapes: ReadonlyMap<string, ControlShape>, problems: Problem[]): void {
  const { file, rows } = readFile(root, 'common-controls/scopes.csv', ['control', 'scope', 'demands'], problems);
  for (const row of rows) {
    const [control, scope] = [row.get('control'), row.get('scope')];
    const shape = shapes.get(control);
    const say = (message: string): void => void problems.push({ file, line: row.line, message });
    if (!shape) say(`there is no common control ${control}; correct the id`);
    // `laptops+phones`: what both ask
    for (const id of shape ? scope.split('+') : []) if (!shape?.scopes.has(id)) say(`${control} has no scope "${id}"${known(shape!)}`);
    if (!row.get('demands')) say(`${control}, ${scope}: say what it demands`);
  }
}
