import type { ReplyOf } from '#libs/contracts/contract.js';
import type { controlCatalog, frameworkGet, frameworkList, pairList } from '#libs/contracts/crosswalk.contract.js';
import { bareControl } from '#libs/crosswalk/bound.js';
import { message } from '../../render.js';

type Tree = ReplyOf<typeof frameworkGet>;
type Pairs = ReplyOf<typeof pairList>['items'];

/** Two frameworks side by side: each requirement of the one with the requirements of the other that an assessor would look at. */
export function explorerView(frameworks: ReplyOf<typeof frameworkList>['items'], left: Tree, right: Tree, pairs: Pairs, filter: { readonly atLeast: number; readonly id: string | undefined }) {
  const names = frameworks.map(({ id, name }) => ({ value: id, text: name }));
  const leftTitles = titlesOf(left);
  const rightTitles = titlesOf(right);
  const order = new Map(left.requirements.map(({ id }, at) => [id, at]));
  const groups = new Map<string, Pairs>();
  for (const pair of pairs) groups.set(pair.from, [...(groups.get(pair.from) ?? []), pair]);
  const rows = [...groups].sort(([a], [b]) => (order.get(a) ?? 0) - (order.get(b) ?? 0)).flatMap(([id, own]) => [
    { group: `${id} ${leftTitles.get(id) ?? ''}` },
    ...own.map((pair) => ({ cells: [
      { id: pair.to, text: rightTitles.get(pair.to) ?? '' },
      { text: message(`coverage.relation.${pair.relation}`) }, { number: pair.strength },
      { links: pair.shared.slice(0, 6).map((control) => ({ text: control, href: `/crosswalk/controls/${bareControl(control)}` })) },
    ] })),
  ]);
  return {
    page: { title: message('crosswalk.title'), nav: 'crosswalk' as const },
    sub: message('crosswalk.sub', { from: left.name, to: right.name, pairs: pairs.length, with: groups.size, of: left.requirements.filter(({ assessable }) => assessable).length }),
    filters: [
      { name: 'from', label: message('crosswalk.from'), type: 'select', value: left.id, options: names },
      { name: 'to', label: message('crosswalk.to'), type: 'select', value: right.id, options: names },
      { name: 'strength', label: message('crosswalk.strength'), type: 'number', value: filter.atLeast, min: 1, max: 10, width: 'short' },
      { name: 'id', label: message('crosswalk.id'), type: 'text', value: filter.id ?? '', width: 'short' },
    ],
    rows, columns: [{ text: right.name }, { text: message('coverage.column.relation') }, { text: message('coverage.column.strength'), num: true }, { text: message('crosswalk.shared') }],
  };
}

/** One common control: what it says, how it is checked, and its parameters. */
export function controlView(control: ReplyOf<typeof controlCatalog>['controls'][number], domains: ReplyOf<typeof controlCatalog>['domains']) {
  return {
    page: { title: `${control.id} ${control.title}`, nav: 'crosswalk' as const, crumbs: [{ href: '/crosswalk', text: message('crosswalk.title') }, { href: '/crosswalk/controls', text: message('crosswalk.controls.title') }] },
    id: control.id, title: control.title, statement: control.statement, own: `/programme/${control.id}`,
    facts: [
      { term: message('crosswalk.control.domain'), text: domains.find(({ id }) => id === control.domain)?.title ?? control.domain },
      { term: message('crosswalk.control.test'), text: control.test },
      ...control.parameters.map(({ name, measures }) => ({ term: message(`crosswalk.parameter.${name}`), text: measures })),
    ],
  };
}

const titlesOf = (tree: Tree): ReadonlyMap<string, string> => new Map(tree.requirements.map(({ id, title }) => [id, title]));
