import type { RequestOf } from '#libs/contracts/contract.js';
import { relation, type pairList } from '#libs/contracts/explorer.contract.js';
import { message } from '../../render.js';

export type Asked = Readonly<Record<string, string | undefined>>;

/** What the address of the explorer says: which two frameworks, which branches of them, which pairs, in which form. */
export interface Look {
  readonly from: string;
  readonly to: string;
  readonly view: 'matrix' | 'list';
  readonly strength: number;
  readonly relation?: RequestOf<typeof pairList>['relation'];
  readonly text?: string | undefined;
  readonly left?: string | undefined;
  readonly right?: string | undefined;
}

const usual = 3;
const strengths = [1, usual, 5, 7, 9];

/** Reads the address; frameworks that it does not name, or that are not there, are the first two. */
export function lookOf(asked: Asked, frameworks: readonly { readonly id: string }[]): Look {
  const known = (id: string | undefined): string | undefined => frameworks.find((one) => one.id === id)?.id;
  const from = known(asked['from']) ?? known('soc2') ?? frameworks[0]?.id ?? '';
  const strength = Number(asked['strength']);
  const word = relation.safeParse(asked['relation']);
  return {
    from, to: known(asked['to']) ?? frameworks.find(({ id }) => id !== from)?.id ?? from,
    view: asked['view'] === 'list' ? 'list' : 'matrix', strength: strength >= 1 && strength <= 10 ? strength : usual,
    relation: word.success ? word.data : undefined, text: asked['text'] || undefined, left: asked['left'] || undefined, right: asked['right'] || undefined,
  };
}

/** What the service is asked. */
export const asksFor = ({ from, to, strength, relation: wanted, text, left, right }: Look) => ({ from, to, atLeast: strength, relation: wanted, text, left, right });

/** The address of a look; what is usual is left out. */
export function lookHref(look: Look, changes: Partial<Look> & { readonly after?: number } = {}): string {
  const { view, strength, after, ...rest } = { ...look, ...changes } as Look & { after?: number };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...rest, view: view === 'list' ? view : undefined, strength: strength === usual ? undefined : String(strength), after: after ? String(after) : undefined })) if (value) search.set(name, value);
  return `/crosswalk?${search.toString()}`;
}

/** The address of one pair. */
export const pairHref = (from: string, id: string, to: string, toId: string): string => `/crosswalk/pair/${[from, id, to, toId].map(encodeURIComponent).join('/')}`;

/** The fields by which a look is narrowed. */
export function lookFields(look: Look, frameworks: readonly { readonly id: string; readonly name: string }[]) {
  const names = frameworks.map(({ id, name }) => ({ value: id, text: name }));
  return [
    { name: 'from', label: message('crosswalk.from'), type: 'select', value: look.from, options: names },
    { name: 'to', label: message('crosswalk.to'), type: 'select', value: look.to, options: names },
    { name: 'relation', label: message('coverage.column.relation'), type: 'select', value: look.relation ?? '', blank: message('crosswalk.any'), options: relation.options.map((value) => ({ value, text: message(`coverage.relation.${value}`) })) },
    { name: 'strength', label: message('coverage.column.strength'), type: 'select', value: String(look.strength), options: strengths.map((value) => ({ value: String(value), text: message(`crosswalk.atLeast.${value}`) })) },
    { name: 'text', label: message('crosswalk.text'), type: 'search', value: look.text ?? '', width: 'mid' },
  ];
}

/** What of a look no field holds, for the form to keep. */
export const keptFields = ({ view, left, right }: Look) => Object.entries({ view: view === 'list' ? view : undefined, left, right }).flatMap(([name, value]) => (value ? [{ name, value }] : []));
