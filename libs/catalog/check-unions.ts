import type { Problem } from './check-problem.js';
import type { RequirementFile } from './check-requirements.js';
import type { RowFile } from './check-rows.js';

/**
 * Checks what is said of whole requirements: an exhausted one names its union and leaves nothing over; of any other,
 * whatever no control holds is named. `direct` holds the ids that direct rows speak of.
 */
export function checkUnions({ file, byId }: RequirementFile, mapped: RowFile, direct: ReadonlySet<string>, problems: Problem[]): void {
  for (const [id, row] of byId) {
    const rows = mapped.of.get(id) ?? [];
    const union = rows.filter((one) => one.get('in_union') === 'yes');
    const [exhausted, residue, assessable] = [row.get('exhausted'), row.get('residue'), row.get('assessable') === 'yes'];
    const say = (message: string): void => void problems.push({ file, line: row.line, message });
    if (exhausted === 'yes' && union.length === 0) say(`${id} is exhausted, and no row of it has in_union yes; mark the rows that together hold it, or write no`);
    if (exhausted === 'yes' && residue) say(`${id} is exhausted and has a residue; remove the residue, or write no`);
    if (exhausted !== 'yes') for (const one of union) problems.push({ file: mapped.file, line: one.line, message: `${id} is not exhausted, so no row of it can be in its union; write in_union no, or exhausted yes` });
    for (const one of union) if (one.get('relationship') === 'disjoint') problems.push({ file: mapped.file, line: one.line, message: `${id}: a disjoint control adds nothing to its union; write in_union no` });
    if (!assessable || residue || exhausted === 'yes') continue;
    if (rows.length === 0 && !direct.has(id)) say(`${id} has neither rows nor a residue; map it, or say what it asks`);
    else say(`${id} has no residue, and nobody says that its controls exhaust it; name what they leave over, or write exhausted yes`);
  }
}
