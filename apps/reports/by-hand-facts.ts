import type { NewFact } from '#libs/platform/evidence-ledger.js';
import { addMonths } from '#libs/risk/cadence.js';
import type { ByHand } from './document.entity.js';

const names: Readonly<Record<ByHand['kind'], string>> = {
  'iso-certificate': 'ISO certificate', 'pci-aoc': 'PCI DSS attestation of compliance', 'pen-test': 'Penetration test report',
  'hitrust-letter': 'HITRUST certification letter', 'soc3-report': 'SOC 3 report', other: 'Document',
};

/** What a document is called that a person entered by hand. */
export const byHandLabel = ({ kind, issuer }: ByHand): string => `${names[kind]} by ${issuer}`;

/** The last day on which it counts: its own, or twelve months after the day of issue. */
export const byHandCountsUntil = ({ issued, until }: ByHand): string => until ?? addMonths(issued, 12);

/** What a document entered by hand proves: each requirement and common control that the person named, until it expires, with what it speaks of. */
export function byHandFactsOf(document: string, vendor: string, said: ByHand): NewFact[] {
  const from = said.from ?? said.issued;
  return said.targets.map(({ framework, id, page }): NewFact => ({
    id: `document:${document}:${framework ?? 'control'}:${id}`, party: vendor, verdict: said.verdict, assurance: 'evidenced',
    target: framework ? { kind: 'requirement', framework, id } : { kind: 'control', id },
    period: said.until ? { from, to: said.until } : { from, to: null, countsUntil: byHandCountsUntil(said) },
    source: { kind: 'document', label: byHandLabel(said), id: document, ...(page && { page }) },
    note: `Speaks of: ${said.scope}${said.note ? ` ${said.note}` : ''}`.slice(0, 2_000),
  }));
}
