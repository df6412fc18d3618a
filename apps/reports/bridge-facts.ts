import type { NewFact } from '#libs/platform/evidence-ledger.js';
import type { Extraction } from '#libs/soc2/extraction.js';
import type { BridgeCredit } from './bridge-credit.js';

/**
 * What an accepted bridge letter attests: that what its report found met, or met with exceptions, still is, on the days
 * that it is credited. It heals nothing: what the report found breached it leaves to the report.
 */
export function bridgeFactsOf(document: string, letter: Extraction, { from, to }: BridgeCredit, ofReport: readonly NewFact[]): NewFact[] {
  const issuer = letter.bridgeLetter?.issuer;
  if (!from || !to || !issuer) return [];
  const words = letter.bridgeLetter?.materialChanges ?? letter.bridgeLetter?.coveredPeriod;
  return ofReport.filter(({ verdict }) => verdict === 'met' || verdict === 'excepted').map((fact): NewFact => ({
    id: `bridge:${document}:${fact.id}`, party: fact.party, target: fact.target, verdict: fact.verdict, assurance: 'attested', period: { from, to },
    source: { kind: 'bridge-letter', label: `Bridge letter of ${issuer.value}`, id: document, ...(words && { page: words.page, ...(words.quote && { quote: words.quote.slice(0, 600) }) }) },
    ...(fact.note && { note: fact.note }),
  }));
}
