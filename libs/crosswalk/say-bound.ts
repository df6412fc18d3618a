import type { Bound, BoundValue } from './bound.js';
import { parseBoundedControl } from './bound.js';
import type { ParameterKind } from './catalog-types.js';

/** A value in words: `3 months`, `12`, `impact, reason and reversal`. */
export function sayValue(value: BoundValue): string {
  if (typeof value === 'number') return String(value);
  if (!('unit' in value)) return listOf(value.map((id) => id.replaceAll('-', ' ')));
  const unit = value.unit.replace('-', ' ');
  return `${value.n} ${value.n === 1 ? unit.slice(0, -1) : unit}`;
}

/** A measured value in words: `every 3 months`, `at least 12`; ids of a scope stand alone. */
export function sayMeasured(parameter: ParameterKind, value: BoundValue): string {
  return parameter === 'scope' ? sayValue(value) : `${parameter.replace('-', ' ')} ${sayValue(value)}`;
}

/**
 * A bound in words: `at least every 3 months`, `within 72 hours`, `for at least 12 months`, `for impact and reason`.
 * @param measures what the parameter measures; said after bare numbers, which mean nothing alone
 */
export function sayBound({ parameter, value }: Bound, measures?: string): string {
  const said = sayValue(value);
  const number = measures ? `${said} (${measures})` : said;
  switch (parameter) {
    case 'every': return `at least every ${said}`;
    case 'within': return `within ${said}`;
    case 'for': return `for at least ${said}`;
    case 'scope': return `for ${said}`;
    case 'at-least': return `at least ${number}`;
    case 'at-most': return `at most ${number}`;
  }
}

/** Several bounds in words, the scope first: `for backups, at least every 3 months`. */
export function sayBounds(bounds: readonly Bound[], measures: (parameter: ParameterKind) => string | undefined = () => undefined): string {
  return [...bounds].sort((a, b) => Number(b.parameter === 'scope') - Number(a.parameter === 'scope')).map((bound) => sayBound(bound, measures(bound.parameter))).join(', ');
}

/** A bounded control as people read it: `VUL-02 at least every 3 months` for `VUL-02[every<=3 months]`. @throws BoundFault */
export function sayControl(text: string): string {
  const { control, bounds } = parseBoundedControl(text);
  return bounds.length === 0 ? control : `${control} ${sayBounds(bounds)}`;
}

/** A mapped part as people read it: a control with its bound in words, or `pci-dss 8.3.1` for a requirement. @throws BoundFault */
export function sayPart(part: string): string {
  const [framework, id] = part.includes('[') ? [part] : part.split(':');
  return id === undefined ? sayControl(part) : `${framework} ${id}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listOf(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
