import type { ReplyOf } from '#libs/contracts/contract.js';
import type { Reason, requirementExplain } from '#libs/contracts/crosswalk.contract.js';
import { message } from '../../render.js';
import { calendarDate } from '../../template-helpers.js';
import { carried, filterFields, requirementHref, type CoverageFilter } from './coverage-filter.js';
import { stateOf } from './framework.view.js';

type Explained = ReplyOf<typeof requirementExplain>;

/** A reason as the `reason-tree` partial draws it. */
interface ShownReason {
  readonly kind?: string;
  readonly text: string;
  readonly links?: readonly { text: string; href: string }[];
  readonly reasons?: readonly ShownReason[];
}

/** One requirement for one party: the verdict in a sentence, its reasons, what is missing, what would close it. */
export function requirementView(party: string, name: string, explained: Explained, frameworks: readonly { readonly id: string; readonly name: string }[], filter: CoverageFilter) {
  const { requirement, framework, result } = explained;
  const own = `/coverage/${encodeURIComponent(party)}`;
  const shown = (reasons: readonly Reason[]): ShownReason[] => reasons.map((one) => shownReason(one, explained.facts));
  return {
    page: {
      title: `${requirement.id} ${requirement.title}`, nav: 'coverage' as const,
      crumbs: [
        { href: `/coverage${carried(filter)}`, text: message('coverage.across.title') }, { href: `${own}${carried(filter)}`, text: name },
        { href: `${own}/${framework.id}${carried(filter)}`, text: framework.name },
      ],
    },
    name, id: requirement.id, title: requirement.title, framework: `${framework.name} ${framework.version}`,
    state: stateOf(result), says: explained.says,
    quality: [
      ...(result.assurance ? [{ term: message('coverage.requirementPage.assurance'), text: message(`coverage.assurance.${result.assurance}`) }] : []),
      ...(result.validUntil ? [{ term: message('coverage.requirementPage.until'), date: result.validUntil }] : []),
      ...(result.expired ? [{ term: message('coverage.requirementPage.expired'), date: result.expired }] : []),
      { term: message('coverage.requirementPage.at'), date: explained.at },
    ],
    exceptions: result.exceptions ? message('coverage.requirementPage.exceptions') : null,
    reasons: shown(result.reasons ?? []), whyNot: shown(explained.whyNot),
    wouldClose: explained.wouldClose.map(({ says }) => ({ says })),
    residue: requirement.residue,
    mapped: explained.mapped.map((row) => ({ cells: [
      { id: row.control, text: row.title, sub: row.statement }, { state: row.state === 'missing' ? 'not-met' : row.state, word: message(`coverage.part.${row.state}`) },
      { text: message(`coverage.relation.${row.relationship}`), sub: row.reason }, { number: row.strength },
    ] })),
    related: explained.related.map((row) => ({ cells: [
      { id: row.id, text: row.title, href: requirementHref(party, row.framework, row.id, filter) }, { text: frameworks.find(({ id }) => id === row.framework)?.name ?? row.framework },
      { text: message(`coverage.relation.${row.relation}`) }, { number: row.strength },
    ] })),
    facts: explained.facts.map((fact) => ({ cells: [
      { text: fact.source.label, ...factLink(fact), sub: fact.source.quote ?? fact.note }, { state: fact.verdict === 'excepted' ? 'met-with-exceptions' : fact.verdict },
      { text: message(`coverage.assurance.${fact.assurance}`) },
      { text: fact.period.to ? message('coverage.period', { from: calendarDate(fact.period.from), to: calendarDate(fact.period.to) }) : message('coverage.asOf', { date: calendarDate(fact.period.from) }) },
    ] })),
    text: requirement.text, filters: filterFields(filter, explained.at),
  };
}

function shownReason(reason: Reason, facts: Explained['facts']): ShownReason {
  const fact = reason.evidence ? facts.find(({ id }) => id === reason.evidence) : undefined;
  const link = fact && factLink(fact).href;
  return {
    kind: kindOf(reason, fact), text: reason.says,
    ...(link && { links: [{ text: fact.source.page ? message('coverage.page', { page: fact.source.page }) : message('coverage.openSource'), href: link }] }),
    ...(reason.from?.length && { reasons: reason.from.map((one) => shownReason(one, facts)) }),
  };
}

function kindOf(reason: Reason, fact: Explained['facts'][number] | undefined): string {
  if (fact) return fact.source.kind === 'answer' ? 'answer' : 'page';
  return reason.row ? 'control' : 'rule';
}

function factLink(fact: Explained['facts'][number]): { href?: string } {
  const { kind, id, page } = fact.source;
  if (!id) return {};
  if (kind === 'report') return { href: `/reports/${id}${page ? `?page=${page}` : ''}` };
  if (kind === 'answer') return { href: `/requests/${id.split(':')[0]}` };
  return { href: '/programme' };
}
