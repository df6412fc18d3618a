import { commonControls } from '#libs/catalog/common-controls.js';
import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { matchesConfirm } from '#libs/contracts/reports-review.contract.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { changeDocument, lockDocument, standingOf } from './change-document.js';
import { namedControls } from '#libs/soc2/named-controls.js';
import { ControlMatchRow } from './document.entity.js';
import { sayEvidence } from './say-evidence.js';
import { suggestionsFor } from './suggest-controls.js';

type Match = RequestOf<typeof matchesConfirm>['matches'][number];

/**
 * Confirms which common control a tested control is. In an accepted report the evidence follows at once.
 * @throws Fault `reports.changed-meanwhile`, `reports.nothing-read`, `reports.control-unknown`
 */
export async function confirmMatches(database: TenantDatabase, request: RequestOf<typeof matchesConfirm>, context: Context) {
  return database.command(context, matchesConfirm, request, async (tx) => {
    const row = await lockDocument(tx, request.id, request.version);
    const extraction = await standingOf(tx, row);
    if (!extraction) throw new Fault('conflict', 'reports.nothing-read', 'Nothing was read from this document yet, so there is nothing to match');
    const there = new Map((await tx.manager.findBy(ControlMatchRow, { tenantId: context.tenant, document: row.id })).map(({ ref, control }) => [ref, control]));
    const controls = namedControls(extraction);
    demandKnown(request.matches, new Set(controls.map(({ ref }) => ref)));
    const atLeast = request.atLeast;
    const sure = atLeast === undefined ? [] : controls.filter(({ ref }) => !there.has(ref) && !request.matches.some((match) => match.ref === ref)).flatMap(({ ref, control }): Match[] => {
      const [first] = suggestionsFor(control.text, 1);
      return first && first.score >= atLeast ? [{ ref, control: first.control }] : [];
    });
    const changes = [...request.matches, ...sure].filter(({ ref, control }) => (there.get(ref) ?? '') !== control);
    for (const { ref, control } of changes) {
      const key = { tenantId: context.tenant, document: row.id, ref };
      if (control) await tx.manager.save(ControlMatchRow, { ...key, control, byAccount: context.actor, at: new Date() });
      else await tx.manager.delete(ControlMatchRow, key);
      there.set(ref, control);
    }
    if (changes.length === 0) return { version: row.version, matched: matchedCount(there), changed: 0 };
    const next = await changeDocument(tx, row, {});
    if (next.status === 'accepted') await sayEvidence(tx, next);
    await tx.audit('controls.matched', row.id, { count: changes.length });
    return { version: next.version, matched: matchedCount(there), changed: changes.length };
  });
}

function matchedCount(matches: ReadonlyMap<string, string>): number {
  return [...matches.values()].filter(Boolean).length;
}

function demandKnown(matches: readonly Match[], refs: ReadonlySet<string>): void {
  const known = new Set(commonControls().map(({ id }) => id));
  const odd = matches.find(({ ref, control }) => !refs.has(ref) || (control !== '' && !known.has(control)));
  if (!odd) return;
  const message = refs.has(odd.ref) ? `There is no common control ${odd.control}` : `The report has no control ${odd.ref}`;
  throw new Fault('invalid', 'reports.control-unknown', message, { fields: [{ field: 'matches', message }] });
}
