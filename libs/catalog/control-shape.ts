import { PARAMETERS } from '#libs/crosswalk/bound.js';
import type { CommonControl, ParameterKind } from '#libs/crosswalk/catalog-types.js';

/** What rows may ask of a control: its parameters, and the ids of its scope. */
export interface ControlShape {
  readonly parameters: ReadonlySet<ParameterKind>;
  readonly scopes: ReadonlySet<string>;
}

/** Reads `every: interval between scans; scope: systems (servers|laptops)`. */
export function shapeOf(text: string, say: (message: string) => void): ControlShape {
  const parameters = new Set<ParameterKind>();
  const scopes = new Set<string>();
  for (const part of text.split(';').map((one) => one.trim()).filter(Boolean)) {
    const kind = part.split(':')[0]!.trim() as ParameterKind;
    if (!Object.hasOwn(PARAMETERS, kind)) say(`"${kind}" is no parameter; use one of ${Object.keys(PARAMETERS).join(', ')}`);
    else if (parameters.has(kind)) say(`it has the parameter ${kind} twice; keep one`);
    parameters.add(kind);
    if (kind !== 'scope') continue;
    const ids = /\(([^()]*)\)$/.exec(part)?.[1]?.split('|').map((id) => id.trim()).filter(Boolean) ?? [];
    if (ids.length === 0) say('its scope names no ids; write them at its end in brackets: scope: systems (servers|laptops)');
    for (const id of ids) scopes.add(id);
  }
  return { parameters, scopes };
}

/** The shape of a control that was checked when it was taken in. */
export function shapeOfControl({ parameters }: CommonControl): ControlShape {
  return shapeOf(parameters.map(({ parameter, measures }) => `${parameter}: ${measures}`).join(';'), () => undefined);
}

/** `; it has a, b`, or nothing where there is none. */
export function known({ scopes }: ControlShape): string {
  return scopes.size > 0 ? `; it has ${[...scopes].join(', ')}` : '';
}
