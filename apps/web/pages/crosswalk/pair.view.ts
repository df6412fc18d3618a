import type { ReplyOf } from '#libs/contracts/contract.js';
import type { pairExplain } from '#libs/contracts/explorer.contract.js';
import { message } from '../../render.js';
import { relationCell } from '../coverage/relation-cell.js';
import { chainPicture } from './chain-picture.js';
import { strengthCell } from './explorer.view.js';
import { lookHref, pairHref, type Look } from './look.js';
import { rowReason } from './row-words.js';

type Pair = ReplyOf<typeof pairExplain>;
type Chain = Pair['chains'][number];
type Step = Chain['steps'][number];

const converse: Readonly<Record<string, string>> = { subset: 'superset', superset: 'subset' };
const atOnce = 12;

/** Two requirements: what is proven of them, by which rows, with the reason and the origin of each. */
export function pairView(pair: Pair, mayEdit: boolean) {
  const { from, to, relation, possible, strength, chains } = pair;
  const rows = chains.map((chain) => chainRow(chain, pair, mayEdit));
  const names = { from: `${from.name} ${from.id}`, to: `${to.name} ${to.id}` };
  const look: Look = { from: from.framework, to: to.framework, view: 'list', strength: 3, left: from.id };
  return {
    page: { title: message('crosswalk.pair.title', names), nav: 'crosswalk' as const, wide: true, crumbs: [{ href: '/crosswalk', text: message('crosswalk.title') }, { href: lookHref({ ...look, left: undefined }), text: message('crosswalk.heading', { from: from.name, to: to.name }) }, { href: lookHref(look), text: names.from }] },
    heading: message('crosswalk.pair.title', names),
    relation: relationCell(relation), says: message(`crosswalk.pair.says.${relation}`, names),
    open: relation === 'unknown' || (relation === 'overlaps' && possible.length < 4) ? message('crosswalk.pair.open', { relations: possible.map((one) => message(`coverage.relation.${one}`).toLowerCase()).join(', ') }) : null,
    facts: [
      { term: message('coverage.column.strength'), ...strengthCell({ relation, strength }) },
      { term: names.from, text: from.title, href: `/coverage/own/${encodeURIComponent(from.framework)}/${encodeURIComponent(from.id)}` },
      { term: names.to, text: to.title, href: `/coverage/own/${encodeURIComponent(to.framework)}/${encodeURIComponent(to.id)}` },
    ],
    turned: pairHref(to.framework, to.id, from.framework, from.id),
    caption: message('crosswalk.pair.picture', names), fromId: from.id, toId: to.id,
    picture: chains.length > 0 ? chainPicture(joined(chains)) : null,
    columns: [{ text: message('crosswalk.pair.through') }, { text: message('crosswalk.pair.stands', { name: from.id }) }, { text: message('crosswalk.pair.stands', { name: to.id }) }, { text: message('crosswalk.pair.follows') }],
    rows: rows.slice(0, atOnce), more: rows.slice(atOnce), moreTitle: message('crosswalk.pair.more', { count: rows.length - atOnce }),
  };
}

/** One chain: what is between, how each end stands to it with the row that says so, and what follows. */
function chainRow({ over, proves, steps }: Chain, { from, to }: Pair, mayEdit: boolean) {
  const side = (relation: string, { row }: Step) => ({ relation: relationCell(relation), why: row && rowReason(row, mayEdit) });
  const [first, last] = [steps[0]!, steps.at(-1)!];
  const control = over.find(({ kind }) => kind === 'control');
  return {
    title: over[0]?.title ?? message('crosswalk.pair.straight'), name: [...new Set(over.map(({ name }) => name))].join(' · '), href: control && `/crosswalk/controls/${control.id}`,
    left: side(first.relation, first), right: over.length === 0 ? null : side(converse[last.relation] ?? last.relation, last),
    follows: { ...relationCell(proves), word: message(`crosswalk.pair.proves.${proves}`, { from: from.id, to: to.id }) },
  };
}

/** What the picture shows between the two: each control once. */
function joined(chains: readonly Chain[]) {
  const seen = new Map<string, { name: string; left: string | null; right: string | null }>();
  for (const { over, steps } of chains) {
    if (over.length === 0 || seen.has(over[0]!.id)) continue;
    const last = steps.at(-1)!.relation;
    seen.set(over[0]!.id, { name: over[0]!.title || over[0]!.name, left: steps[0]!.relation, right: converse[last] ?? last });
  }
  return [...seen.values()];
}
