import type { ReplyOf } from '#libs/contracts/contract.js';
import type { planGet } from '#libs/contracts/readings.contract.js';
import { bareControl } from '#libs/crosswalk/bound.js';
import { message } from '../../render.js';
import { calendarDate, changedQuery } from '../../template-helpers.js';
import { carried, filterFields, requirementHref } from '../coverage/coverage-filter.js';
import { frameworkField, idLinks, partyField, readingTabs, type Asked } from './asked.js';

type Plan = ReplyOf<typeof planGet>;
type Step = Plan['steps'][number];
type Planned = Asked & { readonly framework: Asked['frameworks'][number] };

const atOnce = 50;
const looks: Readonly<Record<Step['kind'], string>> = { add: 'not-started', tighten: 'due', mend: 'not-met', renew: 'expired' };

/** The frame of the page while there is no plan to show. */
export function noPlanView({ parties, frameworks, party, framework, filter }: Planned, only: readonly string[]) {
  return {
    page: { title: message('readings.plan.title', { framework: framework.name }), nav: 'coverage' as const, wide: true },
    tabs: readingTabs('plan', { party: party.id, framework: framework.id, filter }),
    filters: [
      partyField(parties, party.id), frameworkField(frameworks, framework.id),
      { name: 'only', id: 'only', label: message('readings.plan.only'), type: 'text', value: only.join(' '), width: 'mid' }, ...filterFields(filter, filter.at ?? ''),
    ],
  };
}

/** The work in its order: what each step asks for, what it closes, and what no step closes. */
export function planView(planned: Planned, plan: Plan, shown: { readonly only: readonly string[]; readonly after: number }) {
  const { party, framework, filter } = planned;
  const query = { party: party.id, framework: framework.id, only: shown.only.join(' ') || null, at: filter.at, assurance: filter.assurance };
  const page = plan.steps.slice(shown.after, shown.after + atOnce);
  const frame = noPlanView(planned, shown.only);
  return {
    ...frame, filters: frame.filters.map((field) => (field.name === 'at' ? { ...field, value: plan.at } : field)),
    lede: message(plan.steps.length ? 'readings.plan.lede' : 'readings.plan.ledeNone', { ...plan, name: plan.party.name, framework: framework.name, count: plan.steps.length, date: calendarDate(plan.at) }),
    bound: plan.steps.length === 0 ? null : message(plan.isExact ? 'readings.plan.exact' : 'readings.plan.bounded', { atLeast: plan.atLeast, count: plan.steps.length }),
    gains: plan.gains.map(({ framework: id, name, met, ready }) => ({ cells: [{ text: name, strong: id === framework.id, href: `/gaps${carried(filter, { party: party.id, framework: id })}` }, { number: met }, { number: ready }] })),
    gainColumns: [{ text: message('readings.framework') }, { text: message('readings.plan.met'), num: true }, { text: message('readings.plan.ready'), num: true }],
    columns: ['step', 'kind', 'closes', 'also'].map((column) => ({ text: message(`readings.plan.column.${column}`) })),
    rows: page.map((step, at) => ({ id: `step-${shown.after + at + 1}`, cells: cellsOf(step, shown.after + at + 1, planned) })),
    pager: {
      previous: shown.after > 0 ? changedQuery(query, { after: Math.max(0, shown.after - atOnce) || null }) : null,
      next: shown.after + atOnce < plan.steps.length ? changedQuery(query, { after: shown.after + atOnce }) : null,
      shown: plan.steps.length > atOnce ? message('readings.shown', { from: shown.after + 1, to: shown.after + page.length, of: plan.steps.length }) : null,
    },
    open: plan.open.map(({ id, title, says }) => ({ cells: [{ id, text: title, href: requirementHref(party.id, framework.id, id, filter) }, { text: says }] })),
    openColumns: [{ text: message('coverage.requirement') }, { text: message('readings.plan.why') }],
    gapsLink: { text: message('readings.plan.gaps', { framework: framework.name }), href: `/gaps${carried(filter, { party: party.id, framework: framework.id })}` },
    empty: { title: message('readings.plan.emptyTitle'), text: message('readings.plan.emptyText') },
  };
}

function cellsOf(step: Step, number: number, { party, framework, filter }: Planned) {
  const control = bareControl(step.control);
  const bound = step.name.slice(control.length).trim();
  const own = [...step.unlocks, ...step.readies].filter((one) => one.framework === framework.id);
  const closed = own.filter((one) => step.unlocks.includes(one)).flatMap(({ ids }) => ids);
  const readied = own.filter((one) => step.readies.includes(one)).flatMap(({ ids }) => ids);
  const hrefOf = (id: string): string => requirementHref(party.id, framework.id, id, filter);
  const elsewhere = [...new Set([...step.unlocks, ...step.readies].map(({ name }) => name))].filter((name) => name !== framework.name).map((name) => elsewhereWords(step, name));
  return [
    { id: `${number}`, text: `${control} ${step.title}${bound ? `, ${bound}` : ''}`, href: party.id === 'own' ? `/programme/${control}` : `/crosswalk/controls/${control}`, sub: step.statement },
    { state: looks[step.kind], word: message(`readings.plan.kind.${step.kind}`) },
    { ...idLinks([...closed, ...readied], hrefOf), ...(readied.length > 0 && { sub: message('readings.plan.readied', { ids: readied.slice(0, 8).join(', ') + (readied.length > 8 ? ' …' : '') }) }) },
    { text: elsewhere.join('; ') },
  ];
}

/** `ISO/IEC 27001: A.5.15, A.8.2; ready A.5.1`. */
function elsewhereWords({ unlocks, readies }: Step, name: string): string {
  const ids = (lists: Step['unlocks']): string[] => lists.filter((one) => one.name === name).flatMap((one) => one.ids);
  const few = (list: readonly string[]): string => list.length > 6 ? `${list.slice(0, 5).join(', ')} ${message('readings.andMore', { count: list.length - 5 })}` : list.join(', ');
  const [met, ready] = [ids(unlocks), ids(readies)];
  return `${name}: ${[met.length ? few(met) : '', ready.length ? message('readings.plan.readiedShort', { ids: few(ready) }) : ''].filter(Boolean).join('; ')}`;
}
