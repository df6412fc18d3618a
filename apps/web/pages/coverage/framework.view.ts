import type { ReplyOf } from '#libs/contracts/contract.js';
import type { coverageGet, frameworkGet } from '#libs/contracts/crosswalk.contract.js';
import { message } from '../../render.js';
import { calendarDate } from '../../template-helpers.js';
import { legendStates } from './across-parties.view.js';
import { carried, filterFields, requirementHref, type CoverageFilter } from './coverage-filter.js';
import { counted } from './one-party.view.js';

type Tree = ReplyOf<typeof frameworkGet>;

/** Every requirement of a framework for one party, under its section; a section or a verdict can be picked out. */
export function frameworkView(party: string, name: string, tree: Tree, coverage: ReplyOf<typeof coverageGet>, filter: CoverageFilter) {
  const answer = coverage.frameworks[0];
  const byId = new Map((answer?.requirements ?? []).map((one) => [one.id, one]));
  const ancestors = ancestorsOf(tree);
  const wanted = tree.requirements.filter((requirement) => {
    const one = byId.get(requirement.id);
    if (!requirement.assessable || !one) return false;
    if (filter.section && requirement.id !== filter.section && !ancestors(requirement.id).includes(filter.section)) return false;
    if (filter.verdict) return stateOf(one) === filter.verdict;
    return one.binds;
  });
  const groups = new Map<string, typeof wanted>();
  for (const requirement of wanted) groups.set(requirement.parent ?? '', [...(groups.get(requirement.parent ?? '') ?? []), requirement]);
  const titleOf = (id: string): string => tree.requirements.find((one) => one.id === id)?.title ?? '';
  const { met, of } = counted(answer?.totals ?? {});
  const own = `/coverage/${encodeURIComponent(party)}`;
  return {
    page: {
      title: message('coverage.framework.title', { name, framework: tree.name }), nav: 'coverage' as const,
      crumbs: [{ href: `/coverage${carried(filter)}`, text: message('coverage.across.title') }, { href: `${own}${carried(filter)}`, text: name }],
    },
    heading: `${tree.name} ${tree.version}`, sub: message('coverage.framework.sub', { name, met, of, date: calendarDate(coverage.at) }),
    bars: [{ text: tree.name, total: of, lead: met, parts: legendStates.filter((state) => state !== 'not-applicable').map((state) => ({ state, count: answer?.totals[state] ?? 0 })), aside: [{ state: 'not-applicable', count: answer?.totals['not-applicable'] ?? 0 }] }],
    filters: [
      { name: 'section', label: message('coverage.filter.section'), type: 'select', value: filter.section ?? '', blank: message('coverage.filter.all'), options: tree.requirements.filter(({ assessable, id }) => !assessable && tree.requirements.some(({ parent }) => parent === id)).map(({ id, title }) => ({ value: id, text: `${id} ${title}` })) },
      { name: 'verdict', label: message('coverage.filter.verdict'), type: 'select', value: filter.verdict ?? '', blank: message('coverage.filter.all'), options: [...legendStates, 'does-not-bind'].map((value) => ({ value, text: message(`common.status.${value}`) })) },
      ...filterFields(filter, coverage.at),
    ],
    sections: [...groups].map(([id, requirements]) => ({
      title: `${id} ${titleOf(id)}`.trim(), id: `s-${id.replace(/[^\w-]+/g, '-')}`,
      items: requirements.map((requirement) => ({ id: requirement.id, text: requirement.title, href: requirementHref(party, tree.id, requirement.id, filter), state: stateOf(byId.get(requirement.id)!) })),
    })),
    exports: { csv: `${own}/export${carried(filter, { format: 'csv', framework: tree.id })}`, pdf: `${own}/export${carried(filter, { format: 'pdf', framework: tree.id })}` },
    isEmpty: wanted.length === 0,
  };
}

/** The state that a page shows for a requirement: its verdict, or that it does not bind, or that it was met and has expired. */
export function stateOf(one: { readonly binds: boolean; readonly verdict: string; readonly expired?: string | null | undefined }): string {
  if (!one.binds) return 'does-not-bind';
  return one.verdict === 'unknown' && one.expired ? 'expired' : one.verdict;
}

function ancestorsOf(tree: Tree): (id: string) => string[] {
  const parents = new Map(tree.requirements.map(({ id, parent }) => [id, parent]));
  const above = (id: string): string[] => {
    const parent = parents.get(id);
    return parent ? [parent, ...above(parent)] : [];
  };
  return above;
}
