import { z } from 'zod';
import { evidence } from '#libs/contracts/evidence.contract.js';
import type { Evidence } from '#libs/crosswalk/evidence-types.js';
import { BadInput } from './answer.js';
import { jsonOf } from './input.js';
import { faultIn } from './zod-fault.js';

/**
 * Reads a file of evidence: an array of facts about parties.
 * @throws BadInput `evidence.invalid` that names the index and the field of the first fact that is wrong
 */
export async function evidenceOf(file: string): Promise<readonly Evidence[]> {
  const read = await jsonOf(file);
  if (!Array.isArray(read)) throw new BadInput('evidence.invalid', `${file} has to hold an array of facts.`);
  const parsed = z.array(evidence).safeParse(read);
  if (parsed.success) return inOrder(parsed.data);
  const { path, message } = faultIn(parsed.error);
  const index = Number(/^\[(\d+)\]/.exec(path)?.[1] ?? -1);
  const id = (read[index] as { id?: unknown } | null | undefined)?.id;
  throw new BadInput('evidence.invalid', `Fact ${path}${typeof id === 'string' ? ` (id ${id})` : ''}: ${message}.`, { index, field: path.replace(/^\[\d+\]\.?/, ''), ...(typeof id === 'string' ? { id } : {}) });
}

function inOrder(facts: readonly Evidence[]): readonly Evidence[] {
  const index = facts.findIndex(({ period: { from, to } }) => to && to < from);
  if (index === -1) return facts;
  const { id, period } = facts[index]!;
  throw new BadInput('evidence.invalid', `Fact [${index}].period.to (id ${id}): it ends on ${period.to}, before it starts on ${period.from}. Turn the dates around.`, { index, field: 'period.to', id });
}

/**
 * The party that is asked for: the one that is named, or the only one that the facts speak of; `own` where there are none.
 * @throws BadInput `party.several` where it has to be named
 */
export function partyOf(facts: readonly Evidence[], named: string | undefined): string {
  if (named !== undefined) return named;
  const parties = [...new Set(facts.map(({ party }) => party))].sort();
  if (parties.length > 1) throw new BadInput('party.several', `The file speaks of ${parties.length} parties. Name one with --party: ${parties.slice(0, 20).join(', ')}${parties.length > 20 ? ' …' : ''}.`, { parties });
  return parties[0] ?? 'own';
}
