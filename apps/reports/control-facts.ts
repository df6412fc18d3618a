import type { NewFact } from '#libs/platform/evidence-ledger.js';
import type { Control, Extraction } from '#libs/soc2/extraction.js';
import { namedControls, provenBy } from '#libs/soc2/named-controls.js';
import { labelOf, periodOf } from './facts-of.js';

/**
 * What the tested controls of an accepted SOC 2 report prove of the common controls that people matched them to: the
 * operation of a Type II, the design of a Type I; an exception as an exception, and as a breach under a criterion that a
 * modified opinion names. Nothing follows from a disclaimer, from a modified opinion whose criteria could not be read or
 * that is on the description itself, and, besides breaches, from an adverse one; a control that lies wholly under criteria
 * of a subservice organization is not this organization's.
 */
export function controlFactsOf(document: string, vendor: string, extraction: Extraction, matches: readonly { readonly ref: string; readonly control: string }[]): NewFact[] {
  const opinion = extraction.opinion?.value;
  const period = periodOf(extraction);
  const named = new Set(extraction.opinionCriteria ?? []);
  if (extraction.documentKind !== 'soc2' || !opinion || opinion === 'disclaimer' || !period || !extraction.reportType) return [];
  if (opinion !== 'unqualified' && (named.size === 0 || extraction.opinionOn.includes('description'))) return [];
  const type = extraction.reportType.value;
  const outside = new Set(extraction.notApplicableCriteria.map(({ criterion }) => criterion));
  const commonOf = new Map(matches.map(({ ref, control }) => [ref, control]));
  return namedControls(extraction).flatMap(({ ref, control }): NewFact[] => {
    const common = commonOf.get(ref);
    const found = provenBy(control, type);
    const verdict = found === 'excepted' && opinion !== 'unqualified' && control.criteria.some((criterion) => named.has(criterion)) ? 'not-met' : found;
    if (!common || verdict === 'none' || (opinion === 'adverse' && verdict !== 'not-met') || (control.criteria.length > 0 && control.criteria.every((criterion) => outside.has(criterion)))) return [];
    return [{
      id: `report:${document}:control:${ref}`, party: vendor, target: { kind: 'control', id: common }, verdict,
      assurance: type === 'type2' ? 'audited-operation' : 'audited-design', period,
      source: { kind: 'report', label: labelOf(extraction), id: document, page: control.pages[0] ?? 1, quote: control.text.slice(0, 600) },
      ...noteOf(control, verdict),
    }];
  });
}

/** The words of the exceptions, and under which criteria the auditor tested the control. */
function noteOf({ tests, criteria, id }: Control, verdict: 'met' | 'excepted' | 'not-met'): { note: string } {
  const found = verdict !== 'met' ? tests.filter(({ result }) => result === 'exception').map(({ resultText }) => resultText ?? '').filter(Boolean) : [];
  return { note: [...found, `Control${id ? ` ${id}` : ''} of the report, tested under ${criteria.join(', ') || 'no criterion'}.`].join(' ').slice(0, 2_000) };
}
