import { message } from '../../render.js';

const icons: Readonly<Record<string, string>> = { equal: 'equal', subset: 'subset', superset: 'superset', intersects: 'intersects', overlaps: 'intersects', disjoint: 'disjoint' };

/** A proven relation as shape and words; where the rows leave several open, that nothing is claimed. */
export function relationCell(relation: string) {
  const icon = icons[relation];
  return { look: icon ? 'rel' : 'unknown', icon: icon ?? 'norow', word: message(`coverage.relation.${icon ? relation : 'unknown'}`) };
}
