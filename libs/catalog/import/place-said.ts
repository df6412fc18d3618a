import { BoundFault, formatBoundedControl, parseBoundedControl } from '#libs/crosswalk/bound.js';
import type { CommonControl, DirectRow, Framework, Rationale, Relationship, Requirement, RequirementReference } from '#libs/crosswalk/catalog-types.js';
import type { OverlayRow } from '#libs/crosswalk/overlay-types.js';
import { directKey, rowKey } from '#libs/crosswalk/row-key.js';
import { turned } from '#libs/crosswalk/turn-relationship.js';
import { checkControl } from '../check-rows.js';
import { shapeOfControl, type ControlShape } from '../control-shape.js';
import { sayUnknownId } from './say-unknown-id.js';
import type { ImportProblem, Place, Said, SaidEnd } from './import-types.js';
import { EndNames, type Side } from './name-ends.js';

const words: Readonly<Record<string, Relationship>> = {
  equal: 'equal', 'equal-to': 'equal', equals: 'equal', equivalent: 'equal', 'equivalent-to': 'equal',
  subset: 'subset', 'subset-of': 'subset', superset: 'superset', 'superset-of': 'superset',
  intersects: 'intersects', 'intersects-with': 'intersects', intersecting: 'intersects', overlaps: 'overlaps',
  disjoint: 'disjoint', 'no-relationship': 'disjoint', 'not-related': 'disjoint', 'not-related-to': 'disjoint',
};
const rationales = ['syntactic', 'semantic', 'functional'];
const mostReason = 1_000;

export interface PlacedRows {
  readonly rows: readonly OverlayRow[];
  readonly directRows: readonly DirectRow[];
  /** Where each row stands, by its id. */
  readonly places: ReadonlyMap<string, Place>;
}

interface Known {
  readonly framework: Framework;
  readonly byId: ReadonlyMap<string, Requirement>;
}

/**
 * Holds relations against the frameworks and controls that are there. Every problem is told at its row; rows without one
 * are placed. What is wrong of a whole name or edition is told once.
 *
 * @param own ids of frameworks that are the tenant's: they need no declared edition and may name unions
 */
export function placeSaid(all: readonly Said[], frameworks: readonly Framework[], controls: readonly CommonControl[], own: ReadonlySet<string>, problems: ImportProblem[]): PlacedRows {
  const names = new EndNames(frameworks, new Set(frameworks.map(({ id }) => id).filter((id) => !own.has(id))));
  const index = new Map<string, Known>();
  const shapes = new Map(controls.map((control): [string, ControlShape] => [control.id, shapeOfControl(control)]));
  const [rows, directRows, places]: [OverlayRow[], DirectRow[], Map<string, Place>] = [[], [], new Map()];
  const knownOf = (framework: Framework): Known => {
    const found = index.get(framework.id) ?? { framework, byId: new Map(framework.requirements.map((one) => [one.id, one])) };
    index.set(framework.id, found);
    return found;
  };
  for (const said of all) {
    const before = problems.length;
    const say = (field: string, message: string): void => void problems.push({ file: said.file, sheet: said.sheet, line: said.line, field, message });
    const [fromSide, toSide] = [names.side(said, said.from), names.side(said, said.to)];
    const common = readWords(said, say);
    if (!fromSide || !toSide) continue;
    const flip = fromSide.kind === 'hub';
    const [from, to] = flip ? [{ side: toSide, end: said.to }, { side: fromSide, end: said.from }] : [{ side: fromSide, end: said.from }, { side: toSide, end: said.to }];
    if (from.side.kind === 'hub') { say(said.from.fields.framework, 'both sides are common controls; relate a requirement to a control, or two requirements'); continue; }
    const requirement = requirementAt(knownOf(from.side.framework), from.end, say);
    const relationship = flip ? turned(common.relationship) : common.relationship;
    const source = { file: said.sheet ? `${said.file}, sheet ${said.sheet}` : said.file, line: said.line };
    const rest = { relationship, strength: common.strength, rationale: said.rationale as Rationale, reason: said.reason, origin: said.origin || said.file, reviewed: said.reviewed, source };
    if (to.side.kind === 'hub') {
      const control = controlAt(to.end, shapes, say);
      checkPrinciple(requirement, relationship, 'subset', said, say);
      if (!['', 'yes', 'no'].includes(said.inUnion)) say('in_union', `in_union is "${said.inUnion}"; write yes or no`);
      if (said.inUnion === 'yes' && !own.has(from.side.framework.id) && !repeatsUnion(requirement, control)) say('in_union', `only requirements of your own frameworks name a union; leave it empty for ${from.side.framework.name}`);
      if (!requirement || !control || problems.length > before) continue;
      const bare = { framework: from.side.framework.id, requirement: requirement.id, control };
      const id = rowKey(bare);
      if (isTwice(id, said, places, say, to.end.fields.id)) continue;
      rows.push({ id, ...bare, ...rest, inUnion: said.inUnion === 'yes' && own.has(from.side.framework.id) });
    } else {
      const other = requirementAt(knownOf(to.side.framework), to.end, say);
      checkPrinciple(requirement, relationship, 'subset', said, say);
      checkPrinciple(other, relationship, 'superset', said, say);
      if (!requirement || !other || problems.length > before) continue;
      const ends = { from: referenceOf(from.side, requirement), to: referenceOf(to.side, other) };
      const id = directKey(ends);
      if (ends.from.framework === ends.to.framework && requirement.id === other.id) { say(to.end.fields.id, `${requirement.id} is related to itself; correct one of the ids`); continue; }
      if (isTwice(id, said, places, say, to.end.fields.id)) continue;
      directRows.push({ id, ...ends, ...rest });
    }
  }
  problems.push(...names.problems());
  return { rows, directRows, places };
}

const referenceOf = (side: NonNullable<Side> & { kind: 'framework' }, { id }: Requirement): RequirementReference => ({ framework: side.framework.id, id });

function readWords(said: Said, say: (field: string, message: string) => void): { relationship: Relationship; strength: number } {
  const relationship = words[said.relationship.toLowerCase().replace(/[^a-z]+/g, '-').replace(/^-|-$/g, '')];
  if (!relationship) say('relationship', `"${said.relationship}" is no relationship; use equal, subset, superset, intersects, overlaps or disjoint`);
  if (!/^([1-9]|10)$/.test(said.strength)) say('strength', `the strength is "${said.strength}"; write a whole number from 1 to 10`);
  if (!rationales.includes(said.rationale)) say('rationale', `"${said.rationale}" is no rationale; use ${rationales.join(', ')}`);
  if (said.reason.length > mostReason) say('reason', `the reason has ${said.reason.length} characters; use ${mostReason} at most`);
  return { relationship: relationship ?? 'overlaps', strength: Number(said.strength) };
}

function requirementAt({ framework, byId }: Known, { id, fields }: SaidEnd, say: (field: string, message: string) => void): Requirement | null {
  const found = byId.get(id);
  if (!found) say(fields.id, sayUnknownId(framework, byId, id));
  else if (!found.assessable) {
    const below = framework.requirements.filter((one) => one.assessable && isBelow(byId, one, id)).map((one) => one.id);
    say(fields.id, `${id} of ${framework.name} is a heading, not a requirement; name the requirements under it${below.length ? `: ${below.slice(0, 8).join(', ')}${below.length > 8 ? ' …' : ''}` : ''}`);
    return null;
  }
  return found ?? null;
}

function isBelow(byId: ReadonlyMap<string, Requirement>, one: Requirement, id: string): boolean {
  for (let at = one.parent, steps = 0; at !== null && steps < 20; at = byId.get(at)?.parent ?? null, steps += 1) if (at === id) return true;
  return false;
}

/** The control in its canonical form; null where it cannot be read or is not there. */
function controlAt({ id, fields }: SaidEnd, shapes: ReadonlyMap<string, ControlShape>, say: (field: string, message: string) => void): string | null {
  try {
    const read = parseBoundedControl(id);
    checkControl(read, shapes, (message) => say(fields.id, message));
    return shapes.has(read.control) ? formatBoundedControl(read) : null;
  } catch (fault) {
    if (!(fault instanceof BoundFault)) throw fault;
    say(fields.id, id ? fault.message : 'the control is missing; name one');
    return null;
  }
}

/** A control that the catalog's own union names already, however its bounds are written. */
function repeatsUnion(requirement: Requirement | null, control: string | null): boolean {
  return requirement !== null && requirement.union.some((named) => formatBoundedControl(parseBoundedControl(named)) === control);
}

/** A principle is never proven by one control or one other requirement. */
function checkPrinciple(requirement: Requirement | null, relationship: Relationship, inside: 'subset' | 'superset', { reason }: Said, say: (field: string, message: string) => void): void {
  if (requirement?.exhausted !== 'judgement') return;
  if (relationship === 'equal' || relationship === inside) say('relationship', `${requirement.id} is a principle, which ${relationship} would let one node prove; use intersects, or ${inside === 'subset' ? 'superset' : 'subset'} with a reason`);
  else if (relationship !== 'intersects' && relationship !== 'overlaps' && relationship !== 'disjoint' && !reason) say('reason', `${requirement.id} is a principle: ${relationship} needs a reason there; say why meeting it needs the other`);
}

function isTwice(id: string, { file, sheet, line }: Said, places: ReadonlyMap<string, Place>, say: (field: string, message: string) => void, field: string): boolean {
  const first = places.get(id);
  if (first) say(field, `${id.replace('~', ' and ')} stand in line ${first.line}${first.sheet === sheet ? '' : ` of sheet ${first.sheet}`} already; keep one row`);
  else (places as Map<string, Place>).set(id, { file, sheet, line });
  return first !== undefined;
}
