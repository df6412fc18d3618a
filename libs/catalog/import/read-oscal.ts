import type { ImportOptions, Place, Said, SaidEnd, Say } from './import-types.js';

interface Property { readonly name?: unknown; readonly value?: unknown }
interface Resource { readonly href?: unknown; readonly props?: readonly Property[] }
interface Item { readonly 'id-ref'?: unknown; readonly props?: readonly Property[] }
interface Entry {
  readonly relationship?: unknown;
  readonly sources?: readonly Item[];
  readonly targets?: readonly Item[];
  readonly 'matching-rationale'?: unknown;
  readonly 'confidence-score'?: { readonly percentage?: unknown };
  readonly props?: readonly Property[];
  readonly remarks?: unknown;
}
interface Mapping {
  readonly 'source-resource'?: Resource;
  readonly 'target-resource'?: Resource;
  readonly 'matching-rationale'?: unknown;
  readonly maps?: readonly Entry[];
}
interface BackMatter { readonly resources?: readonly { readonly uuid?: unknown; readonly title?: unknown; readonly props?: readonly Property[] }[] }

/** Whether a JSON value is an OSCAL mapping collection. */
export function isMappingCollection(value: unknown): value is { 'mapping-collection': object } {
  return typeof value === 'object' && value !== null && 'mapping-collection' in value && typeof (value as Record<string, unknown>)['mapping-collection'] === 'object';
}

/**
 * Reads an OSCAL mapping collection (1.2): every entry of every mapping, numbered from 1 over the whole file. An entry of
 * several sources or targets speaks of their unions; of the single pairs only what follows is taken.
 */
export function readOscal(file: string, value: { 'mapping-collection': object }, options: ImportOptions, say: Say): Said[] {
  const collection = value['mapping-collection'] as { mappings?: Mapping | readonly Mapping[]; provenance?: { 'matching-rationale'?: unknown }; 'back-matter'?: BackMatter };
  const all: Said[] = [];
  let number = 0;
  for (const mapping of [collection.mappings ?? []].flat() as Mapping[]) {
    const from = endOf(mapping['source-resource'], collection['back-matter'], options.framework, 'source-resource');
    const to = endOf(mapping['target-resource'], collection['back-matter'], options.to, 'target-resource');
    for (const entry of mapping.maps ?? []) {
      number += 1;
      const place = { file, sheet: null, line: number };
      const rationale = text(entry['matching-rationale'] ?? mapping['matching-rationale'] ?? collection.provenance?.['matching-rationale']) || 'semantic';
      all.push(...pairsOf(entry, from, to, place, say).map((pair): Said => ({
        ...place, ...pair, rationale, strength: strengthOf(entry), reason: text(entry.remarks), origin: property(entry.props, 'origin'),
        reviewed: property(entry.props, 'reviewed') === 'yes', inUnion: property(entry.props, 'in-union'),
      })));
    }
  }
  if (number === 0) say({ file, sheet: null, line: 1 }, 'mappings', 'the collection holds no entries; choose the file with the mappings');
  return all;
}

function endOf(resource: Resource | undefined, backMatter: BackMatter | undefined, said: string | undefined, field: string): Omit<SaidEnd, 'id'> {
  const href = text(resource?.href);
  const behind = backMatter?.resources?.find(({ uuid }) => href === `#${String(uuid)}`);
  const props = [...(resource?.props ?? []), ...(behind?.props ?? [])];
  const framework = said || property(props, 'framework') || text(behind?.title) || decodeURIComponent(href.split(/[#?]/)[0]!.split('/').pop() ?? '').replace(/\.(json|xml|ya?ml)$/, '');
  return { framework, version: property(props, 'version'), fields: { framework: field, version: `${field} version`, id: `${field === 'source-resource' ? 'sources' : 'targets'} id-ref` } };
}

function pairsOf(entry: Entry, from: Omit<SaidEnd, 'id'>, to: Omit<SaidEnd, 'id'>, place: Place, say: Say): Pick<Said, 'from' | 'to' | 'relationship'>[] {
  const [sources, targets] = [(entry.sources ?? []).map(idOf), (entry.targets ?? []).map(idOf)];
  const relationship = text(entry.relationship);
  if (sources.length === 0 || targets.length === 0) say(place, sources.length === 0 ? 'sources' : 'targets', 'the entry has none; name at least one');
  const single = relationOfMembers(relationship, sources.length, targets.length);
  if (single === null) {
    say(place, 'relationship', `"${relationship}" between several sources and several targets says nothing of the single ones; write an entry for each pair`);
    return [];
  }
  return sources.flatMap((source) => targets.map((target) => ({ from: { ...from, id: source }, to: { ...to, id: target }, relationship: single })));
}

/** What a relation between unions says of their members; null where it says nothing. */
function relationOfMembers(relationship: string, sources: number, targets: number): string | null {
  if (sources <= 1 && targets <= 1) return relationship;
  if (/^(no-relationship|not-related|disjoint)/.test(relationship)) return 'disjoint';
  const isInside = /^(equal|equivalent|subset)/.test(relationship);
  const isAround = /^(equal|equivalent|superset)/.test(relationship);
  return (isInside && targets === 1) || (isAround && sources === 1) ? 'overlaps' : null;
}

function strengthOf(entry: Entry): string {
  const own = property(entry.props, 'strength');
  if (own) return own;
  const share = entry['confidence-score']?.percentage;
  return typeof share === 'number' && share >= 0 && share <= 1 ? String(Math.max(1, Math.round(share * 10))) : '5';
}

/** The id that the standard gives, which OSCAL's ids cannot always be, else the reference. */
const idOf = (item: Item): string => property(item.props, 'label') || text(item['id-ref']);
const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const property = (props: readonly Property[] | undefined, name: string): string => text(props?.find((one) => one.name === name)?.value);
