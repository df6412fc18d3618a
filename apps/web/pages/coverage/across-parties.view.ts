import type { ReplyOf } from '#libs/contracts/contract.js';
import type { coverageSummary, frameworkGet, frameworkList } from '#libs/contracts/crosswalk.contract.js';
import { message } from '../../render.js';
import { carried, filterFields, type CoverageFilter } from './coverage-filter.js';
import { shownSections } from './sections.view.js';

/** The heat map of one framework's sections across parties. */
export function acrossParties(frameworks: ReplyOf<typeof frameworkList>['items'], framework: ReplyOf<typeof frameworkGet>, summary: ReplyOf<typeof coverageSummary>, filter: CoverageFilter) {
  const parties = summary.parties.filter(({ evidence, party }) => evidence > 0 || party !== 'own');
  const assessable = framework.requirements.filter((requirement) => requirement.assessable).length;
  const columns = parties.map(({ party, name }) => ({ text: name, href: `/coverage/${encodeURIComponent(party)}${carried(filter)}`, tall: parties.length > 6 }));
  const rows = shownSections(framework).map((section) => ({
    id: section.number, text: section.title, deep: section.deep,
    cells: parties.map(({ party, frameworks: found }) => {
      const cell = found[0]?.sections?.find(({ id }) => id === section.id);
      return {
        state: cell && cell.of === 0 ? 'not-applicable' : cell?.rollup ?? 'unknown', met: cell?.met, of: cell?.of || undefined,
        href: `/coverage/${encodeURIComponent(party)}/${framework.id}${carried(filter, { section: section.id })}`,
      };
    }),
  }));
  return {
    page: { title: message('coverage.across.title'), nav: 'coverage' as const, wide: true },
    sub: message('coverage.across.sub', { framework: framework.name, version: framework.version, parties: parties.length, requirements: assessable }),
    filters: [
      { name: 'framework', label: message('coverage.filter.framework'), type: 'select', value: framework.id, options: frameworks.map(({ id, name }) => ({ value: id, text: name })) },
      ...filterFields(filter, summary.at),
    ],
    heat: { caption: message('coverage.across.caption', { framework: framework.name }), corner: message('coverage.requirement'), columns, rows, legend: legendStates, note: message('coverage.heatNote') },
    empty: parties.length === 0,
  };
}

/** The verdicts in the order in which a legend explains them. */
export const legendStates = ['met', 'met-with-exceptions', 'partly', 'not-met', 'contradiction', 'unknown', 'not-applicable'];
