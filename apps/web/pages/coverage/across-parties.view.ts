import type { ReplyOf } from '#libs/contracts/contract.js';
import type { coverageSummary, frameworkGet, frameworkList } from '#libs/contracts/crosswalk.contract.js';
import { message } from '../../render.js';
import { calendarDate } from '../../template-helpers.js';
import { carried, dateSlider, filterFields, requirementHref, type CoverageFilter } from './coverage-filter.js';
import { sectionRows, shownSections } from './sections.view.js';

/** So many parties stand side by side. */
export const partiesAtOnce = 20;

/** The heat map of one framework across parties, by section; an opened section shows its requirements, whose cells open the reasons. */
export function acrossParties(frameworks: ReplyOf<typeof frameworkList>['items'], framework: ReplyOf<typeof frameworkGet>, summary: ReplyOf<typeof coverageSummary>, filter: CoverageFilter) {
  const parties = summary.parties.filter(({ evidence, party }) => evidence > 0 || party !== 'own');
  const columns = parties.map(({ party, name }) => ({ text: name, href: `/coverage/${encodeURIComponent(party)}${carried(filter)}`, tall: parties.length > 6 }));
  const latest = summary.parties.flatMap(({ lastEvidenceUntil }) => lastEvidenceUntil ?? []).sort().at(-1) ?? null;
  return {
    page: { title: message('coverage.across.title'), nav: 'coverage' as const, wide: true },
    sub: message('coverage.across.sub', { framework: framework.name, version: framework.version, parties: summary.total, date: calendarDate(summary.at) }),
    filters: [
      { name: 'framework', label: message('coverage.filter.framework'), type: 'select', value: framework.id, options: frameworks.map(({ id, name }) => ({ value: id, text: name })) },
      ...filterFields(filter, summary.at, summary.choices),
      ...(summary.total > partiesAtOnce || filter.party ? [{ name: 'party', label: message('coverage.filter.party'), type: 'search', value: filter.party ?? '' }] : []),
    ],
    pager: pagerOf(summary, framework.id, filter),
    open: filter.open, slider: dateSlider(summary.at, summary.choices.earliest, latest),
    heat: { caption: message('coverage.across.caption', { framework: framework.name }), corner: message('coverage.requirement'), columns, rows: rowsOf(framework, parties, filter), legend: legendStates, note: message('coverage.heatNote') },
    barsTitle: message('coverage.across.bars', { framework: framework.name }),
    bars: parties.map(({ party, name, frameworks: found }) => frameworkBar(name, `/coverage/${encodeURIComponent(party)}/${framework.id}${carried(filter)}`, found[0]?.totals ?? {})),
    expired: parties.flatMap(({ name, evidence, lastEvidenceUntil: last, frameworks: found }) => (evidence > 0 && last && last < summary.at && onlyUnknown(found[0]?.totals ?? {}) ? [message('coverage.across.expired', { name, date: calendarDate(last) })] : [])),
    empty: parties.length === 0 && !filter.party, none: parties.length === 0 && filter.party !== undefined,
  };
}

function pagerOf({ total, next, parties }: ReplyOf<typeof coverageSummary>, framework: string, filter: CoverageFilter) {
  const after = filter.after ?? 0;
  const at = (to: number): string => `/coverage${carried(filter, { framework, open: filter.open, party: filter.party, after: to ? String(to) : undefined })}`;
  if (after === 0 && next === null) return {};
  return { shown: message('coverage.across.shown', { from: after + 1, to: after + parties.length, total }), ...(after > 0 && { previous: at(Math.max(0, after - partiesAtOnce)) }), ...(next !== null && { next: at(next) }) };
}

const onlyUnknown = (totals: Readonly<Record<string, number>>): boolean => Object.entries(totals).every(([verdict, count]) => verdict === 'unknown' || verdict === 'not-applicable' || count === 0);

function rowsOf(framework: ReplyOf<typeof frameworkGet>, parties: ReplyOf<typeof coverageSummary>['parties'], filter: CoverageFilter) {
  return shownSections(framework).flatMap((section) => sectionRows(framework, section, filter, {
    cells: parties.map(({ party, frameworks: found }) => {
      const cell = found[0]?.sections?.find(({ id }) => id === section.id);
      return { state: cell && cell.of === 0 ? 'not-applicable' : cell?.rollup ?? 'unknown', met: cell?.met, of: cell?.of || undefined, href: `/coverage/${encodeURIComponent(party)}/${framework.id}${carried(filter, { section: section.id })}` };
    }),
    columns: parties.map(({ party, frameworks: found }) => ({ requirements: found[0]?.requirements, hrefOf: (id) => requirementHref(party, framework.id, id, filter) })),
    hrefTo: (open) => `/coverage${carried(filter, { framework: framework.id, open, party: filter.party, after: filter.after ? String(filter.after) : undefined })}`,
  }));
}

/** The totals of one framework, or one party, as a bar: what applies, and beside it what does not. */
export function frameworkBar(text: string, href: string | undefined, totals: Readonly<Record<string, number>>) {
  const { met, of } = counted(totals);
  return {
    text, href, total: of, lead: met, parts: legendStates.filter((state) => state !== 'not-applicable').map((state) => ({ state, count: totals[state] ?? 0 })),
    aside: [{ state: 'not-applicable', count: totals['not-applicable'] ?? 0 }],
  };
}

/** How many requirements bind, and how many of them are met. */
export function counted(totals: Readonly<Record<string, number>>): { met: number; of: number } {
  const of = Object.entries(totals).reduce((sum, [verdict, count]) => (verdict === 'not-applicable' ? sum : sum + count), 0);
  return { met: (totals['met'] ?? 0) + (totals['met-with-exceptions'] ?? 0), of };
}

/** The verdicts in the order in which a legend explains them. */
export const legendStates = ['met', 'met-with-exceptions', 'partly', 'not-met', 'contradiction', 'unknown', 'not-applicable'];
