import type { Catalog, DirectRow, Framework, MappingRow, Relationship } from '#libs/crosswalk/catalog-types.js';
import { turned } from '#libs/crosswalk/turn-relationship.js';
import { label, metadata, NS, props, tokenOf, uuidOf, type Property, type Stamp } from './oscal-parts.js';

/** NIST IR 8477's relationships as OSCAL writes them; `overlaps` says no more than that the two are not disjoint, and OSCAL has no word for it. */
const WORDS: Readonly<Record<Relationship, string>> = {
  equal: 'equal-to', subset: 'subset-of', superset: 'superset-of', intersects: 'intersects-with', overlaps: 'overlaps', disjoint: 'no-relationship',
};

type Row = Pick<MappingRow, 'relationship' | 'strength' | 'rationale' | 'reason' | 'origin' | 'reviewed'>;
interface End { readonly token: string; readonly id: string }

/**
 * The mapping rows of a framework as an OSCAL mapping collection, each with its rationale and its reason: to the common
 * controls, and to each other framework that rows lead to directly.
 *
 * @param to only the mapping to this framework; `concord` is the hub of common controls
 * @returns null where there is no such row
 */
export function mappingCollection(catalog: Catalog, framework: Framework, to: string | undefined, stamp: Stamp): object | null {
  const mappings = [...(to === undefined || to === 'concord' ? [toHub(catalog, framework)] : []), ...catalog.frameworks.filter(({ id }) => to === undefined || id === to).map((other) => toFramework(catalog, framework, other))]
    .filter((mapping) => mapping !== null);
  if (mappings.length === 0) return null;
  return { 'mapping-collection': {
    uuid: uuidOf('mapping', framework.id, to ?? '', stamp.catalog),
    metadata: metadata(`Mapping of ${framework.name} ${framework.version}`, stamp, { framework: framework.id }),
    provenance: {
      method: 'human', 'matching-rationale': 'semantic', status: 'complete',
      'mapping-description': 'Set-theory relationships of NIST IR 8477 from the duties of the source to those of the target. The strength, 1 to 10, says how much an assessor of the one should look at the other. Rows that are not reviewed count for no more than an overlap.',
    },
    mappings,
  } };
}

function toHub({ rows, frameworks }: Catalog, framework: Framework): object | null {
  const unions = new Set(frameworks.find(({ id }) => id === framework.id)!.requirements.flatMap(({ id, union }) => union.map((control) => `${id}~${control}`)));
  const maps = rows.filter((row) => row.framework === framework.id).map((row) => mapOf(row.id, row, { token: tokenOf(framework.id, row.requirement), id: row.requirement }, { token: row.control.split('[')[0]!.trim(), id: row.control },
    row.relationship, { 'in-union': unions.has(`${row.requirement}~${row.control}`) ? 'yes' : null }));
  if (maps.length === 0) return null;
  const mapped = new Set(rows.filter((row) => row.framework === framework.id).map(({ requirement }) => requirement));
  const unmapped = framework.requirements.filter(({ id, assessable }) => assessable && !mapped.has(id)).map(({ id }) => tokenOf(framework.id, id));
  return {
    uuid: uuidOf('mapping', framework.id, 'concord'), 'source-resource': resource(framework), 'target-resource': { type: 'catalog', href: 'concord-controls.json', ...props({ framework: 'concord' }) }, maps,
    ...(unmapped.length && { 'source-gap-summary': { uuid: uuidOf('gaps', framework.id, 'concord'), 'unmapped-controls': [{ 'with-ids': unmapped }] } }),
  };
}

function toFramework({ directRows }: Catalog, framework: Framework, other: Framework): object | null {
  const maps = directRows.flatMap((row: DirectRow) => {
    const isForward = row.from.framework === framework.id && row.to.framework === other.id;
    const isTurned = !isForward && row.to.framework === framework.id && row.from.framework === other.id;
    if (!isForward && !isTurned) return [];
    const [from, to] = isForward ? [row.from, row.to] : [row.to, row.from];
    return [mapOf(row.id, row, { token: tokenOf(framework.id, from.id), id: from.id }, { token: tokenOf(other.id, to.id), id: to.id }, isForward ? row.relationship : turned(row.relationship))];
  });
  return maps.length === 0 ? null : { uuid: uuidOf('mapping', framework.id, other.id), 'source-resource': resource(framework), 'target-resource': resource(other), maps };
}

function mapOf(key: string, row: Row, from: End, to: End, relationship: Relationship, more: Readonly<Record<string, string | null>> = {}): object {
  const word = WORDS[relationship];
  const item = ({ token, id }: End) => ({ type: 'control', 'id-ref': token, props: [label(id)] as Property[] });
  return {
    uuid: uuidOf('row', key, from.id, to.id), 'matching-rationale': row.rationale, relationship: word, ...(word === 'overlaps' && { ns: NS }), sources: [item(from)], targets: [item(to)],
    'confidence-score': { percentage: row.strength / 10 }, ...props({ strength: String(row.strength), origin: row.origin, reviewed: row.reviewed ? 'yes' : 'no', ...more }), ...(row.reason && { remarks: row.reason }),
  };
}

function resource({ id, version }: Framework): object {
  return { type: 'catalog', href: `${id}.json`, ...props({ framework: id, version }) };
}
