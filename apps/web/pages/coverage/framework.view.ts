import type { ReplyOf } from '#libs/contracts/contract.js';
import type { coverageGet, coverageSummary, frameworkGet } from '#libs/contracts/crosswalk.contract.js';
import { message } from '../../render.js';
import { calendarDate } from '../../template-helpers.js';
import { stateOf } from './sections.view.js';
import { counted, frameworkBar, legendStates } from './across-parties.view.js';
import { carried, dateSlider, filterFields, requirementHref, type CoverageFilter } from './coverage-filter.js';

type Tree = ReplyOf<typeof frameworkGet>;

/** Every requirement of a framework for one party, under its section; a section or a verdict can be picked out. */
export function frameworkView({ choices, parties: [known] }: ReplyOf<typeof coverageSummary>, tree: Tree, coverage: ReplyOf<typeof coverageGet>, filter: CoverageFilter) {
  const { party, name, latest } = { party: coverage.party, name: known?.name ?? '', latest: known?.lastEvidenceUntil ?? null };
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
    bars: [frameworkBar(tree.name, undefined, answer?.totals ?? {})], slider: dateSlider(coverage.at, choices.earliest, latest),
    filters: [
      { name: 'section', label: message('coverage.filter.section'), type: 'select', value: filter.section ?? '', blank: message('coverage.filter.all'), options: tree.requirements.filter(({ assessable, id }) => !assessable && tree.requirements.some(({ parent }) => parent === id)).map(({ id, title }) => ({ value: id, text: `${id} ${title}` })) },
      { name: 'verdict', label: message('coverage.filter.verdict'), type: 'select', value: filter.verdict ?? '', blank: message('coverage.filter.all'), options: [...legendStates, 'does-not-bind'].map((value) => ({ value, text: message(`common.status.${value}`) })) },
      ...filterFields(filter, coverage.at, choices),
    ],
    sections: [...groups].map(([id, requirements]) => ({
      title: `${id} ${titleOf(id)}`.trim(), id: `s-${id.replace(/[^\w-]+/g, '-')}`,
      items: requirements.map((requirement) => ({ id: requirement.id, text: requirement.title, href: requirementHref(party, tree.id, requirement.id, filter), state: stateOf(byId.get(requirement.id)!) })),
    })),
    exports: { csv: `${own}/export${carried(filter, { format: 'csv', framework: tree.id })}`, pdf: `${own}/export${carried(filter, { format: 'pdf', framework: tree.id })}` },
    isEmpty: wanted.length === 0,
  };
}

function ancestorsOf(tree: Tree): (id: string) => string[] {
  const parents = new Map(tree.requirements.map(({ id, parent }) => [id, parent]));
  const above = (id: string): string[] => {
    const parent = parents.get(id);
    return parent ? [parent, ...above(parent)] : [];
  };
  return above;
}
