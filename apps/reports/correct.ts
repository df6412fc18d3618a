import { Fault } from '#libs/contracts/faults.js';
import type { Extraction, Found } from '#libs/soc2/extraction.js';

/** The single values that a person can put right, and what each may be. */
const correctable: Readonly<Record<string, { readonly fits: (value: unknown) => boolean; readonly says: string }>> = {
  reportType: { fits: oneOf('type1', 'type2'), says: 'Choose Type I or Type II' },
  opinion: { fits: oneOf('unqualified', 'qualified', 'adverse', 'disclaimer'), says: 'Choose an opinion' },
  auditor: { fits: text, says: 'Enter the name of the firm' },
  serviceOrganization: { fits: text, says: 'Enter the name of the organization' },
  systemName: { fits: text, says: 'Enter the name of the system' },
  auditorLocation: { fits: text, says: 'Enter a place' },
  attestationStandard: { fits: text, says: 'Enter a standard' },
  opinionDate: { fits: date, says: 'Enter a date such as 2026-03-31' },
  asOf: { fits: date, says: 'Enter a date such as 2026-03-31' },
  period: { fits: period, says: 'Enter two dates, the first before the second' },
  categories: { fits: categories, says: 'Choose categories' },
};

/** @throws Fault `reports.value-unknown`, `reports.value-wrong` */
export function demandCorrectable(path: string, value: unknown): void {
  const rule = Object.hasOwn(correctable, path) ? correctable[path] : undefined;
  if (!rule) throw new Fault('invalid', 'reports.value-unknown', 'This value cannot be corrected by hand', { fields: [{ field: 'path', message: `Use one of ${Object.keys(correctable).join(', ')}` }] });
  if (value !== null && !rule.fits(value)) throw new Fault('invalid', 'reports.value-wrong', rule.says, { fields: [{ field: path, message: rule.says }] });
}

/** What was read with what people put beside it; a corrected value is certain, and keeps the page it was read from. */
export function corrected(extraction: Extraction, corrections: readonly { path: string; value: unknown }[]): Extraction {
  const changes = corrections.map(({ path, value }): [string, Found<unknown> | null] => {
    const before = extraction[path as keyof Extraction] as Found<unknown> | null;
    return [path, value === null ? null : { value, page: before?.page ?? 1, quote: before?.quote ?? '', confidence: 'certain' }];
  });
  return { ...extraction, ...(Object.fromEntries(changes) as Partial<Extraction>) };
}

/** How many of the values that decide what a report proves are not certain or missing. */
export function doubtful(extraction: Extraction): number {
  const when = extraction.reportType?.value === 'type1' ? extraction.asOf : extraction.period;
  const values = [extraction.reportType, when, extraction.opinion, extraction.auditor, extraction.serviceOrganization, extraction.categories];
  return values.filter((value) => value?.confidence !== 'certain').length;
}

function oneOf(...words: string[]) {
  return (value: unknown): boolean => words.includes(value as string);
}

function text(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && value.length <= 300;
}

function date(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

function period(value: unknown): boolean {
  const { from, to } = (typeof value === 'object' && value !== null ? value : {}) as { from?: unknown; to?: unknown };
  return date(to) && (from === null || (date(from) && (from as string) < (to as string)));
}

function categories(value: unknown): boolean {
  const known = ['security', 'availability', 'processing-integrity', 'confidentiality', 'privacy'];
  return Array.isArray(value) && value.length > 0 && value.every((one) => known.includes(one as string));
}
