import type { ReplyOf } from '#libs/contracts/contract.js';
import type { coverageSummary, evidenceList, frameworkGet } from '#libs/contracts/crosswalk.contract.js';
import { dateOf } from '#libs/crosswalk/calendar.js';
import { GRACE } from '#libs/crosswalk/evidence-types.js';
import { timeOf } from '#libs/crosswalk/select-evidence.js';
import { today } from '#libs/platform/calendar-day.js';
import { addMonths } from '#libs/risk/cadence.js';
import { message } from '../../render.js';
import { calendarDate } from '../../template-helpers.js';
import { counted, frameworkBar, legendStates } from './across-parties.view.js';
import { carried, dateSlider, filterFields, requirementHref, type CoverageFilter } from './coverage-filter.js';
import { sectionRows, shownSections } from './sections.view.js';
import { hasPassed } from '../state-words.js';

type Fact = ReplyOf<typeof evidenceList>['items'][number];
type Summary = ReplyOf<typeof coverageSummary>;
type Totals = Readonly<Record<string, number>>;

const halfYears = 4;

/** The dates that a party's heat map compares: the asked one and the four half-years before it. */
export function periodsBack(at: string | undefined): string[] {
  return Array.from({ length: halfYears + 1 }, (_, back) => addMonths(at ?? today(), -6 * back));
}

/** One party in every framework: bars at the asked date, a heat map over time, and what it rests on. */
export function onePartyView(party: string, trees: readonly ReplyOf<typeof frameworkGet>[], summaries: readonly Summary[], facts: ReplyOf<typeof evidenceList>['items'], filter: CoverageFilter) {
  const now = summaries[0]!;
  const found = now.parties[0];
  const name = found?.name ?? party;
  const href = (framework: string, at: string, section?: string) => `/coverage/${encodeURIComponent(party)}/${framework}${carried({ ...filter, at }, { section })}`;
  const titles = new Map(trees.map((tree) => [tree.id, tree.name]));
  const bars = (found?.frameworks ?? []).map(({ id, totals }) => frameworkBar(titles.get(id) ?? id, href(id, now.at), totals));
  const until = found?.lastEvidenceUntil ?? null;
  return {
    page: { title: message('coverage.party.title', { name }), nav: 'coverage' as const, crumbs: [{ href: `/coverage${carried(filter)}`, text: message('coverage.across.title') }], wide: true },
    name, sub: message('coverage.party.sub', { date: calendarDate(now.at), facts: facts.length }),
    expired: until !== null && until < now.at && !bars.some(({ parts }) => parts.some(({ state, count }) => state !== 'unknown' && count > 0)) ? message('coverage.party.expired', { date: calendarDate(until) }) : null,
    filters: filterFields(filter, now.at, now.choices), open: filter.open, slider: dateSlider(now.at, now.choices.earliest, until), bars, isEmpty: facts.length === 0,
    heat: {
      caption: message('coverage.party.caption', { name }), corner: message('coverage.frameworkAndSection'),
      columns: summaries.map((summary) => ({ text: calendarDate(summary.at), href: `/coverage/${encodeURIComponent(party)}${carried({ ...filter, at: summary.at })}` })),
      rows: trees.flatMap((tree) => rowsOf(party, tree, summaries, filter)), legend: legendStates, note: message('coverage.heatNote'),
    },
    sources: sourcesOf(facts, now.at),
    exports: { csv: `/coverage/${encodeURIComponent(party)}/export${carried(filter, { format: 'csv' })}`, pdf: `/coverage/${encodeURIComponent(party)}/export${carried(filter, { format: 'pdf' })}` },
    vendor: party === 'own' ? '/programme' : `/vendors/${party}`,
  };
}

/** A framework's row and those of its sections, with a cell per date; an opened section shows its requirements. */
function rowsOf(party: string, tree: ReplyOf<typeof frameworkGet>, summaries: readonly Summary[], filter: CoverageFilter) {
  const found = summaries.map(({ parties }) => parties[0]?.frameworks.find(({ id }) => id === tree.id));
  const on = (at: number): CoverageFilter => ({ ...filter, at: summaries[at]!.at });
  const own = `/coverage/${encodeURIComponent(party)}`;
  const cellsOf = (section: string | null) => found.map((framework, at) => {
    const one = section === null ? null : framework?.sections?.find(({ id }) => id === section);
    const { met, of } = one ?? counted(framework?.totals ?? {});
    return { state: of === 0 ? 'not-applicable' : one?.rollup ?? overall(framework?.totals ?? {}), met, of: of || undefined, href: `${own}/${tree.id}${carried(on(at), { section: section ?? undefined })}` };
  });
  const sections = shownSections(tree).filter(({ deep }) => !deep).flatMap((section) => sectionRows(tree, { ...section, deep: true, hasDeeper: false }, filter, {
    cells: cellsOf(section.id),
    columns: found.map((framework, at) => ({ requirements: framework?.requirements, hrefOf: (id) => requirementHref(party, tree.id, id, on(at)) })),
    hrefTo: (open) => `${own}${carried(filter, { open })}`,
  }));
  return [{ text: tree.name, href: `${own}/${tree.id}${carried({ ...filter, at: summaries[0]!.at })}`, cells: cellsOf(null) }, ...sections];
}

/** The verdict of a whole framework for one cell: what weighs most among its requirements. */
export function overall(totals: Totals): string {
  const { met, of } = counted(totals);
  if ((totals['contradiction'] ?? 0) > 0) return 'contradiction';
  if ((totals['not-met'] ?? 0) > 0) return 'not-met';
  if (of > 0 && met === of) return (totals['met-with-exceptions'] ?? 0) > 0 ? 'met-with-exceptions' : 'met';
  return met > 0 || (totals['partly'] ?? 0) > 0 ? 'partly' : 'unknown';
}

/** What the facts come from, one line per source with how many facts it gave, for which days, and until when they count. */
function sourcesOf(facts: readonly Fact[], at: string) {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) groups.set(fact.source.label, [...(groups.get(fact.source.label) ?? []), fact]);
  return [...groups].map(([label, of]) => {
    const [first] = of;
    const to = of.map(({ period }) => period.to ?? period.from).reduce((latest, day) => (day > latest ? day : latest));
    const href = first?.source.kind === 'report' && first.source.id ? `/reports/${first.source.id}` : first?.source.kind === 'answer' && first.source.id ? `/requests/${first.source.id.split(':')[0]}` : undefined;
    const period = first?.period.to ? message('coverage.period', { from: calendarDate(first.period.from), to: calendarDate(to) }) : message('coverage.asOf', { date: calendarDate(to) });
    return { cells: [{ text: label, href, strong: !href }, { number: of.length }, { text: message(`coverage.assurance.${first?.assurance ?? 'attested'}`) }, { text: period }, untilCell(of, at)] };
  });
}

/** Until when the last of a source's facts counts; and that this is over, on the asked day or by today. */
function untilCell(facts: readonly Fact[], at: string) {
  const last = Math.max(...facts.map((fact) => timeOf(fact, 0, GRACE).until));
  const date = dateOf(last);
  if (date < at) return { state: 'expired', date, sub: message('coverage.countsNoLonger') };
  return { date, sub: hasPassed(date, Date.now()) ? message('coverage.hasPassed') : undefined };
}
