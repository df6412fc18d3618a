import type { ReplyOf } from '#libs/contracts/contract.js';
import type { Reason } from '#libs/contracts/crosswalk.contract.js';
import type { contradictionList } from '#libs/contracts/readings.contract.js';
import { bareControl } from '#libs/crosswalk/bound.js';
import { message } from '../../render.js';
import { calendarDate } from '../../template-helpers.js';
import { requirementHref, type CoverageFilter } from '../coverage/coverage-filter.js';
import { partyField, readingTabs, type Asked } from './asked.js';

type Found = ReplyOf<typeof contradictionList>;
type Clash = Found['facts'][number];

interface Shown {
  readonly parties: Asked['parties'];
  readonly frameworks: Asked['frameworks'];
  readonly party: string | undefined;
  readonly filter: CoverageFilter;
}

/** Every contradiction with both of its chains, side by side. */
export function contradictionsView(found: Found, { parties, frameworks, party, filter }: Shown) {
  const nameOf = (framework: string): string => frameworks.find(({ id }) => id === framework)?.name ?? framework;
  const place = ({ framework, id, title }: Clash['node']): string => `${framework ? `${nameOf(framework)} ` : ''}${id} ${title}`.trim();
  const hrefOf = (of: string, { framework, id }: Clash['node']): string => framework ? requirementHref(of, framework, id, filter) : `/crosswalk/controls/${bareControl(id.split(' ')[0]!)}`;
  const count = found.facts.length + found.rows.length;
  return {
    page: { title: message('readings.contradictions.title'), nav: 'coverage' as const, wide: true }, tabs: readingTabs('contradictions', { party, filter }),
    sub: message('readings.contradictions.sub', { date: calendarDate(found.at) }),
    lede: message(count ? 'readings.contradictions.lede' : 'readings.contradictions.none', { facts: found.facts.length, rows: found.rows.length, disagreements: found.disagreements.length }),
    filters: [
      { ...partyField(parties, party ?? ''), blank: message('readings.contradictions.everybody') }, { name: 'at', label: message('coverage.filter.at'), type: 'date', value: found.at },
    ],
    facts: found.facts.map((one, at) => ({
      id: `fact-${at + 1}`, title: message('readings.contradictions.factTitle', { name: one.party.name, what: place(one.node) }), href: hrefOf(one.party.id, one.node),
      scope: one.scope.length ? message('readings.contradictions.scope', { scope: one.scope.join(', ') }) : null,
      for: one.for.map((reason) => shownReason(reason, 'met')), against: one.against.map((reason) => shownReason(reason, 'not-met')),
      touches: one.touches.length ? message('readings.contradictions.touches', { list: one.touches.map(({ name, ids }) => `${name} ${ids.slice(0, 8).join(', ')}${ids.length > 8 ? ' …' : ''}`).join('; ') }) : null,
    })),
    rows: found.rows.map(({ between, chains }, at) => ({
      id: `rows-${at + 1}`, title: message('readings.contradictions.rowTitle', { from: between[0], to: between[1] }),
      chains: chains.map(({ says, steps }) => ({ says, reasons: steps.map((step) => ({
        kind: step.row ? 'control' : 'rule', text: step.says, sub: [step.row ? message(step.own ? 'readings.contradictions.own' : 'readings.contradictions.shipped') : '', step.reason].filter(Boolean).join(' · '),
        ...(step.framework && step.requirement && { links: [{ text: message('readings.contradictions.mend'), href: `/overlays/rows?framework=${encodeURIComponent(step.framework)}&search=${encodeURIComponent(step.requirement)}` }] }),
      })) })),
    })),
    disagreements: found.disagreements.map((one) => ({ cells: [{ text: one.party.name, href: `/coverage/${encodeURIComponent(one.party.id)}` }, { text: place(one.node), href: hrefOf(one.party.id, one.node) }, { text: one.says }] })),
    disagreementColumns: ['party', 'what', 'says'].map((column) => ({ text: message(`readings.contradictions.column.${column}`) })),
    more: found.more,
    nothing: count + found.disagreements.length === 0,
  };
}

interface ShownReason { readonly state?: string; readonly kind?: string; readonly text: string; readonly reasons?: readonly ShownReason[] }

function shownReason({ says, evidence, from }: Reason, state?: string): ShownReason {
  return { ...(state ? { state } : { kind: evidence && !from?.length ? 'page' : 'rule' }), text: says, ...(from?.length && { reasons: from.map((one) => shownReason(one)) }) };
}
