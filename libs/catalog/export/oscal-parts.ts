import { createHash } from 'node:crypto';

/** What every exported file says of itself: by which catalog and when it was made. */
export interface Stamp {
  /** Content hash of the catalog. */
  readonly catalog: string;
  /** ISO 8601 instant with its zone. */
  readonly made: string;
}

export interface Property {
  readonly name: string;
  readonly ns?: string;
  readonly value: string;
}

/** The namespace of what OSCAL has no name for. */
export const NS = 'urn:concord:oscal';

/** The OSCAL release whose schemas the files fit. */
const release = '1.2.1';

/** The same name always has the same identifier (a UUID of version 5's shape). */
export function uuidOf(...names: readonly string[]): string {
  const hex = createHash('sha256').update(`${NS}\n${names.join('\n')}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${'89ab'[parseInt(hex[16]!, 16) % 4]}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** An id as OSCAL writes ids: letters, digits, `.`, `-` and `_`, a letter first. The catalog's own id goes beside it as its label. */
export function tokenOf(framework: string, id: string): string {
  return `${framework}-${id.replace(/[^\p{L}\p{N}.-]+/gu, '_').replace(/_$/, '')}`.replace(/^[^\p{L}_]/u, '_$&');
}

/** Our own properties; those without a value are left out. */
export function props(values: Readonly<Record<string, string | null | undefined>>): { props?: Property[] } {
  const found = Object.entries(values).flatMap(([name, value]) => (value ? [{ name, ns: NS, value: line(value) }] : []));
  return found.length ? { props: found } : {};
}

/** The standard label, as people know the thing. */
export const label = (value: string): Property => ({ name: 'label', value: line(value) });

/** What the file is, by which catalog, and when it was made. */
export function metadata(title: string, { catalog, made }: Stamp, more: Readonly<Record<string, string>> = {}, remarks?: string) {
  return { title: line(title), 'last-modified': made, version: catalog.slice(0, 12), 'oscal-version': release, ...props({ 'catalog-hash': catalog, ...more }), ...(remarks && { remarks }) };
}

/** Text of one line without spaces around it, as titles and values have to be. */
export function line(text: string): string {
  return text.replace(/\s+/g, ' ').trim() || '–';
}
