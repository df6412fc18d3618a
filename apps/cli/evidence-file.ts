import { z } from 'zod';
import { evidence } from '#libs/contracts/evidence.contract.js';
import type { Evidence } from '#libs/crosswalk/evidence-types.js';
import { BadInput } from './answer.js';
import { jsonFileOf } from './input.js';
import { faultIn } from './zod-fault.js';

/**
 * Reads a file of evidence: an array of facts about parties.
 * @throws BadInput `evidence.invalid` that names file, line, index and field of the first fact that is wrong
 */
export async function evidenceOf(file: string): Promise<readonly Evidence[]> {
  const { value, placeOf } = await jsonFileOf(file);
  if (!Array.isArray(value)) throw new BadInput('evidence.invalid', `${file} has to hold an array of facts.`, placeOf(''));
  const refuse = (index: number, field: string, message: string): never => {
    const id = (value[index] as { id?: unknown } | null | undefined)?.id;
    const path = `[${index}]${field ? `.${field}` : ''}`;
    const place = placeOf(path);
    throw new BadInput('evidence.invalid', `${place.file}:${place.line}: fact ${path}${typeof id === 'string' ? ` (id ${id})` : ''}: ${message}.`, { ...place, index, field, ...(typeof id === 'string' ? { id } : {}) });
  };
  const parsed = z.array(evidence).safeParse(value);
  if (!parsed.success) {
    const { path, message } = faultIn(parsed.error);
    return refuse(Number(/^\[(\d+)\]/.exec(path)?.[1] ?? -1), path.replace(/^\[\d+\]\.?/, ''), message);
  }
  parsed.data.forEach(({ period: { from, to, countsUntil } }, index) => {
    if (to && to < from) refuse(index, 'period.to', `it ends on ${to}, before it starts on ${from}. Turn the dates around`);
    if (countsUntil && countsUntil < from) refuse(index, 'period.countsUntil', `it counts until ${countsUntil}, before it starts on ${from}. Leave it out or correct it`);
  });
  return parsed.data;
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
