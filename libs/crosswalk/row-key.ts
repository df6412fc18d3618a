import { canonicalControl } from './bound.js';
import type { DirectRow, MappingRow } from './catalog-types.js';

/** What a mapping row speaks of, however its bounds are written: two rows with one key are the same row. @throws BoundFault */
export function rowKey({ framework, requirement, control }: Pick<MappingRow, 'framework' | 'requirement' | 'control'>): string {
  return `${framework}:${requirement}~${canonicalControl(control)}`;
}

/** What a direct row speaks of, whichever end comes first. */
export function directKey({ from, to }: Pick<DirectRow, 'from' | 'to'>): string {
  return [from, to].map(({ framework, id }) => `${framework}:${id}`).sort().join('~');
}
