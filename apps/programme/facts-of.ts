import type { NewFact } from '#libs/platform/evidence-ledger.js';
import type { CollectedRow, OwnControlRow } from './own-control.entity.js';

/**
 * What an own control proves. Saying that it is in place is attested; each collected file is evidence for
 * the period that the file speaks of. Planned proves nothing; not applicable needs its justification.
 */
export function factsOf(row: OwnControlRow, title: string, collected: readonly CollectedRow[]): NewFact[] {
  const target = { kind: 'control' as const, id: row.control };
  const base = { party: 'own', target, ...(row.measured.length && { measured: row.measured }) };
  if (row.state === 'planned') return [];
  if (row.state === 'not-applicable') {
    return [{ id: `own:${row.control}`, party: 'own', target, verdict: 'not-applicable', assurance: 'attested', period: { from: row.since, to: null },
      source: { kind: 'manual', label: `Own control “${title}”`, id: row.id }, ...(row.justification && { note: row.justification }) }];
  }
  const verdict = row.state === 'in-place' ? 'met' as const : 'not-met' as const;
  const said: NewFact = { ...base, id: `own:${row.control}`, verdict, assurance: 'attested', period: { from: row.since, to: null }, source: { kind: 'manual', label: `Own control “${title}”`, id: row.id, quote: row.how } };
  if (verdict === 'not-met') return [said];
  const files = collected.map((file): NewFact => ({
    ...base, id: `own:${row.control}:${file.id}`, verdict, assurance: 'evidenced', period: { from: file.fromDate, to: file.toDate },
    source: { kind: 'document', label: file.name, id: file.id }, ...(file.note && { note: file.note }),
  }));
  return [said, ...files];
}
