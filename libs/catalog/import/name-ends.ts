import type { Framework } from '#libs/crosswalk/catalog-types.js';
import { frameworkNamed, standingOf } from './editions.js';
import type { ImportProblem, Said, SaidEnd } from './import-types.js';

/** What the end of a relation belongs to; null where the file's word for it was refused. */
export type Side = { readonly kind: 'hub' } | { readonly kind: 'framework'; readonly framework: Framework } | null;

interface Group {
  readonly side: Side;
  /** What is wrong with the name or the version, without its place. */
  readonly refused: { readonly field: 'framework' | 'version'; readonly message: string; readonly newIds?: Readonly<Record<string, readonly string[]>> } | null;
  first: { readonly said: Said; readonly end: SaidEnd } | null;
  readonly ids: Set<string>;
  rows: number;
}

/**
 * Names the framework of each end once per name and version, so that a wrong edition is one problem and not one per row.
 *
 * @param shipped ids of the frameworks whose edition has to be declared; a tenant's own has only one
 */
export class EndNames {
  private readonly groups = new Map<string, Group>();

  constructor(private readonly frameworks: readonly Framework[], private readonly shipped: ReadonlySet<string>) {}

  side(said: Said, end: SaidEnd): Side {
    const key = `${end.framework}\n${end.version}`;
    let group = this.groups.get(key);
    if (!group) this.groups.set(key, (group = this.judge(end)));
    group.first ??= { said, end };
    group.rows += 1;
    if (group.refused?.newIds) group.ids.add(end.id);
    return group.side;
  }

  /** One problem for each name or version that was refused, at its first row. */
  problems(): ImportProblem[] {
    return [...this.groups.values()].flatMap(({ refused, first, ids, rows }): ImportProblem[] => {
      if (!refused || !first) return [];
      const { file, sheet, line } = first.said;
      const more = rows > 1 ? ` (${rows} rows say so)` : '';
      const newIds = refused.newIds && [...ids].map((id) => ({ id, now: refused.newIds![id] ?? [] }));
      return [{ file, sheet, line, field: first.end.fields[refused.field], message: `${refused.message}${more}`, ...(newIds?.length ? { newIds } : {}) }];
    });
  }

  private judge({ framework: name, version: declared }: SaidEnd): Group {
    const group = (side: Side, refused: Group['refused']): Group => ({ side, refused, first: null, ids: new Set(), rows: 0 });
    const there = this.frameworks.map(({ id }) => id).join(', ');
    if (!name) return group(null, { field: 'framework', message: `the row names no framework; add the column, or name it beside the file. There are ${there}` });
    const named = frameworkNamed(this.frameworks, name);
    if (named.kind === 'hub') return group(named, null);
    if (named.kind === 'unknown') return group(null, { field: 'framework', message: `there is no framework "${name}"; use one of ${there}, or bring its tree in the same file` });
    const { framework } = named;
    const version = declared || named.version;
    if (!version) {
      if (!this.shipped.has(framework.id)) return group({ kind: 'framework', framework }, null);
      return group(null, { field: 'version', message: `say for which edition of ${framework.name} the rows were made, since ids mean other things in other editions; here is ${framework.version}` });
    }
    const standing = standingOf(framework, version);
    if (standing.kind === 'same') return group({ kind: 'framework', framework }, null);
    if (standing.kind === 'other') return group(null, { field: 'version', message: `the rows were made for ${framework.name} ${version}, and here is ${framework.version}; map them to that edition and declare it` });
    const isSame = Object.keys(standing.newIds).length === 0;
    return group(null, {
      field: 'version', newIds: standing.newIds,
      message: `${framework.name} ${standing.edition} was replaced by ${framework.version}; ${isSame ? 'its ids are the same, so check the rows against the changes' : 'move the rows to the new ids below, look at each one again'} and declare ${framework.version}`,
    });
  }
}
