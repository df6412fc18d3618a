import type { ReplyOf } from '#libs/contracts/contract.js';
import type { coverageSummary, evidenceList, frameworkGet } from '#libs/contracts/crosswalk.contract.js';
import { message } from '../../render.js';
import { calendarDate } from '../../template-helpers.js';
import { legendStates } from './across-parties.view.js';
import { carried, filterFields, type CoverageFilter } from './coverage-filter.js';
import { shownSections } from './sections.view.js';

type Summary = ReplyOf<typeof coverageSummary>;
type Totals = Readonly<Record<string, number>>;

const halfYears = 4;

/** The dates that a party's heat map compares: the asked one and the four half-years before it. */
export function periodsBack(at: string | undefined): string[] {
  const end = new Date(`${at ?? new Date().toISOString().slice(0, 10)}T00:00:00Z`);
  return Array.from({ length: halfYears + 1 }, (_, back) => {
    const last = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() - 6 * back + 1, 0)).getUTCDate();
    return new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() - 6 * back, Math.min(end.getUTCDate(), last))).toISOString().slice(0, 10);
  });
}

/** How many requirements bind, and how many of them are met. */
export function counted(totals: Totals): { met: number; of: number } {
  const of = Object.entries(totals).reduce((sum, [verdict, count]) => (verdict === 'not-applicable' ? sum : sum + count), 0);
  return { met: (totals['met'] ?? 0) + (totals['met-with-exceptions'] ?? 0), of };
}

/** One party in every framework: bars at the asked date, a heat map over time, and what it rests on. */
export function onePartyView(party: string, trees: readonly ReplyOf<typeof frameworkGet>[], summaries: readonly Summary[], facts: ReplyOf<typeof evidenceList>['items'], filter: CoverageFilter) {
  const now = summaries[0]!;
  const found = now.parties[0];
  const name = found?.name ?? party;
  const href = (framework: string, at: string, section?: string) => `/coverage/${encodeURIComponent(party)}/${framework}${carried({ ...filter, at }, { section })}`;
  const titles = new Map(trees.map((tree) => [tree.id, tree.name]));
  const bars = (found?.frameworks ?? []).map(({ id, totals }) => ({
    text: titles.get(id) ?? id, href: href(id, now.at), total: counted(totals).of, lead: counted(totals).met,
    parts: legendStates.filter((state) => state !== 'not-applicable').map((state) => ({ state, count: totals[state] ?? 0 })),
    aside: [{ state: 'not-applicable', count: totals['not-applicable'] ?? 0 }],
  }));
  const rows = trees.flatMap((tree) => {
    const cellsOf = (section: string | null) => summaries.map((summary) => {
      const framework = summary.parties[0]?.frameworks.find(({ id }) => id === tree.id);
      const one = section === null ? null : framework?.sections?.find(({ id }) => id === section);
      const { met, of } = one ?? counted(framework?.totals ?? {});
      return { state: of === 0 ? 'not-applicable' : one?.rollup ?? overall(framework?.totals ?? {}), met, of: of || undefined, href: href(tree.id, summary.at, section ?? undefined) };
    });
    const sections = shownSections(tree).filter(({ deep }) => !deep);
    return [
      { text: tree.name, href: href(tree.id, now.at), cells: cellsOf(null) },
      ...(sections.length > 1 ? sections.map((section) => ({ id: section.number, text: section.title, deep: true, cells: cellsOf(section.id) })) : []),
    ];
  });
  const until = found?.lastEvidenceUntil ?? null;
  return {
    page: { title: message('coverage.party.title', { name }), nav: 'coverage' as const, crumbs: [{ href: `/coverage${carried(filter)}`, text: message('coverage.across.title') }], wide: true },
    name, sub: message('coverage.party.sub', { date: calendarDate(now.at), facts: facts.length }),
    expired: until !== null && until < now.at && !bars.some(({ parts }) => parts.some(({ state, count }) => state !== 'unknown' && count > 0)) ? message('coverage.party.expired', { date: calendarDate(until) }) : null,
    filters: filterFields(filter, now.at), bars, isEmpty: facts.length === 0,
    heat: {
      caption: message('coverage.party.caption', { name }), corner: message('coverage.frameworkAndSection'),
      columns: summaries.map((summary) => ({ text: calendarDate(summary.at), href: `/coverage/${encodeURIComponent(party)}${carried({ ...filter, at: summary.at })}` })),
      rows, legend: legendStates, note: message('coverage.heatNote'),
    },
    sources: sourcesOf(facts),
    exports: { csv: `/coverage/${encodeURIComponent(party)}/export${carried(filter, { format: 'csv' })}`, pdf: `/coverage/${encodeURIComponent(party)}/export${carried(filter, { format: 'pdf' })}` },
    vendor: party === 'own' ? '/programme' : `/vendors/${party}`,
  };
}

/** The verdict of a whole framework for one cell: what weighs most among its requirements. */
export function overall(totals: Totals): string {
  const { met, of } = counted(totals);
  if ((totals['contradiction'] ?? 0) > 0) return 'contradiction';
  if ((totals['not-met'] ?? 0) > 0) return 'not-met';
  if (of > 0 && met === of) return (totals['met-with-exceptions'] ?? 0) > 0 ? 'met-with-exceptions' : 'met';
  return met > 0 || (totals['partly'] ?? 0) > 0 ? 'partly' : 'unknown';
}

/** What the facts come from, one line per source with how many facts it gave and for which days. */
function sourcesOf(facts: ReplyOf<typeof evidenceList>['items']) {
  const groups = new Map<string, typeof facts>();
  for (const fact of facts) groups.set(fact.source.label, [...(groups.get(fact.source.label) ?? []), fact]);
  return [...groups].map(([label, of]) => {
    const [first] = of;
    const to = of.map(({ period }) => period.to ?? period.from).reduce((latest, day) => (day > latest ? day : latest));
    const href = first?.source.kind === 'report' && first.source.id ? `/reports/${first.source.id}` : first?.source.kind === 'answer' && first.source.id ? `/requests/${first.source.id.split(':')[0]}` : undefined;
    const period = first?.period.to ? message('coverage.period', { from: calendarDate(first.period.from), to: calendarDate(to) }) : message('coverage.asOf', { date: calendarDate(to) });
    return { cells: [{ text: label, href, strong: !href }, { number: of.length }, { text: message(`coverage.assurance.${first?.assurance ?? 'attested'}`) }, { text: period }] };
  });
}
