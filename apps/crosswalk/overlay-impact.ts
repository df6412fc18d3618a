import type { Compiled } from '#libs/crosswalk/compiled.js';
import { verdictChanges, type VerdictChange } from '#libs/crosswalk/impact.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { askOf, evidenceByParty, parties } from './ask.js';

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
    const facts = await evidenceByParty(tx, some.map(({ id }) => id));
    for (const party of some) {
      const known = facts.get(party.id)!;
      if (!known.length) continue;
      const changes = verdictChanges(before, after, known, askOf(party, {}));
      verdicts += changes.length;
      if (changes.length > 0) touched.push({ party: party.id, name: party.name, verdicts: changes.length, changes: changes.slice(0, shownChanges) });
    }
  }
  return { verdicts, parties: touched.sort((a, b) => b.verdicts - a.verdicts).slice(0, shownParties) };
}
