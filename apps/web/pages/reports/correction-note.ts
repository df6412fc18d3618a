import { message } from '../../render.js';
import { zonedTime } from '../../template-helpers.js';
import type { NameOf } from '../people-names.js';

/** Who put a value or a line right, and when. */
export function correctionNote({ by, at, value }: { readonly by: string; readonly at: string; readonly value: unknown }, names: NameOf): string {
  return message(value === null ? 'reports.correct.goneBy' : 'reports.correct.by', { name: names(by), at: zonedTime(at) });
}
