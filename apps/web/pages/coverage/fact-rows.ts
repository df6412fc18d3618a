import type { ReplyOf } from '#libs/contracts/contract.js';
import type { requirementExplain } from '#libs/contracts/crosswalk.contract.js';
import { message } from '../../render.js';
import { calendarDate } from '../../template-helpers.js';
import { shortened } from './shortened.js';

type Fact = ReplyOf<typeof requirementExplain>['facts'][number];

/** Every fact with what it says, of what, and why it counts or does not. */
export function factRows(facts: readonly Fact[]) {
  return facts.map((fact) => ({ cells: [
    { text: fact.source.page ? message('coverage.sourcePage', { source: fact.source.label, page: fact.source.page }) : fact.source.label, href: factHref(fact), sub: quoted(fact) },
    { text: fact.speaksOf.join(', ') },
    { state: fact.verdict === 'excepted' ? 'met-with-exceptions' : fact.verdict },
    { state: fact.counts ? 'done' : 'inactive', word: message(fact.counts ? 'coverage.counts.yes' : 'coverage.counts.no'), sub: fact.why },
    { text: message(`coverage.assurance.${fact.assurance}`), sub: periodWords(fact.period) },
  ] }));
}

/** The page of the source, where there is one. */
export function factHref({ party, source: { kind, id, page } }: Pick<Fact, 'source' | 'party'>): string | undefined {
  if (!id) return undefined;
  if (kind === 'report' || kind === 'bridge-letter' || (kind === 'document' && party !== 'own')) return `/reports/${id}${page ? `?page=${page}` : ''}`;
  if (kind === 'answer') return `/requests/${id.split(':')[0]}`;
  return '/programme';
}

/** "1 October 2025 to 30 September 2026", or "as of 30 November 2023". */
export function periodWords({ from, to }: Fact['period']): string {
  return to && to !== from ? message('coverage.period', { from: calendarDate(from), to: calendarDate(to) }) : message('coverage.asOf', { date: calendarDate(from) });
}

/** The words of the source, and what was noted about them. */
function quoted({ source: { quote }, note }: Fact): string | undefined {
  return [quote && `“${shortened(quote, 240)}”`, note && shortened(note, 240)].filter(Boolean).join(' ') || undefined;
}
