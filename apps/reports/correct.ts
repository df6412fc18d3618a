import { Fault } from '#libs/contracts/faults.js';
import type { Extraction, Found } from '#libs/soc2/extraction.js';
import { listPath } from '#libs/soc2/list-paths.js';
import { putRightLists } from '#libs/soc2/put-right.js';
import { areCriteria, demandLine } from './correct-lines.js';

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
  opinionCriteria: { fits: criteria, says: 'Enter the criteria that the opinion names, such as CC6.1, CC7.2' },
  'bridgeLetter.issuer': { fits: text, says: 'Enter who signs the letter' },
  'bridgeLetter.letterDate': { fits: date, says: 'Enter a date such as 2026-03-31' },
  'bridgeLetter.coveredPeriod': { fits: period, says: 'Enter two dates, the first before the second' },
  'bridgeLetter.assertedThrough': { fits: date, says: 'Enter a date such as 2026-03-31' },
  'bridgeLetter.materialChanges': { fits: (value) => typeof value === 'boolean', says: 'Choose whether the letter names changes' },
};

/** Values that are no single found value with a page: they are put in as they are. */
const bare = new Set(['opinionCriteria']);

/** @throws Fault `reports.value-unknown`, `reports.value-wrong` */
export function demandCorrectable(path: string, value: unknown): void {
  const line = listPath(path);
  if (line) return demandLine(path, line, value);
  const rule = Object.hasOwn(correctable, path) ? correctable[path] : undefined;
  if (!rule) throw new Fault('invalid', 'reports.value-unknown', 'This value cannot be corrected by hand', { fields: [{ field: 'path', message: `Use one of ${Object.keys(correctable).join(', ')}` }] });
  if (value !== null && !rule.fits(value)) throw new Fault('invalid', 'reports.value-wrong', rule.says, { fields: [{ field: path, message: rule.says }] });
}

/** What was read with what people put beside it; a corrected value is certain, and keeps the page it was read from. */
export function corrected(extraction: Extraction, corrections: readonly { path: string; value: unknown }[]): Extraction {
  const lists = corrections.filter(({ path }) => listPath(path));
  const single = corrections.filter(({ path }) => !listPath(path)).reduce<Extraction>((now, { path, value }) => {
    const [outer, inner] = path.split('.') as [keyof Extraction, string | undefined];
    if (!inner) return { ...now, [outer]: bare.has(path) ? value : standing(valueAt(now, path), value) };
    return now.bridgeLetter ? { ...now, bridgeLetter: { ...now.bridgeLetter, [inner]: standing(valueAt(now, path), value) } } : now;
  }, extraction);
  // an opinion that a person says is clean names no criteria, whatever was read beside it
  const clean = single.opinion?.value === 'unqualified' && single.opinionCriteria ? { ...single, opinionCriteria: null, opinionOn: [] } : single;
  return lists.length ? putRightLists(clean, lists) : clean;
}

function standing(before: Found<unknown> | null, value: unknown): Found<unknown> | null {
  return value === null ? null : { value, page: before?.page ?? 1, quote: before?.quote ?? '', confidence: 'certain' };
}

/** A single value that was read, by its path; null where nothing was. */
export function valueAt(extraction: Extraction, path: string): Found<unknown> | null {
  const [outer, inner] = path.split('.') as [keyof Extraction, string | undefined];
  if (bare.has(path)) return null;
  if (!inner) return (extraction[outer] as Found<unknown> | null) ?? null;
  return (extraction.bridgeLetter?.[inner as keyof NonNullable<Extraction['bridgeLetter']>] as Found<unknown> | null | undefined) ?? null;
}

/** What was read of a value, whether or not it has a page. */
export function readAt(extraction: Extraction, path: string): unknown {
  return bare.has(path) ? extraction[path as 'opinionCriteria'] : valueAt(extraction, path)?.value ?? null;
}

/** The single values that decide what a document proves. */
export function decisive({ documentKind, reportType }: Extraction): string[] {
  if (documentKind === 'bridge-letter') return ['bridgeLetter.issuer', 'bridgeLetter.letterDate', 'bridgeLetter.coveredPeriod', 'bridgeLetter.materialChanges'];
  return ['reportType', reportType?.value === 'type1' ? 'asOf' : 'period', 'opinion', 'auditor', 'serviceOrganization', 'categories'];
}

/** Those of them that are missing or not certain, and that nobody accepted or corrected. */
export function doubtful(extraction: Extraction, corrections: readonly { path: string }[]): string[] {
  const checked = new Set(corrections.map(({ path }) => path));
  return decisive(extraction).filter((path) => !checked.has(path) && valueAt(extraction, path)?.confidence !== 'certain');
}

/** Every value that can be accepted or corrected and that the document could state. */
export function checkable(extraction: Extraction): string[] {
  const letter = extraction.documentKind === 'bridge-letter';
  return Object.keys(correctable).filter((path) => path.startsWith('bridgeLetter.') === letter && (path !== 'opinionCriteria' || (extraction.opinion !== null && extraction.opinion.value !== 'unqualified'))
    && !(path === 'asOf' && extraction.period && !extraction.asOf) && !(path === 'period' && extraction.asOf && !extraction.period));
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

function criteria(value: unknown): boolean {
  return areCriteria(value) && value.length > 0;
}
