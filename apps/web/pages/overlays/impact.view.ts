import type { ReplyOf } from '#libs/contracts/contract.js';
import type { overlayUndo } from '#libs/contracts/overlays.contract.js';
import { message } from '../../render.js';

export type Outcome = ReplyOf<typeof overlayUndo>;

/** What a change does to the verdicts of each party, as the partial shows it; a party's rows lead to its coverage. */
export function impactView({ verdicts, parties }: Outcome['impact'], names: ReadonlyMap<string, string>) {
  return {
    sentence: verdicts === 0 ? message('overlays.impactNone') : message('overlays.impact', { count: verdicts, parties: message('overlays.parties', { count: parties.length }) }),
    parties: parties.map((party) => ({
      title: message('overlays.impactOf', { party: party.name, count: party.verdicts }), id: `party-${party.party}`,
      ...(party.changes.length < party.verdicts && { note: message('overlays.impactFirst', { shown: party.changes.length }) }),
      rows: party.changes.map(({ framework, id, title, from, to }) => ({ cells: [
        { id, text: title, sub: names.get(framework) ?? framework, href: `/coverage/${party.party}/${framework}/${encodeURIComponent(id)}` }, cellOf(from), cellOf(to),
      ] })),
    })),
  };
}

const cellOf = (verdict: string | null) => (verdict === null ? { text: message('overlays.absent') } : { state: verdict });

/** `2 frameworks, 14 rows to controls`; what there is none of is left out. */
export function sayCounts(counts: Outcome['counts']): string {
  return Object.entries(counts).filter(([, count]) => count > 0).map(([what, count]) => message(`overlays.counts.${what}`, { count })).join(', ');
}
