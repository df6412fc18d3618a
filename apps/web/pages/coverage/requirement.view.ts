import type { ReplyOf } from '#libs/contracts/contract.js';
import type { frameworkGet, Reason, requirementExplain } from '#libs/contracts/crosswalk.contract.js';
import { bareControl } from '#libs/crosswalk/bound.js';
import { message } from '../../render.js';
import { calendarDate } from '../../template-helpers.js';
import { carried, filterFields, type CoverageFilter } from './coverage-filter.js';
import type { NamedException } from './exceptions-found.js';
import { factHref, factRows } from './fact-rows.js';
import { stateOf } from './sections.view.js';
import { neighboursOf, sectionCrumb } from './neighbours.js';
import { relationCell } from './relation-cell.js';
import { relatedRows } from './related-rows.js';
import { shortened } from './shortened.js';
import { hasPassed } from '../state-words.js';

type Explained = ReplyOf<typeof requirementExplain>;

/** A reason as the `reason-tree` partial draws it. */
interface ShownReason {
  readonly kind?: string;
  readonly text: string;
  readonly links?: readonly { text: string; href: string }[];
  readonly reasons?: readonly ShownReason[];
}

/** What the page of one requirement is made of. */
export interface RequirementParts {
  readonly party: string;
  readonly name: string;
  readonly explained: Explained;
  readonly tree: ReplyOf<typeof frameworkGet>;
  readonly frameworks: readonly { readonly id: string; readonly name: string }[];
  /** Null while the service that keeps the reports does not answer. */
  readonly exceptions: readonly NamedException[] | null;
}

const closingsAtOnce = 4;

/** One requirement for one party: the verdict in a sentence, its reasons, what is missing, what would close it. */
export function requirementView({ party, name, explained, tree, frameworks, exceptions }: RequirementParts, filter: CoverageFilter) {
  const { requirement, framework, result } = explained;
  const own = `/coverage/${encodeURIComponent(party)}`;
  const shown = (reasons: readonly Reason[]): ShownReason[] => reasons.map((one) => shownReason(one, explained.facts));
  const related = relatedRows(party, explained, frameworks, filter);
  const closings = closingsOf(explained, party);
  return {
    page: {
      title: `${requirement.id} ${requirement.title}`, nav: 'coverage' as const,
      crumbs: [
        { href: `/coverage${carried(filter)}`, text: message('coverage.across.title') }, { href: `${own}${carried(filter)}`, text: name },
        { href: `${own}/${framework.id}${carried(filter)}`, text: framework.name }, ...sectionCrumb(tree, requirement.id, `${own}/${framework.id}`, filter), { href: '', text: requirement.id },
      ],
    },
    heading: `${framework.name} ${requirement.id} ${requirement.title}`, sub: message('coverage.requirementPage.sub', { name, date: calendarDate(explained.at) }),
    neighbours: neighboursOf(tree, requirement.id, party, filter), id: requirement.id,
    state: stateOf(result), says: explained.says,
    quality: [
      ...(result.assurance ? [{ term: message('coverage.requirementPage.assurance'), state: result.assurance, word: message(`coverage.assurance.${result.assurance}`) }] : []),
      ...(result.validUntil ? [{ term: message('coverage.requirementPage.until'), date: result.validUntil, sub: hasPassed(result.validUntil, Date.now()) ? message('coverage.hasPassed') : result.aged ? message('coverage.requirementPage.aged') : undefined }] : []),
      ...(result.expired ? [{ term: message('coverage.requirementPage.expired'), date: result.expired }] : []),
      { term: message('coverage.requirementPage.scope'), text: result.scope?.length ? result.scope.join(', ') : message('coverage.requirementPage.wholeScope') },
      { term: message('coverage.requirementPage.at'), date: explained.at },
    ],
    exceptions: shownExceptions(result.exceptions === true, exceptions),
    reasons: shown(result.reasons ?? []), whyNot: shown(explained.whyNot),
    closings: closings.slice(0, closingsAtOnce), more: closings.slice(closingsAtOnce),
    act: party === 'own' ? { href: '/programme', text: message('coverage.requirementPage.programme') } : { href: `/vendors/${party}/requests/new`, text: message('coverage.requirementPage.ask') },
    residue: requirement.residue,
    mappedAside: result.verdict.startsWith('met') && explained.mapped.some(({ state }) => state !== 'met') ? message('coverage.requirementPage.mappedAside') : null,
    mapped: explained.mapped.map((row) => ({ cells: [
      { id: bareControl(row.control), text: `${row.title}${row.bound ? `, ${row.bound}` : ''}`, href: `/crosswalk/controls/${bareControl(row.control)}`, sub: row.statement },
      { state: row.state === 'missing' ? 'not-met' : row.state, word: message(`coverage.part.${row.state}`) },
      { ...relationCell(row.relationship), sub: row.reason }, { value: row.strength, of: 10 },
    ] })),
    related: related.first, weaker: related.rest, weakerTitle: message('coverage.requirementPage.weaker', { count: related.count }),
    facts: factRows(explained.facts), text: requirement.text, textNote: requirement.text && ['gdpr', 'hipaa'].includes(framework.id) ? message(`coverage.requirementPage.textNote.${framework.id}`) : null,
    filters: filterFields(filter, explained.at), kept: Object.entries({ scope: filter.scope, domain: filter.domain, appliesTo: filter.appliesTo }).flatMap(([name, value]) => (value ? [{ name, value }] : [])),
  };
}

function shownReason(reason: Reason, facts: Explained['facts']): ShownReason {
  const fact = reason.evidence ? facts.find(({ id }) => id === reason.evidence) : undefined;
  const link = fact && factHref(fact);
  return {
    kind: kindOf(reason, fact), text: reason.says,
    ...(link && !reason.from?.length && { links: [{ text: fact.source.page ? message('coverage.page', { page: fact.source.page }) : message('coverage.openSource'), href: link }] }),
    ...(reason.from?.length && { reasons: reason.from.map((one) => shownReason(one, facts)) }),
  };
}

function kindOf(reason: Reason, fact: Explained['facts'][number] | undefined): string {
  if (fact && !reason.from?.length) return fact.source.kind === 'answer' ? 'answer' : 'page';
  return reason.row ? 'control' : 'rule';
}

/** Each exception by control, words and page; where the reports cannot be asked, at least that there are some. */
function shownExceptions(any: boolean, found: readonly NamedException[] | null) {
  if (!any) return null;
  const items = (found ?? []).map((one) => ({
    state: 'met-with-exceptions', title: one.controls, text: shortened(one.text, 600), links: one.pages.map(({ page, href }) => ({ text: message('coverage.requirementPage.exceptionPage', { report: one.report, page }), href })),
    sub: one.response ? message('coverage.requirementPage.response', { text: shortened(one.response, 300) }) : undefined,
  }));
  return { items, none: items.length === 0 ? message('coverage.requirementPage.exceptionsAway') : null };
}

/** What would close it, each as the question to ask, the evidence to collect and the control to add. */
function closingsOf({ wouldClose }: Explained, party: string) {
  return wouldClose.map((one) => ({
    name: one.name && one.control ? controlName(one.control, one.title, one.bound) : null, says: one.question ? null : one.says, question: one.question, collect: one.collect,
    add: party === 'own' && one.control && one.name ? { href: `/programme/${bareControl(one.control)}`, text: message('coverage.requirementPage.add') } : null,
  }));
}

/** `PRI-37 Breach notified to the supervisory authority, within 72 hours`. */
function controlName(control: string, title: string | null, bound: string | null): string {
  return `${bareControl(control)} ${title ?? ''}${bound ? `, ${bound}` : ''}`.trim();
}
