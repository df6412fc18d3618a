import type { Framework, Requirement } from '#libs/crosswalk/catalog-types.js';
import { whereTo } from './editions.js';

/** Says that a framework lacks an id, and where the id may have gone: to another number, or to a neighbour of nearly the same name. */
export function sayUnknownId({ id: framework, name, version }: Framework, byId: ReadonlyMap<string, Requirement>, id: string): string {
  if (!id) return `the id of a requirement of ${name} is missing; name one`;
  const start = `there is no ${id} in ${name} ${version}`;
  const moved = whereTo(framework, id);
  if (moved) return `${start}; what ${moved.edition} had under that id ${moved.now.length > 0 ? `is now ${moved.now.join(', ')}` : 'has no single successor, so look for its parts'}`;
  if (byId.has(`A.${id}`)) return `${start}; the control of Annex A is written A.${id}`;
  if (id.startsWith('A.') && byId.has(id.slice(2))) return `${start}; the clause is written ${id.slice(2)}`;
  const loose = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const near = [...byId.keys()].find((one) => loose(one) === loose(id));
  return near ? `${start}; it is written ${near}` : `${start}; correct the id`;
}
