import { assurance } from '#libs/contracts/crosswalk.contract.js';
import type { z } from 'zod';
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
}

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
  };
}

/** The part of the address that keeps date and assurance on the way to another page; '' when there is none. */
export function carried(filter: CoverageFilter, more: Readonly<Record<string, string | undefined>> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ at: filter.at, assurance: filter.assurance, ...more })) if (value) search.set(name, value);
  const text = search.toString();
  return text ? `?${text}` : '';
}

/** The fields for date and assurance that every coverage page has. */
export function filterFields(filter: CoverageFilter, at: string) {
  return [
    { name: 'assurance', label: message('coverage.filter.assurance'), type: 'select', value: filter.assurance ?? 'attested', options: assurance.options.map((value) => ({ value, text: message(`coverage.assurance.${value}`) })) },
    { name: 'at', label: message('coverage.filter.at'), type: 'date', value: at },
  ];
}

/** The address of a requirement's page. */
export function requirementHref(party: string, framework: string, id: string, filter: CoverageFilter): string {
  return `/coverage/${encodeURIComponent(party)}/${encodeURIComponent(framework)}/${encodeURIComponent(id)}${carried(filter)}`;
}
