import { DURATION_UNITS } from './duration.js';
import type { Duration, DurationUnit } from './duration.js';
import type { ParameterKind } from './catalog-types.js';

export type BoundValue = number | readonly string[] | Duration;

/** A limit on one parameter of a common control. */
export interface Bound {
  readonly parameter: ParameterKind;
  readonly value: BoundValue;
}

/** A common control with its bounds: at most one of a kind, sorted by kind. */
export interface BoundedControl {
  readonly control: string;
  readonly bounds: readonly Bound[];
}

interface Grammar {
  readonly sign: '<=' | '>=';
  readonly value: 'duration' | 'number' | 'ids';
  readonly example: string;
}

/** How each parameter is written; the sign is the direction in which the bound is kept. */
export const PARAMETERS: Readonly<Record<ParameterKind, Grammar>> = {
  every: { sign: '<=', value: 'duration', example: 'every<=3 months' },
  within: { sign: '<=', value: 'duration', example: 'within<=72 hours' },
  'at-least': { sign: '>=', value: 'number', example: 'at-least>=12' },
  'at-most': { sign: '<=', value: 'number', example: 'at-most<=10' },
  for: { sign: '>=', value: 'duration', example: 'for>=12 months' },
  scope: { sign: '>=', value: 'ids', example: 'scope>=production|backup' },
};

/** A bound that cannot be read; the message shows how to write it. */
export class BoundFault extends Error {
  readonly code = 'bound.invalid';
  constructor(readonly text: string, message: string) {
    super(`"${text}": ${message}`);
    this.name = 'BoundFault';
  }
}

/**
 * Reads `VUL-02`, `VUL-02[every<=3 months]` or `IAM-07[at-least>=12, every<=90 days]`.
 *
 *     control = id [ "[" bound { "," bound } "]" ]
 *     bound   = ("every" | "within") "<=" duration | "for" ">=" duration
 *             | "at-least" ">=" number | "at-most" "<=" number | "scope" ">=" id { "|" id }
 *     duration = number unit, where unit may stand in the singular and business-days with a space
 *
 * @throws BoundFault
 */
export function parseBoundedControl(text: string): BoundedControl {
  return remembered(text).read;
}

/** A bounded control in the one way in which Concord writes it. @throws BoundFault */
export function canonicalControl(text: string): string {
  return text.includes('[') ? remembered(text).canonical : text.trim();
}

interface Remembered {
  readonly read: BoundedControl;
  readonly canonical: string;
}

/** Rows and facts say the same few hundred texts over and over; more than this many at once are none of a catalog's. */
const MOST = 10_000;
const known = new Map<string, Remembered>();

function remembered(text: string): Remembered {
  let found = known.get(text);
  if (!found) {
    const read = readBoundedControl(text);
    found = { read, canonical: formatBoundedControl(read) };
    if (known.size >= MOST) known.clear();
    known.set(text, found);
  }
  return found;
}

function readBoundedControl(text: string): BoundedControl {
  const match = /^\s*([^[\]]+?)\s*(?:\[([^[\]]*)\]\s*)?$/.exec(text);
  if (!match) throw new BoundFault(text, 'write a control, or a control with bounds in one pair of brackets: VUL-02[every<=3 months]');
  const bounds = match[2] === undefined ? [] : match[2].split(',').map((part) => parseBound(part, text));
  bounds.sort((a, b) => (a.parameter < b.parameter ? -1 : 1));
  const twice = bounds.find((bound, at) => bounds[at - 1]?.parameter === bound.parameter);
  if (twice) throw new BoundFault(text, `${twice.parameter} is bounded twice; keep one bound of it`);
  return { control: match[1]!, bounds };
}

/** The control without its bounds: `VUL-02` for `VUL-02[every<=3 months]`. */
export function bareControl(text: string): string {
  return text.split('[')[0]!.trim();
}

/** The one way in which Concord writes a bounded control. `parseBoundedControl` reads it back to the same. */
export function formatBoundedControl({ control, bounds }: BoundedControl): string {
  return bounds.length === 0 ? control : `${control}[${bounds.map(formatBound).join(', ')}]`;
}

export function formatBound({ parameter, value }: Bound): string {
  return `${parameter}${PARAMETERS[parameter].sign}${formatValue(value)}`;
}

function formatValue(value: BoundValue): string {
  if (typeof value === 'number') return String(value);
  if (!('unit' in value)) return value.join('|');
  const unit = value.unit.replace('-', ' ');
  return `${value.n} ${value.n === 1 ? unit.slice(0, -1) : unit}`;
}

function parseBound(part: string, text: string): Bound {
  const match = /^\s*([a-z-]+)\s*(<=|>=)\s*(.*?)\s*$/.exec(part);
  const parameter = match?.[1] as ParameterKind | undefined;
  if (!match || !parameter || !Object.hasOwn(PARAMETERS, parameter)) {
    throw new BoundFault(text, `"${part.trim()}" is no bound; use one of ${Object.keys(PARAMETERS).join(', ')}, for example every<=3 months`);
  }
  const { sign, value, example } = PARAMETERS[parameter];
  if (match[2] !== sign) throw new BoundFault(text, `${parameter} takes ${sign}, for example ${example}`);
  const read = { duration: parseDuration, number: parseNumber, ids: parseIds }[value](match[3]!);
  if (read === null) throw new BoundFault(text, `"${match[3]}" is no value for ${parameter}; write it as in ${example}`);
  return { parameter, value: read };
}

/** Reads `3 months`, `1 month`, `5 business days`; null for anything else. */
export function parseDuration(text: string): Duration | null {
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]+(?:[- ][a-z]+)?)$/.exec(text.trim().toLowerCase());
  if (!match) return null;
  const word = match[2]!.replace(' ', '-');
  const unit = DURATION_UNITS.find((name: DurationUnit) => name === word || name === `${word}s`);
  const n = Number(match[1]);
  return unit && n > 0 ? { n, unit } : null;
}

function parseNumber(text: string): number | null {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}

function parseIds(text: string): string[] | null {
  const ids = [...new Set(text.split('|').map((id) => id.trim()))].sort();
  return ids.every((id) => id !== '') ? ids : null;
}
