import type { z } from 'zod';
import type { ReplyOf } from '#libs/contracts/contract.js';
import { assurance, type coverageSummary } from '#libs/contracts/crosswalk.contract.js';
import { today } from '#libs/platform/calendar-day.js';
import { message } from '../../render.js';

/** The query of a coverage page, as it stands in the address. */
export type CoverageQuery = Readonly<Record<string, string | undefined>>;

/** What a coverage page is narrowed by; what cannot be read is left out. */
export interface CoverageFilter {
  readonly framework?: string | undefined;
  readonly at?: string | undefined;
  readonly assurance?: z.output<typeof assurance> | undefined;
  readonly verdict?: string | undefined;
  readonly section?: string | undefined;
  readonly scope?: string | undefined;
  readonly domain?: string | undefined;
  readonly appliesTo?: string | undefined;
  /** The branch whose requirements a heat map shows, as "soc2:CC6". */
  readonly open?: string | undefined;
  /** A part of the name of a party, and how many parties stand before the first that is shown. */
  readonly party?: string | undefined;
  readonly after?: number | undefined;
}

export type Choices = ReplyOf<typeof coverageSummary>['choices'];

const dated = /^\d{4}-\d\d-\d\d$/;

/** Reads the filter out of the query. */
export function filterOf(query: CoverageQuery): CoverageFilter {
  const level = assurance.safeParse(query['assurance']);
  const at = query['at'];
  return {
    framework: query['framework'] || undefined,
    at: at && dated.test(at) && !Number.isNaN(Date.parse(at)) ? at : undefined,
    assurance: level.success ? level.data : undefined,
    verdict: query['verdict'] || undefined,
    section: query['section'] || undefined,
    scope: query['scope'] || undefined, domain: query['domain'] || undefined, appliesTo: query['appliesTo'] || undefined,
    party: query['party'] || undefined, after: Math.max(0, Math.trunc(Number(query['after'] ?? 0)) || 0),
    open: query['open']?.includes(':') ? query['open'] : undefined,
  };
}

/** What the service is asked by a filter. */
export const asksFor = ({ at, assurance: level, scope, domain, appliesTo }: CoverageFilter) => ({ at, assurance: level, scope: scope ? [scope] : [], domain, appliesTo });

/** The part of the address that keeps the filter on the way to another page; '' when there is none. */
export function carried(filter: CoverageFilter, more: Readonly<Record<string, string | undefined>> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ at: filter.at, assurance: filter.assurance, scope: filter.scope, domain: filter.domain, appliesTo: filter.appliesTo, ...more })) if (value) search.set(name, value);
  const text = search.toString();
  return text ? `?${text}` : '';
}

/** The fields that every coverage page has: assurance and date, and with choices what it can be narrowed to. */
export function filterFields(filter: CoverageFilter, at: string, choices?: Choices) {
  const select = (name: 'scope' | 'domain' | 'appliesTo', options: readonly { readonly value: string; readonly text: string }[]) => (options.length === 0 ? [] : [{ name, label: message(`coverage.filter.${name}`), type: 'select', value: filter[name] ?? '', blank: message('coverage.filter.all'), options }]);
  return [
    ...(choices ? [
      ...select('domain', choices.domains.map(({ id, title }) => ({ value: id, text: title }))),
      ...select('appliesTo', choices.appliesTo.map((role) => ({ value: role, text: roleWord(role) }))),
      ...select('scope', choices.scopes.map((scope) => ({ value: scope, text: scope }))),
    ] : []),
    { name: 'assurance', label: message('coverage.filter.assurance'), type: 'select', value: filter.assurance ?? 'attested', options: assurance.options.map((value) => ({ value, text: message(`coverage.assurance.${value}`) })) },
    { name: 'at', label: message('coverage.filter.at'), type: 'date', value: at },
  ];
}

/** The days between which a slider moves the date: from the first that any fact speaks of to the last that one may count on, today at least. */
export function dateSlider(at: string, earliest: string | null, latest: string | null, now: string = today()) {
  const days = [at, now, ...(earliest ? [earliest] : []), ...(latest ? [latest] : [])].sort();
  const [from, to] = [days[0]!, days.at(-1)!];
  return from === to ? null : { field: 'filter-at', from: dayNumber(from), to: dayNumber(to), value: dayNumber(at), first: from, last: to };
}

const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

const shippedRoles = ['business-associate', 'clearinghouse', 'controller', 'covered-entity', 'designated-entity', 'health-plan', 'issuer', 'member-state', 'multi-tenant-service-provider', 'pos-poi-terminals', 'processor', 'service-provider', 'supervisory-authority', 'union-institution'];

/** Whom requirements bind, in words; a role of an own framework as it is written there. */
export const roleWord = (role: string): string => (shippedRoles.includes(role) ? message(`coverage.role.${role}`) : role.replaceAll('-', ' '));

/** The address of a requirement's page. */
export function requirementHref(party: string, framework: string, id: string, filter: CoverageFilter): string {
  return `/coverage/${encodeURIComponent(party)}/${encodeURIComponent(framework)}/${encodeURIComponent(id)}${carried(filter)}`;
}
