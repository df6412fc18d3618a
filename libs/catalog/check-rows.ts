import { BoundFault, formatBoundedControl, parseBoundedControl, type BoundedControl } from '#libs/crosswalk/bound.js';
import { MASK_OF_WORD } from '#libs/crosswalk/relation.js';
import { readFile, type Problem } from './check-problem.js';
import { known, type ControlShape } from './control-shape.js';
import type { RequirementFile } from './check-requirements.js';
import type { CsvRow } from './csv-file.js';

const columns = ['requirement', 'control', 'relationship', 'strength', 'rationale', 'reason', 'in_union', 'origin', 'reviewed'];
const rationales = ['syntactic', 'semantic', 'functional'];
const mostWords = 20;

/** Mapping rows of a framework, with what stands in their file on each requirement. */
export interface RowFile {
  readonly file: string;
  readonly of: ReadonlyMap<string, readonly CsvRow[]>;
  readonly isRead: boolean;
}

/** Checks the mapping rows of a framework one by one. */
export function checkRows(root: string, { framework, byId }: RequirementFile, controls: ReadonlyMap<string, ControlShape>, problems: Problem[]): RowFile {
  const { file, rows, isRead } = readFile(root, `mappings/${framework}.csv`, columns, problems);
  const of = new Map<string, CsvRow[]>();
  const lines = new Map<string, number>();
  for (const row of rows) {
    const say = (message: string): void => void problems.push({ file, line: row.line, message });
    const [id, text] = [row.get('requirement'), row.get('control')];
    const requirement = byId.get(id);
    of.set(id, [...(of.get(id) ?? []), row]);
    if (!requirement) say(`there is no requirement ${id} in ${framework}; correct the id`);
    const control = readControl(text, say);
    if (control) checkControl(control, controls, say);
    const key = `${id}~${control ? formatBoundedControl(control) : text}`;
    if (lines.has(key)) say(`${id} and ${text} stand in line ${lines.get(key)} already; keep one row`);
    else lines.set(key, row.line);
    checkWords(row, say);
    if (!['', 'yes', 'no'].includes(row.get('in_union'))) say(`in_union is "${row.get('in_union')}"; write yes or no`);
    if (requirement) checkKind(row, requirement, control && controls.get(control.control), say);
  }
  return { file, of, isRead };
}

function readControl(text: string, say: (message: string) => void): BoundedControl | null {
  try {
    return parseBoundedControl(text);
  } catch (fault) {
    if (!(fault instanceof BoundFault)) throw fault;
    say(fault.message);
    return null;
  }
}

/** A control with bounds that it can have. */
export function checkControl({ control, bounds }: BoundedControl, controls: ReadonlyMap<string, ControlShape>, say: (message: string) => void): void {
  const shape = controls.get(control);
  if (!shape) return say(`there is no common control ${control}; correct the id or add the control`);
  for (const { parameter, value } of bounds) {
    if (!shape.parameters.has(parameter)) say(`${control} has no parameter ${parameter}${shape.parameters.size > 0 ? `; it has ${[...shape.parameters].join(', ')}` : ''}`);
    else if (parameter === 'scope') for (const id of value as readonly string[]) if (!shape.scopes.has(id)) say(`${control} has no scope "${id}"${known(shape)}`);
  }
}

/** The words and numbers that every row has, direct ones too. */
export function checkWords(row: CsvRow, say: (message: string) => void): void {
  const [relationship, strength, rationale, reason] = ['relationship', 'strength', 'rationale', 'reason'].map((column) => row.get(column)) as [string, string, string, string];
  if (!Object.hasOwn(MASK_OF_WORD, relationship)) say(`"${relationship}" is no relationship; use one of ${Object.keys(MASK_OF_WORD).join(', ')}`);
  if (!/^([1-9]|10)$/.test(strength)) say(`the strength is "${strength}"; write a whole number from 1 to 10`);
  if (!rationales.includes(rationale)) say(`"${rationale}" is no rationale; use one of ${rationales.join(', ')}`);
  const count = reason.split(/\s+/).filter(Boolean).length;
  if (count === 0) say(relationship === 'superset' ? 'a superset needs a reason; say why meeting the one needs the other' : 'the reason is missing; say what is shared and what is not');
  if (count > mostWords) say(`the reason has ${count} words; use ${mostWords} at most`);
  if (!row.get('origin')) say('the origin is missing; write own, or the published map that the row follows');
}

/** A principle is never proven by one control, nor is a specification that leaves a choice by one way of doing it. */
function checkKind(row: CsvRow, requirement: CsvRow, shape: ControlShape | null | undefined, say: (message: string) => void): void {
  const [id, relationship] = [row.get('requirement'), row.get('relationship')];
  if (requirement.get('exhausted') === 'judgement' && (relationship === 'equal' || relationship === 'subset')) {
    say(`${id} is a principle (exhausted: judgement): ${relationship} would let one control prove it; use intersects, or superset with a reason`);
  }
  const isChoice = shape?.scopes.has('addressable') ?? false;
  if (requirement.get('required_or_addressable') === 'addressable' && !isChoice && (relationship === 'equal' || relationship === 'superset')) {
    say(`${id} is addressable: only the control that records the choice may be ${relationship}; use overlaps`);
  }
}
