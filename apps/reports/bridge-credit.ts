import { dateOf, dayOf } from '#libs/crosswalk/calendar.js';
import { addMonths } from '#libs/risk/cadence.js';
import type { Extraction } from '#libs/soc2/extraction.js';
import { maySameOrganization } from '#libs/soc2/same-organization.js';

/** An accepted report that a letter may go on from, with what people put right. */
export interface BridgedReport {
  readonly id: string;
  readonly extraction: Extraction;
}

/** The days that a bridge letter covers, of which report, and why not more. Calendar dates; no days where it cannot be true. */
export interface BridgeCredit {
  readonly report: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly because: readonly string[];
}

/** By convention a bridge letter speaks of three months at most. */
const mostMonths = 3;
const next = (date: string, days = 1): string => dateOf(dayOf(date) + days);

/**
 * Which days a bridge letter is credited: those directly after a Type II report of the same organization, at most three
 * months, only where the letter can be true: issued by that organization, dated on or after the last day that it speaks of,
 * not in the future, and saying that nothing material changed.
 * @param today ISO calendar date
 */
export function bridgeCredit(letter: Extraction, reports: readonly BridgedReport[], today: string): BridgeCredit {
  const said = letter.bridgeLetter;
  const [date, issuer] = [said?.letterDate?.value ?? null, said?.issuer?.value ?? null];
  const to = said?.coveredPeriod?.value.to ?? said?.assertedThrough?.value ?? null;
  const from = said?.coveredPeriod?.value.from ?? null;
  const bridged = to ? bridgedBy(letter, from, to, reports) : null;
  const end = bridged?.extraction.period?.value.to ?? null;
  const organization = bridged?.extraction.serviceOrganization?.value ?? null;
  const named = said?.report?.value;
  const checks: readonly (readonly [boolean, string])[] = [
    [!to, 'The letter does not say until when it speaks.'],
    [!date, 'The letter is not dated.'],
    [!issuer, 'The letter does not say who issued it.'],
    [date !== null && date > today, 'The letter is dated in the future.'],
    [date !== null && to !== null && to > date, 'It speaks of days after its own date.'],
    [to !== null && !bridged, 'No accepted Type II report of the vendor ends directly before the days that it speaks of.'],
    [end !== null && date !== null && date <= end, 'It is dated before the report that it goes on from had ended.'],
    [end !== null && from !== null && from > next(end), `Between the end of the report and the first day of the letter ${end && from ? dayOf(from) - dayOf(end) - 1 : 0} days are missing.`],
    [organization !== null && issuer !== null && !maySameOrganization(issuer, organization), `It is issued by ${issuer ?? ''}, and the report is about ${organization ?? ''}.`],
    [Boolean(named?.auditor && bridged?.extraction.auditor && !maySameOrganization(named.auditor, bridged.extraction.auditor.value)), 'It names another auditor than the report has.'],
    [said?.materialChanges?.value === true, 'It names material changes, so that what the report found may hold no more.'],
    [said?.materialChanges === null || said?.materialChanges === undefined, 'It does not say whether anything material changed.'],
  ];
  const because = checks.flatMap(([fails, words]) => (fails ? [words] : []));
  if (because.length > 0 || !end || !to || !bridged) return { report: bridged?.id ?? null, from: null, to: null, because };
  const last = next(addMonths(next(end), mostMonths), -1);
  return { report: bridged.id, from: next(end), to: to < last ? to : last, because: to > last ? ['A bridge letter is credited for three months after the end of its report at most; the days after that are not covered.'] : [] };
}

/** The Type II report that the letter names by its end, otherwise the one that ends last before the letter's own last day. */
function bridgedBy(letter: Extraction, from: string | null, to: string, reports: readonly BridgedReport[]): BridgedReport | null {
  const named = letter.bridgeLetter?.report?.value.to ?? null;
  const fitting = reports.filter(({ extraction }) => {
    const end = extraction.documentKind === 'soc2' && extraction.reportType?.value === 'type2' ? extraction.period?.value.to : undefined;
    return end !== undefined && end < to && (named ? end === named : from === null || end < next(from));
  });
  return fitting.reduce<BridgedReport | null>((last, one) => (!last || one.extraction.period!.value.to > last.extraction.period!.value.to ? one : last), null);
}
