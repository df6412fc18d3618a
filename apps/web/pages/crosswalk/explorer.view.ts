import type { ReplyOf } from '#libs/contracts/contract.js';
import type { frameworkList } from '#libs/contracts/crosswalk.contract.js';
import type { pairList, pairMatrix } from '#libs/contracts/explorer.contract.js';
import { CLAIMED } from '#libs/crosswalk/pair-filter.js';
import { message } from '../../render.js';
import { relationCell } from '../coverage/relation-cell.js';
import { keptFields, lookFields, lookHref, pairHref, type Look } from './look.js';

type Frameworks = ReplyOf<typeof frameworkList>['items'];
type Matrix = ReplyOf<typeof pairMatrix>;
type Pairs = ReplyOf<typeof pairList>;
type Side = Matrix['rows'][number];

const upright = 7;

/** Two frameworks side by side as a matrix: a cell opens into its parts, down to the pair of two requirements. */
export function matrixView(frameworks: Frameworks, reply: Matrix, look: Look) {
  const { rows, columns, cells } = reply;
  const at = new Map(cells.map((cell) => [cell.row * columns.length + cell.column, cell]));
  return {
    ...frame(frameworks, reply, look), isMatrix: true, caption: message('crosswalk.matrixCaption', { from: reply.from.name, to: reply.to.name }),
    columns: columns.map((column) => ({ id: numberOf(column), text: column.title, tall: columns.length > upright, href: sideHref(column, look.to, lookHref(look, { right: column.id })) })),
    rows: rows.map((row, rowAt) => ({
      id: numberOf(row), text: row.title, href: sideHref(row, look.from, lookHref(look, { left: row.id })),
      cells: columns.map((column, columnAt) => cellOf(at.get(rowAt * columns.length + columnAt), row, column, look)),
    })),
  };
}

/** The same as a list: each requirement of the one with its counterparts in the other. */
export function listView(frameworks: Frameworks, reply: Pairs, look: Look, after: number) {
  const rows = reply.items.flatMap((pair, at) => {
    const row = { cells: [
      { id: pair.to, text: pair.toTitle, href: pairHref(look.from, pair.from, look.to, pair.to) },
      relationCell(pair.relation), strengthCell(pair),
      { links: pair.shared.map((control) => ({ text: `${control.name} ${control.title}`.trim(), href: `/crosswalk/controls/${control.control}` })), ...(pair.shared.length === 0 && { text: message('coverage.sharedDirectly') }) },
    ] };
    return reply.items[at - 1]?.from === pair.from ? [row] : [{ group: `${pair.from} ${pair.fromTitle}` }, row];
  });
  return {
    ...frame(frameworks, reply, look), isMatrix: false, rows,
    columns: [{ text: reply.to.name }, { text: message('crosswalk.relationOf', { from: reply.from.name, to: reply.to.name }) }, { text: message('coverage.column.strength') }, { text: message('crosswalk.shared') }],
    aloneTitle: message('crosswalk.alone', { count: reply.alone.length, from: reply.from.name, to: reply.to.name }),
    alone: reply.alone.map(({ id, title }) => ({ id, text: title, href: `/coverage/own/${encodeURIComponent(look.from)}/${encodeURIComponent(id)}`, state: 'no-relation' })),
    pager: {
      ...(reply.next !== null && { next: lookHref(look, { after: reply.next }) }), ...(after > 0 && { previous: lookHref(look, { after: Math.max(0, after - pageLength) }) }),
      ...(reply.items.length > 0 && { shown: message('crosswalk.shown', { from: after + 1, to: after + reply.items.length, total: reply.total }) }),
    },
  };
}

/** Pairs on a page of the list. */
export const pageLength = 80;

/** What both forms have: the sentence, the filter, the way down to the branches that are looked at. */
function frame(frameworks: Frameworks, { from, to, total, claimed, matched }: Pick<Matrix, 'from' | 'to' | 'total' | 'claimed' | 'matched'>, look: Look) {
  const tab = (view: Look['view']) => ({ text: message(`crosswalk.view.${view}`), href: lookHref(look, { view }), here: look.view === view });
  return {
    page: { title: message('crosswalk.title'), nav: 'crosswalk' as const, wide: true },
    heading: message('crosswalk.heading', { from: from.name, to: to.name }), sub: message('crosswalk.sub', { from: from.name, matched, of: from.assessable, claimed, related: total - claimed }),
    tabs: [tab('matrix'), tab('list'), { text: message('crosswalk.controls.title'), href: '/crosswalk/controls' }, { text: message('crosswalk.overlays'), href: '/overlays' }],
    filters: lookFields(look, frameworks), kept: keptFields(look), turned: lookHref(look, { from: look.to, to: look.from, left: look.right, right: look.left }),
    ways: [wayOf(from, 'left', look), wayOf(to, 'right', look)].filter(({ path }) => path.length > 0), isEmpty: total === 0,
  };
}

function wayOf(framework: Matrix['from'], side: 'left' | 'right', look: Look) {
  return { path: framework.path.length === 0 ? [] : [{ text: framework.name, href: lookHref(look, { [side]: undefined }) }, ...framework.path.map(({ id, title }, at) => ({ text: title, ...(at < framework.path.length - 1 && { href: lookHref(look, { [side]: id }) }) }))] };
}

function cellOf(cell: Matrix['cells'][number] | undefined, row: Side, column: Side, look: Look) {
  if (!cell) return { look: 'none', hidden: message('crosswalk.cell.none') };
  const both = row.isRequirement && column.isRequirement;
  const shown = {
    href: both ? pairHref(look.from, row.id, look.to, column.id) : lookHref(look, { left: row.id, right: column.id }),
    look: cell.claimed > 0 ? 'rel' : cell.apart > 0 && cell.related === 0 ? 'apart' : 'related',
  };
  if (both) {
    const { icon, word } = relationCell(cell.relation ?? 'unknown');
    return cell.relation === 'disjoint' ? { ...shown, icon, hidden: word } : { ...shown, icon: cell.relation === 'unknown' ? undefined : icon, text: String(cell.strongest), hidden: message(cell.claimed ? 'crosswalk.cell.claimed' : 'crosswalk.cell.weak', { relation: word }) };
  }
  return {
    ...shown, text: cell.claimed > 0 ? String(cell.claimed) : undefined, more: cell.related > 0 ? `+${cell.related}` : undefined, share: cell.claimed > 0 && row.of > 1 ? { part: cell.reached, of: row.of } : undefined,
    icon: shown.look === 'apart' ? 'disjoint' : undefined, hidden: message('crosswalk.cell.section', { claimed: cell.claimed, related: cell.related, apart: cell.apart, reached: cell.reached, of: row.of }),
  };
}

const sideHref = (side: Side, framework: string, branch: string): string => (side.isRequirement ? `/coverage/own/${encodeURIComponent(framework)}/${encodeURIComponent(side.id)}` : branch);
const numberOf = ({ id, kind }: Side): string => (['part', 'subpart'].includes(kind) ? '' : id);

/** How strong a pair is, and whether it is claimed or only related. */
export function strengthCell({ relation, strength }: { readonly relation: string; readonly strength: number }) {
  if (relation === 'disjoint') return { text: message('crosswalk.apart') };
  return { value: strength, of: 10, sub: message(strength >= CLAIMED ? 'crosswalk.claimed' : 'crosswalk.related') };
}
