import type { ReplyOf } from '#libs/contracts/contract.js';
import type { reuseGet } from '#libs/contracts/readings.contract.js';
import { sayPart } from '#libs/crosswalk/say-bound.js';
import { message } from '../../render.js';
import { calendarDate } from '../../template-helpers.js';
import { carried, filterFields, requirementHref } from '../coverage/coverage-filter.js';
import { factHref, periodWords } from '../coverage/fact-rows.js';
import { shortened } from '../coverage/shortened.js';
import { partyField, readingTabs, type Asked } from './asked.js';

type Reuse = ReplyOf<typeof reuseGet>;
type Item = Reuse['items'][number];

/** The sources of a party, or what one of them, or one fact, proves everywhere. */
export function reuseView({ parties, party, filter }: Asked, reuse: Reuse, fact: string | undefined) {
  const address = (more: Readonly<Record<string, string>>): string => `/reuse${carried(filter, { party: party.id, ...more })}`;
  const source = reuse.sources.find(({ key }) => key === reuse.source);
  const own = { href: address({}), text: message('readings.reuse.crumb', { name: reuse.party.name }) };
  return {
    page: {
      title: source ? message('readings.reuse.one', { label: source.label }) : message('readings.reuse.title', { name: reuse.party.name }), nav: 'coverage' as const,
      ...(source && { crumbs: [own, ...(fact ? [{ href: address({ source: source.key }), text: source.label }] : [])] }),
    },
    tabs: readingTabs('reuse', { party: party.id, filter }),
    filters: source ? filterFields(filter, reuse.at).map((field) => ({ ...field, id: `filter-${field.name}` })) : [partyField(parties, party.id), ...filterFields(filter, reuse.at)],
    kept: source ? [{ name: 'party', value: party.id }, { name: fact ? 'fact' : 'source', value: fact ?? source.key }] : [],
    ...(source ? chosenView(reuse, party.id, filter, fact, source.label, (id) => address({ fact: id })) : listView(reuse, address)),
  };
}

function listView(reuse: Reuse, address: (more: Readonly<Record<string, string>>) => string) {
  return {
    sub: message('readings.reuse.sub', { count: reuse.sources.length }),
    sources: reuse.sources.map(({ key, kind, label, facts }) => ({ cells: [{ text: label, href: address({ source: key }) }, { text: message(`readings.source.${kind}`) }, { number: facts }] })),
    sourceColumns: [{ text: message('coverage.column.source') }, { text: message('readings.reuse.kind') }, { text: message('coverage.column.facts'), num: true }],
    empty: { title: message('readings.reuse.emptyTitle'), text: message('readings.reuse.emptyText') },
  };
}

function chosenView(reuse: Reuse, party: string, filter: Asked['filter'], fact: string | undefined, label: string, factAddress: (id: string) => string) {
  const { items } = reuse;
  const rests = items.filter(isCarried);
  const names = [...new Map(items.map(({ framework, name }) => [framework, name]))];
  const met = ({ alone }: Item): boolean => alone === 'met' || alone === 'met-with-exceptions';
  return {
    isChosen: true,
    sub: message('readings.reuse.chosenSub', { name: reuse.party.name, facts: reuse.facts.length, date: calendarDate(reuse.at) }),
    lede: items.length ? message('readings.reuse.lede', { met: items.filter(met).length, part: items.filter((one) => !met(one)).length, frameworks: names.length, rests: rests.length }) : message('readings.reuse.nothing'),
    bars: names.map(([id, text]) => {
      const of = items.filter(({ framework }) => framework === id);
      return { text, total: of.length, lead: of.filter(met).length, parts: [...new Set(of.map(({ alone }) => alone))].map((state) => ({ state, count: of.filter((one) => one.alone === state).length })) };
    }),
    columns: ['requirement', 'alone', 'withAll', 'without'].map((column) => ({ text: message(`readings.reuse.column.${column}`) })),
    rows: names.flatMap(([id, text]) => [
      { group: text },
      ...items.filter(({ framework }) => framework === id).map((one) => ({ cells: [
        { id: one.id, text: one.title, href: requirementHref(party, id, one.id, filter) }, { state: one.alone }, { state: one.withAll },
        { state: one.without, ...(isCarried(one) && { sub: message('readings.reuse.rests') }) },
      ] })),
    ]),
    facts: reuse.facts.map((one) => ({ cells: [
      { text: one.target.kind === 'control' ? sayPart(one.target.id) : `${one.target.framework} ${one.target.id}`, ...(fact === undefined && reuse.facts.length > 1 && { href: factAddress(one.id) }), sub: said(one) },
      { state: one.verdict === 'excepted' ? 'met-with-exceptions' : one.verdict }, { text: periodWords(one.period) },
      { text: one.source.page ? message('coverage.page', { page: one.source.page }) : label, href: factHref(one) },
    ] })),
    factColumns: ['of', 'says', 'period', 'source'].map((column) => ({ text: message(`coverage.column.${column}`) })),
  };
}

/** Without it the verdict would be another. */
const isCarried = ({ withAll, without }: Item): boolean => withAll !== without;

function said({ note, source }: Reuse['facts'][number]): string | undefined {
  const words = note ?? source.quote;
  return words ? shortened(words, 160) : undefined;
}
