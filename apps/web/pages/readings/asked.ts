import type { ReplyOf } from '#libs/contracts/contract.js';
import { frameworkList } from '#libs/contracts/crosswalk.contract.js';
import { partyList } from '#libs/contracts/readings.contract.js';
import type { Bus } from '#libs/platform/bus.js';
import type { Context } from '#libs/platform/context.js';
import { message } from '../../render.js';
import { carried, filterOf, type CoverageFilter, type CoverageQuery } from '../coverage/coverage-filter.js';

type Parties = ReplyOf<typeof partyList>['items'];
type Frameworks = ReplyOf<typeof frameworkList>['items'];

/** What a page about one party and one framework is asked for, and what could be asked. */
export interface Asked {
  readonly parties: Parties;
  readonly frameworks: Frameworks;
  readonly party: Parties[number];
  /** The framework that is asked for; null where none is named. */
  readonly framework: Frameworks[number] | null;
  readonly filter: CoverageFilter;
}

/** Reads party, framework, date and assurance out of the address; without a party the own organization is meant. */
export async function askedOf(bus: Bus, context: Context, query: CoverageQuery): Promise<Asked> {
  const [{ items: parties }, { items: frameworks }] = await Promise.all([bus.request(partyList, {}, context), bus.request(frameworkList, {}, context)]);
  const filter = filterOf(query);
  return {
    parties, frameworks, filter, party: parties.find(({ id }) => id === query['party']) ?? parties[0]!,
    framework: frameworks.find(({ id }) => id === filter.framework) ?? null,
  };
}

/** The field that chooses a party. */
export const partyField = (parties: Parties, value: string, name = 'party', label = message('readings.party')) =>
  ({ name, label, type: 'select', value, options: parties.map(({ id, name: text }) => ({ value: id, text })) });

/** The field that chooses a framework. */
export const frameworkField = (frameworks: Frameworks, value: string, blank?: string) =>
  ({ name: 'framework', label: message('coverage.filter.framework'), type: 'select', value, options: frameworks.map(({ id, name }) => ({ value: id, text: name })), ...(blank !== undefined && { blank }) });

const pages = ['coverage', 'gaps', 'plan', 'reuse', 'diff', 'contradictions', 'exports'] as const;
type ReadingPage = (typeof pages)[number];

/** The pages that read coverage, for one party and framework where they are chosen. */
export function readingTabs(here: ReadingPage, chosen: { readonly party?: string | undefined; readonly framework?: string | undefined; readonly filter?: CoverageFilter | undefined } = {}) {
  const carry = carried(chosen.filter ?? {}, { party: chosen.party, framework: chosen.framework });
  return pages.map((page) => ({ text: message(`readings.tab.${page}`), href: page === here ? '' : `/${page}${page === 'coverage' ? carried(chosen.filter ?? {}, { framework: chosen.framework }) : carry}`, here: page === here }));
}

/** Identifiers as links, the first so many; the rest is counted. */
export function idLinks(ids: readonly string[], hrefOf: (id: string) => string, most = 12) {
  const shown = ids.slice(0, most).map((id) => ({ text: id, href: hrefOf(id) }));
  return { links: shown, ...(ids.length > most && { sub: message('readings.andMore', { count: ids.length - most }) }) };
}
