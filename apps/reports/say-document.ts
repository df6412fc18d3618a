import { sayDay } from '#libs/platform/calendar-day.js';
import type { Extraction } from '#libs/soc2/extraction.js';

const kinds = { soc1: 'SOC 1 report', soc2: 'SOC 2 report', soc3: 'SOC 3 report', 'bridge-letter': 'Bridge letter' } as const;

/** One sentence that says what a document is. */
export function sayDocument(extraction: Extraction): string {
  const { documentKind, reportType, period, asOf, opinion, auditor, exceptions, controls } = extraction;
  if (documentKind === 'bridge-letter') return sayLetter(extraction);
  const type = reportType ? `, ${reportType.value === 'type2' ? 'Type II' : 'Type I'}` : '';
  const when = period ? `, ${period.value.from ? `${sayDay(period.value.from)} to ` : 'until '}${sayDay(period.value.to)}` : asOf ? `, as of ${sayDay(asOf.value)}` : '';
  const by = auditor ? `, by ${auditor.value}` : '';
  if (documentKind !== 'soc2') return `${kinds[documentKind]}${type}${when}${by}.`;
  const rows = controls.reduce((sum, control) => sum + control.rows.length, 0);
  const found = exceptions.length === 0 ? 'no exceptions' : exceptions.length === 1 ? 'one exception' : `${exceptions.length} exceptions`;
  return `${kinds.soc2}${type}${when}${by}: ${opinion ? `${opinion.value} opinion` : 'opinion not found'}, ${rows} rows in the matrix${reportType?.value === 'type2' ? `, ${found}` : ''}.`;
}

function sayLetter({ bridgeLetter }: Extraction): string {
  const { issuer, coveredPeriod, materialChanges } = bridgeLetter ?? {};
  const days = coveredPeriod ? `, ${coveredPeriod.value.from ? `${sayDay(coveredPeriod.value.from)} to ` : 'until '}${sayDay(coveredPeriod.value.to)}` : '';
  const changes = materialChanges ? (materialChanges.value ? ': names material changes' : ': no material changes') : '';
  return `${kinds['bridge-letter']}${issuer ? ` of ${issuer.value}` : ''}${days}${changes}.`;
}
