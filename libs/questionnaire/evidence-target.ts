/** A control as an answer speaks of it: its id with any other bounds, and the parts of its scope, sorted. */
export interface EvidenceTarget {
  readonly control: string;
  readonly scope: readonly string[];
}

/** Reads `POL-04[scope>=logging|network]`; other bounds (`VUL-05[every<=3 months]`) stay with the control. */
export function readTarget(id: string): EvidenceTarget {
  const match = /^([^[\]]+)\[([^[\]]*)\]$/.exec(id);
  if (match === null) return { control: id, scope: [] };
  const bounds = (match[2] ?? '').split(',').map((bound) => bound.trim());
  const scope = bounds.filter((bound) => bound.startsWith('scope>=')).flatMap((bound) => bound.slice('scope>='.length).split('|')).map((part) => part.trim());
  const others = bounds.filter((bound) => !bound.startsWith('scope>='));
  return { control: others.length === 0 ? match[1] ?? id : `${match[1]}[${others.join(', ')}]`, scope: [...new Set(scope)].sort() };
}

/** Writes what {@link readTarget} reads. */
export function writeTarget({ control, scope }: EvidenceTarget): string {
  if (scope.length === 0) return control;
  const bound = `scope>=${[...new Set(scope)].sort().join('|')}`;
  return control.endsWith(']') ? `${control.slice(0, -1)}, ${bound}]` : `${control}[${bound}]`;
}
