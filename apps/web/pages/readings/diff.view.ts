import type { ReplyOf } from '#libs/contracts/contract.js';
import type { coverageDiff } from '#libs/contracts/readings.contract.js';
import { message } from '../../render.js';
import { calendarDate, changedQuery, zonedTime } from '../../template-helpers.js';
import { filterFields, requirementHref } from '../coverage/coverage-filter.js';
import { frameworkField, partyField, readingTabs, type Asked } from './asked.js';

type Diff = ReplyOf<typeof coverageDiff>;
type Item = Diff['items'][number];

const atOnce = 60;
const order = ['worse', 'better', 'other'] as const;

/** What got worse first, then what got better; changes in the parts of a verdict that stays only where all are asked for. */
export function diffView({ parties, frameworks, party, framework, filter }: Asked, diff: Diff, shown: { readonly all: boolean; readonly after: number }) {
  const { from, to } = diff;
  const verdicts = diff.items.filter((one) => one.from !== one.to);
  const fitting = [...(shown.all ? diff.items : verdicts)].sort((a, b) => order.indexOf(a.direction) - order.indexOf(b.direction));
  const page = fitting.slice(shown.after, shown.after + atOnce);
  const states = diff.states.map(({ state, name, at }) => ({ value: state, text: name ? message('readings.diff.after', { name, time: zonedTime(at) }) : message(`readings.diff.state.${state}`) }));
  const stateWords = (state: string): string => states.find(({ value }) => value === state)?.text ?? state;
  const query = { party: party.id, fromParty: from.party.id === to.party.id ? null : from.party.id, fromAt: from.at, at: to.at, fromState: from.state === to.state ? null : from.state, state: to.state === 'now' ? null : to.state, framework: framework?.id, assurance: filter.assurance };
  const field = (name: string, label: string, value: string, options: readonly { value: string; text: string }[]) => ({ name, label, type: 'select', value, options });
  const [assurance, date] = filterFields(filter, to.at);
  return {
    page: { title: message('readings.diff.title'), nav: 'coverage' as const, wide: true }, tabs: readingTabs('diff', { party: party.id, framework: framework?.id, filter }),
    sub: message('readings.diff.sub', { from: sideWords(from, to, stateWords), to: sideWords(to, from, stateWords) }),
    lede: message(verdicts.length ? 'readings.diff.lede' : 'readings.diff.ledeNone', { better: diff.better, worse: diff.worse, other: diff.other }),
    filters: [
      partyField(parties, from.party.id, 'fromParty', message('readings.diff.fromParty')), { name: 'fromAt', label: message('readings.diff.fromAt'), type: 'date', value: from.at },
      ...(states.length > 1 ? [field('fromState', message('readings.diff.fromState'), from.state, states)] : []),
      partyField(parties, to.party.id, 'party', message('readings.diff.toParty')), { ...date, label: message('readings.diff.toAt') },
      ...(states.length > 1 ? [field('state', message('readings.diff.toState'), to.state, states)] : []),
      frameworkField(frameworks, framework?.id ?? '', message('coverage.filter.all')), assurance,
    ],
    columns: ['requirement', 'from', 'to', 'why'].map((column) => ({ text: message(`readings.diff.column.${column}`) })),
    caption: message('readings.diff.caption'),
    rows: page.flatMap((one, at) => [
      ...(at === 0 || page[at - 1]!.direction !== one.direction ? [{ group: message(`readings.diff.group.${one.direction}`, { count: fitting.filter(({ direction }) => direction === one.direction).length }) }] : []),
      { cells: cellsOf(one, from, to, filter) },
    ]),
    parts: diff.items.length - verdicts.length > 0 ? { text: message(shown.all ? 'readings.diff.fewer' : 'readings.diff.parts', { count: diff.items.length - verdicts.length }), href: changedQuery(query, { all: shown.all ? null : 'yes' }) } : null,
    pager: {
      previous: shown.after > 0 ? changedQuery(query, { all: shown.all ? 'yes' : null, after: Math.max(0, shown.after - atOnce) || null }) : null,
      next: shown.after + atOnce < fitting.length ? changedQuery(query, { all: shown.all ? 'yes' : null, after: shown.after + atOnce }) : null,
      shown: fitting.length > atOnce ? message('readings.shown', { from: shown.after + 1, to: shown.after + page.length, of: fitting.length }) : null,
    },
    empty: { title: message('readings.diff.emptyTitle'), text: message('readings.diff.emptyText') },
  };
}

/** A side by what tells it from the other: party, date, state of the catalog. */
function sideWords(side: Diff['from'], other: Diff['from'], stateWords: (state: string) => string): string {
  const name = side.party.id === other.party.id ? '' : side.party.name;
  const state = side.state === other.state ? '' : stateWords(side.state);
  const date = side.at !== other.at || (!name && !state) ? calendarDate(side.at) : '';
  return [name, date, state].filter(Boolean).join(', ');
}

function cellsOf(one: Item, from: Diff['from'], to: Diff['to'], filter: Asked['filter']) {
  const parts = [
    one.lost.length ? message('readings.diff.lost', { parts: few(one.lost) }) : '', one.gained.length ? message('readings.diff.gained', { parts: few(one.gained) }) : '',
  ].filter(Boolean).join(' ');
  const hrefAt = (side: Diff['from']): string => requirementHref(side.party.id, one.framework, one.id, { ...filter, at: side.at });
  return [
    { id: `${one.name} ${one.id}`, text: one.title, href: hrefAt(to) },
    one.from ? { state: one.from, links: [{ text: message('readings.diff.open'), href: hrefAt(from) }] } : { text: message('readings.diff.notThere') },
    one.to ? { state: one.to } : { text: message('readings.diff.notThere') },
    one.because.length ? { text: one.because.join(' '), sub: parts } : { text: parts },
  ];
}

function few(parts: readonly string[]): string {
  return parts.length > 6 ? `${parts.slice(0, 5).join(', ')} ${message('readings.andMore', { count: parts.length - 5 })}` : parts.join(', ');
}
