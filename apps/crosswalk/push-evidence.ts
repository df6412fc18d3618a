import { BoundFault, parseBoundedControl } from '#libs/crosswalk/bound.js';
import { requirementName, type Compiled } from '#libs/crosswalk/compiled.js';
import type { RequestOf } from '#libs/contracts/contract.js';
import type { EvidenceFact } from '#libs/contracts/evidence.contract.js';
import { Fault, type FieldFault } from '#libs/contracts/faults.js';
import { evidencePush } from '#libs/contracts/overlays.contract.js';
import type { Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { parties } from './ask.js';
import type { CoverageQueue } from './coverage-queue.js';
import { recordEvidence } from './record-evidence.js';
import { catalogOf } from './tenant-catalog.js';

const told = 200;

/**
 * Records facts from outside. Their ids are kept apart from those of the services, so that none of these is replaced.
 * @throws Fault `crosswalk.evidence-invalid` with every fact that cannot be placed; then none is recorded
 */
export async function pushEvidence(database: TenantDatabase, request: RequestOf<typeof evidencePush>, context: Context, queue: CoverageQueue) {
  return database.command(context, evidencePush, request, async (tx) => {
    const compiled = await catalogOf(tx);
    const known = new Set((await parties(tx)).map(({ id }) => id));
    const fields = request.facts.flatMap((fact, at) => faultsOf(compiled, known, fact).map(({ field, message }) => ({ field: `facts.${at}.${field}`, message: `${fact.id}: ${message}` })));
    if (fields.length > 0) {
      throw new Fault('unprocessable', 'crosswalk.evidence-invalid', `${fields[0]!.field}: ${fields[0]!.message}${fields.length > 1 ? `, and ${fields.length - 1} more` : ''}. Nothing was recorded`, { fields: fields.slice(0, told) });
    }
    const named = [...new Set(request.facts.map(({ party }) => party))];
    if (request.dryRun) return { recorded: 0, parties: named };
    const byParty = new Map<string, EvidenceFact[]>();
    for (const fact of request.facts) byParty.set(fact.party, [...(byParty.get(fact.party) ?? []), { ...fact, id: `pushed/${fact.id}` }]);
    for (const [party, facts] of byParty) recordEvidence(tx, { party, facts }, queue);
    await tx.audit('evidence.pushed', context.request, { facts: request.facts.length, parties: byParty.size });
    return { recorded: request.facts.length, parties: named };
  });
}

function faultsOf({ nodes }: Compiled, parties: ReadonlySet<string>, { party, target, period, withdrawn }: EvidenceFact): FieldFault[] {
  const faults: FieldFault[] = [];
  const say = (field: string, message: string): void => void faults.push({ field, message });
  if (!parties.has(party)) say('party', `there is no party "${party}"; use own, or the id of a vendor`);
  if (period.to && period.to < period.from) say('period.to', `it ends on ${period.to}, before it starts on ${period.from}; turn the dates around`);
  if (period.countsUntil && period.countsUntil < period.from) say('period.countsUntil', `it counts until ${period.countsUntil}, before it starts on ${period.from}`);
  if (withdrawn) return faults;
  if (target.kind === 'requirement') {
    if (!target.framework) say('target.framework', 'a requirement needs its framework');
    else if (!nodes.ofRequirement.has(requirementName(target.framework, target.id))) say('target.id', `there is no requirement ${target.id} in ${target.framework}; use an id of the edition that is here`);
    return faults;
  }
  try {
    const { control } = parseBoundedControl(target.id);
    if (!nodes.ofControl.has(control)) say('target.id', `there is no common control ${control} any more; name one that is in the catalog`);
  } catch (fault) {
    if (!(fault instanceof BoundFault)) throw fault;
    say('target.id', fault.message);
  }
  return faults;
}
