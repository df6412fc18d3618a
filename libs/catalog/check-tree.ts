/** A requirement's row of any file: the catalog's, or one that a tenant brings. */
export interface TreeRow {
  readonly get: (column: string) => string;
}

/** Checks a framework's tree: ids, parents, cycles, and the words that its columns take. @returns its rows by id, the first of each */
export function checkTree<R extends TreeRow>(rows: readonly R[], say: (row: R, column: string, message: string) => void): ReadonlyMap<string, R> {
  const byId = new Map<string, R>();
  for (const row of rows) {
    const id = row.get('id');
    if (!id) say(row, 'id', 'a requirement without an id; give it one');
    if (byId.has(id)) say(row, 'id', `the requirement ${id} occurs twice; keep one`);
    else byId.set(id, row);
    if (!row.get('title')) say(row, 'title', `${id}: the title is empty`);
    if (!['yes', 'no'].includes(row.get('assessable'))) say(row, 'assessable', `${id}: assessable is "${row.get('assessable')}"; write yes or no`);
    if (!['', 'yes', 'no', 'judgement'].includes(row.get('exhausted'))) say(row, 'exhausted', `${id}: exhausted is "${row.get('exhausted')}"; write yes, no or judgement`);
  }
  for (const row of byId.values()) {
    const [id, parent] = [row.get('id'), row.get('parent')];
    if (parent && !byId.has(parent)) say(row, 'parent', `${id}: its parent ${parent} is not there; correct the id or add it`);
    const cycle = cycleFrom(byId, id);
    if (cycle) say(row, 'parent', `${cycle.join(' under ')} is a cycle of parents; give one of them another parent`);
  }
  return byId;
}

/** The way from a requirement back to itself by parents, told once, at the least of its ids; null where there is none. */
function cycleFrom(byId: ReadonlyMap<string, TreeRow>, id: string): string[] | null {
  const way = [id];
  for (let at = byId.get(id)?.get('parent'); at; at = byId.get(at)?.get('parent')) {
    if (at === id) return [...way].sort()[0] === id ? [...way, id] : null;
    if (way.includes(at)) return null;
    way.push(at);
  }
  return null;
}
