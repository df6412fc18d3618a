import { compareDurations, reaches, staysWithin } from './duration.js';
import type { Duration, Order } from './duration.js';
import { EQ, NOT_DISJOINT, PP, PPi } from './relation.js';
import type { Bound, BoundValue } from './bound.js';
import type { ParameterKind } from './catalog-types.js';

/** A value that a source states of a parameter. `bound`: at least as strict as this, maybe stricter. */
export interface Measured {
  readonly parameter: ParameterKind;
  readonly value: BoundValue;
  readonly precision: 'exact' | 'bound';
}

/** True where bound `a` is certainly as strict as `b`, or stricter. Bounds of two kinds are never ordered. */
export function isAsStrict(a: Bound, b: Bound): boolean {
  if (a.parameter !== b.parameter) return false;
  const order = strictness(a.parameter, a.value, b.value);
  return order === 'greater' || order === 'equal';
}

/** `greater`: a is certainly stricter than b. */
function strictness(parameter: ParameterKind, a: BoundValue, b: BoundValue): Order {
  if (parameter === 'scope') return compareSets(a as readonly string[], b as readonly string[]);
  const order = typeof a === 'number' ? compareNumbers(a, b as number) : compareDurations(a as Duration, b as Duration);
  const moreIsStricter = parameter === 'at-least' || parameter === 'for';
  if (moreIsStricter || order === 'equal' || order === 'unknown') return order;
  return order === 'less' ? 'greater' : 'less';
}

const compareNumbers = (a: number, b: number): Order => (a === b ? 'equal' : a < b ? 'less' : 'greater');

function compareSets(a: readonly string[], b: readonly string[]): Order {
  const [aHolds, bHolds] = [b.every((id) => a.includes(id)), a.every((id) => b.includes(id))];
  if (aHolds && bHolds) return 'equal';
  return aHolds ? 'greater' : bHolds ? 'less' : 'unknown';
}

/** True where a control with bounds `a` asks certainly all that the same control with bounds `b` asks. */
export function asksAll(a: readonly Bound[], b: readonly Bound[]): boolean {
  return b.every((need) => a.some((bound) => isAsStrict(bound, need)));
}

/**
 * Mask between two bounded nodes of one control: the stricter holds the looser, the bare control lies inside all of them,
 * and two that cannot be ordered still share the bare control.
 */
export function maskOfBounds(a: readonly Bound[], b: readonly Bound[]): number {
  const [aHolds, bHolds] = [asksAll(a, b), asksAll(b, a)];
  if (aHolds && bHolds) return EQ;
  return aHolds ? PPi : bHolds ? PP : NOT_DISJOINT;
}

/**
 * Whether a measured value keeps a needed bound. An exact value answers yes or no; one that may be stricter than stated
 * answers yes or `unknown`. A quarter may be 92 days: measured values are read leniently, bounds among themselves are not.
 */
export function keepsBound(measured: Measured, need: Bound): 'yes' | 'no' | 'unknown' {
  if (measured.parameter !== need.parameter || !isSameShape(measured.value, need.value)) return 'unknown';
  const kept = compareMeasured(need.parameter, measured.value, need.value);
  return kept === 'no' && measured.precision === 'bound' ? 'unknown' : kept;
}

function compareMeasured(parameter: ParameterKind, value: BoundValue, need: BoundValue): 'yes' | 'no' | 'unknown' {
  if (typeof value === 'object' && 'unit' in value) {
    return parameter === 'for' ? reaches(value, need as Duration) : staysWithin(value, need as Duration);
  }
  const order = strictness(parameter, value, need);
  return order === 'greater' || order === 'equal' ? 'yes' : 'no';
}

function isSameShape(a: BoundValue, b: BoundValue): boolean {
  const shape = (value: BoundValue): string => (typeof value === 'object' ? ('unit' in value ? 'duration' : 'ids') : 'number');
  return shape(a) === shape(b);
}
