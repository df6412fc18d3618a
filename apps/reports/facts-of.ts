import type { NewFact } from '#libs/platform/evidence-ledger.js';
import { addMonths } from '#libs/risk/cadence.js';
import type { Extraction } from '#libs/soc2/extraction.js';

type Verdict = 'met' | 'excepted' | 'not-met';

/** The last day on which a report counts: twelve months after the end of its period, or after its as-of date. */
export function countsUntil(extraction: Extraction): string | null {
  const end = extraction.period?.value.to ?? extraction.asOf?.value ?? null;
  if (!end || extraction.documentKind !== 'soc2') return null;
  return addMonths(end, 12);
}

/**
 * What an accepted SOC 2 report proves of the trust services criteria. An unqualified opinion meets each
 * criterion in scope, excepted where its tests had exceptions; a qualified one breaches the criteria that it
 * names and meets the others, and proves nothing where they could not be read or the description itself is
 * qualified; an adverse one breaches what it names and proves nothing else; a disclaimer proves nothing.
 * A criterion that is wholly a subservice organization's proves nothing either.
 */
export function factsOf(document: string, vendor: string, extraction: Extraction): NewFact[] {
  const verdicts = verdictsOf(extraction);
  const assurance = extraction.reportType?.value === 'type2' ? 'audited-operation' as const : 'audited-design' as const;
  const period = periodOf(extraction);
  if (!period || !extraction.reportType) return [];
  const label = labelOf(extraction);
  return [...verdicts].map(([criterion, verdict]): NewFact => ({
    id: `report:${document}:${criterion}`, party: vendor, target: { kind: 'requirement', framework: 'soc2', id: criterion }, verdict, assurance, period,
    source: { kind: 'report', label, id: document, page: pageOf(extraction, criterion, verdict), ...quoteOf(extraction, verdict) },
    ...noteOf(extraction, criterion),
  }));
}

function verdictsOf(extraction: Extraction): ReadonlyMap<string, Verdict> {
  const opinion = extraction.opinion?.value;
  const named = extraction.opinionCriteria;
  const out = new Map<string, Verdict>();
  if (extraction.documentKind !== 'soc2' || !opinion || opinion === 'disclaimer') return out;
  if (opinion !== 'unqualified' && (!named?.length || extraction.opinionOn.includes('description'))) return out;
  const outside = new Set(extraction.notApplicableCriteria.map(({ criterion }) => criterion));
  const excepted = new Set(extraction.exceptions.flatMap(({ criteria }) => criteria));
  for (const criterion of extraction.criteriaInScope ?? []) {
    if (named?.includes(criterion)) out.set(criterion, 'not-met');
    else if (opinion !== 'adverse' && !outside.has(criterion)) out.set(criterion, excepted.has(criterion) ? 'excepted' : 'met');
  }
  return out;
}

/** The time that a report speaks of; null where it cannot be told. */
export function periodOf({ reportType, asOf, period }: Extraction): NewFact['period'] | null {
  if (reportType?.value === 'type1') return asOf ? { from: asOf.value, to: null } : null;
  return period?.value.from ? { from: period.value.from, to: period.value.to } : null;
}

/** What a report is called among evidence. */
export function labelOf({ reportType, auditor, serviceOrganization }: Extraction): string {
  const type = reportType?.value === 'type2' ? 'Type II' : 'Type I';
  return `SOC 2 ${type} report${serviceOrganization ? ` of ${serviceOrganization.value}` : ''}${auditor ? ` by ${auditor.value}` : ''}`;
}

/** The page on which the verdict stands: that of the exception, or of the opinion, whose words are quoted. */
function pageOf(extraction: Extraction, criterion: string, verdict: Verdict): number {
  const exception = verdict === 'excepted' ? extraction.exceptions.find(({ criteria }) => criteria.includes(criterion)) : undefined;
  return exception?.pages[0] ?? extraction.opinion?.page ?? 1;
}

/** The pages on which the report lists its controls under a criterion, in words. */
function rowsOf(extraction: Extraction, criterion: string): string[] {
  const pages = [...new Set(extraction.controls.flatMap(({ rows }) => rows).filter((row) => row.criterion === criterion).map(({ page }) => page))].sort((a, b) => a - b);
  return pages.length ? [`Its controls stand on ${pages.length === 1 ? 'page' : 'pages'} ${pages.join(', ')}.`] : [];
}

function quoteOf(extraction: Extraction, verdict: Verdict): { quote?: string } {
  return verdict !== 'excepted' && extraction.opinion?.quote ? { quote: wholeWords(extraction.opinion.quote, 600) } : {};
}

/** The words of a text that fit, and a sign where it goes on. */
function wholeWords(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, text.lastIndexOf(' ', most))} …`;
}

/** Exceptions in words, what the criterion leans on a subservice organization for, and where its controls stand. */
function noteOf(extraction: Extraction, criterion: string): { note?: string } {
  const exceptions = extraction.exceptions.filter(({ criteria }) => criteria.includes(criterion)).map(({ description }) => description);
  const others = [...new Set(extraction.csocs.filter(({ criteria }) => criteria.includes(criterion)).map(({ subserviceOrganization }) => subserviceOrganization ?? 'a subservice organization'))];
  const note = [...exceptions, ...(others.length ? [`Assumes that the controls of ${others.join(' and ')} are in place.`] : []), ...rowsOf(extraction, criterion)].join(' ');
  return note ? { note: wholeWords(note, 2_000) } : {};
}
