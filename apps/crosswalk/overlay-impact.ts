import type { Compiled } from '#libs/crosswalk/compiled.js';
import type { Evidence } from '#libs/crosswalk/evidence-types.js';
import { verdictChanges, type VerdictChange } from '#libs/crosswalk/impact.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { askOf, parties } from './ask.js';

/** What a change of the catalog does to the verdicts of a tenant's parties. */
export interface Impact {
  readonly verdicts: number;
  readonly parties: { readonly party: string; readonly name: string; readonly verdicts: number; readonly changes: VerdictChange[] }[];
}

const partiesAtOnce = 100;
const shownChanges = 100;
const shownParties = 500;

/** Holds the evidence of every party against both catalogs, some parties at a time. */
export async function impactOf(tx: Transaction, before: Compiled, after: Compiled): Promise<Impact> {
  const all = await parties(tx);
  const touched: Impact['parties'] = [];
  let verdicts = 0;
  for (let at = 0; at < all.length; at += partiesAtOnce) {
    const some = all.slice(at, at + partiesAtOnce);
    const facts = new Map<string, Evidence[]>();
    const rows = await tx.query<{ party: string; fact: Evidence }>('select party, fact from crosswalk.evidence where tenant_id = $1 and party = any($2) and not withdrawn order by party, id', [tx.context.tenant, some.map(({ id }) => id)]);
    for (const { party, fact } of rows) facts.set(party, [...(facts.get(party) ?? []), fact]);
    for (const party of some) {
      const known = facts.get(party.id);
      if (!known) continue;
      const changes = verdictChanges(before, after, known, askOf(party, {}));
      verdicts += changes.length;
      if (changes.length > 0) touched.push({ party: party.id, name: party.name, verdicts: changes.length, changes: changes.slice(0, shownChanges) });
    }
  }
  return { verdicts, parties: touched.sort((a, b) => b.verdicts - a.verdicts).slice(0, shownParties) };
}
