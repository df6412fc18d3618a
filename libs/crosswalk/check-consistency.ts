import type { Catalog } from './catalog-types.js';
import { compile } from './compile.js';
import type { Contradiction } from './compiled.js';
import { minimalRows } from './find-contradictions.js';

/**
 * Every contradiction of a catalog, those included that only full path consistency finds and two hops do not: disjoint
 * minimal sets of rows, found by dropping rows in the order of their ids. For the check of a catalog; takes a fraction of a
 * second where there is none.
 *
 * @throws CatalogFault as `compile` does
 */
export function checkConsistency(catalog: Catalog): Contradiction[] {
  const { contradictions, nodes } = compile(catalog);
  const found = [...contradictions];
  const aside = new Set(found.flatMap(({ rows }) => rows));
  for (;;) {
    const core = minimalRows(nodes, [...catalog.rows, ...catalog.directRows].filter(({ id }) => !aside.has(id)));
    if (core.length === 0) return found;
    found.push({ rows: core.map(({ id }) => id) });
    for (const { id } of core) aside.add(id);
  }
}
