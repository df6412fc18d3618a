import type { Extraction, Found } from '#libs/soc2/extraction.js';

const line = (label: string, found: Found<unknown> | null, words: string | null = null): string =>
  `${label.padEnd(22)}${found ? `${words ?? String(found.value)}  (page ${found.page})` : 'not stated'}`;

const kinds = { soc1: 'SOC 1 report', soc2: 'SOC 2 report', soc3: 'SOC 3 report', 'bridge-letter': 'Bridge letter' } as const;

/** A page of words for people about an extraction. */
export const summarize = (read: Extraction): string => {
  const period = read.period ? `${read.period.value.from ?? '?'} to ${read.period.value.to}` : null;
  const letter = read.bridgeLetter;
  const body = letter
    ? [line('Issuer', letter.issuer), line('Signed by', letter.signatory), line('Dated', letter.letterDate), line('Covers', letter.coveredPeriod, letter.coveredPeriod ? `${letter.coveredPeriod.value.from ?? '?'} to ${letter.coveredPeriod.value.to}` : null), line('Material changes', letter.materialChanges, letter.materialChanges ? (letter.materialChanges.value ? 'yes' : 'none') : null)]
    : [
        line('Type', read.reportType, read.reportType ? (read.reportType.value === 'type2' ? 'Type 2' : 'Type 1') : null),
        line('Service organization', read.serviceOrganization), line('System', read.systemName), line('Auditor', read.auditor), line('Opinion', read.opinion), line('Opinion date', read.opinionDate),
        read.reportType?.value === 'type1' ? line('As of', read.asOf) : line('Period', read.period, period),
        line('Categories', read.categories, read.categories?.value.join(', ') ?? null),
        `${'Controls'.padEnd(22)}${read.controls.length} in ${read.controls.reduce((sum, control) => sum + control.rows.length, 0)} rows`,
        `${'Exceptions'.padEnd(22)}${read.exceptions.length}`,
        `${'User entity controls'.padEnd(22)}${read.cuecs.length}`,
        `${'Subservice'.padEnd(22)}${read.subserviceOrganizations.map((o) => `${o.name} (${o.method})`).join('; ') || 'none stated'}`,
      ];
  const warnings = read.warnings.map((w) => `! ${w.message}${w.page ? ` (page ${w.page})` : ''}`);
  return [kinds[read.documentKind], ...body, ...warnings, ''].join('\n');
};
