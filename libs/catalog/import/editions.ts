import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Framework } from '#libs/crosswalk/catalog-types.js';
import { catalogRoot } from '../catalog-root.js';
import { HUB } from './import-types.js';

/** What is known of a framework's other names and editions. */
interface Editions {
  readonly alsoCalled: readonly string[];
  /** How the edition that is here is called too. */
  readonly sameVersion: readonly string[];
  /** Per edition that was replaced: its ids, each with those of the edition that is here. */
  readonly superseded: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

const none: Editions = { alsoCalled: [], sameVersion: [], superseded: {} };
const known = new Map<string, Editions>();

/** The editions of a shipped framework; of a tenant's own there is only one. */
export function editionsOf(framework: string): Editions {
  const path = join(catalogRoot, 'frameworks', framework, 'editions.json');
  const found = known.get(framework) ?? (/^[\w-]+$/.test(framework) && existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Editions) : none);
  known.set(framework, found);
  return found;
}

/** A framework as a file names it. */
export type Named =
  | { readonly kind: 'hub' }
  | { readonly kind: 'framework'; readonly framework: Framework; readonly version: string }
  | { readonly kind: 'unknown' };

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9./]+/g, ' ').trim();

/** Finds the framework that `pci-dss`, `PCI DSS v4.0.1` or `ISO/IEC 27001:2022` names, and the version in the name. */
export function frameworkNamed(frameworks: readonly Framework[], text: string): Named {
  const said = plain(text);
  if (said === HUB || said === 'common controls' || said === 'concord common controls') return { kind: 'hub' };
  const names = frameworks
    .flatMap((framework) => [framework.id, framework.name, ...editionsOf(framework.id).alsoCalled].map((name) => ({ framework, name: plain(name) })))
    .sort((a, b) => b.name.length - a.name.length);
  for (const { framework, name } of names) {
    if (said === name) return { kind: 'framework', framework, version: '' };
    if (said.startsWith(`${name} `)) return { kind: 'framework', framework, version: said.slice(name.length + 1) };
  }
  return { kind: 'unknown' };
}

export type Standing =
  | { readonly kind: 'same' }
  | { readonly kind: 'other' }
  | { readonly kind: 'superseded'; readonly edition: string; readonly newIds: Readonly<Record<string, readonly string[]>> };

/** How a declared version stands to the edition that is here. */
export function standingOf({ id, version }: Framework, declared: string): Standing {
  const bare = (text: string): string => plain(text).replace(/^(version|edition|v|revision|rev)[. ]*(?=\d)/, '');
  const said = bare(declared);
  const { sameVersion, superseded } = editionsOf(id);
  if ([version, ...sameVersion].some((name) => bare(name) === said)) return { kind: 'same' };
  const edition = Object.keys(superseded).find((name) => bare(name) === said);
  return edition === undefined ? { kind: 'other' } : { kind: 'superseded', edition, newIds: superseded[edition]! };
}

/** Which replaced edition has an id that the one here lacks, and where it went; null where none has it. */
export function whereTo(framework: string, id: string): { readonly edition: string; readonly now: readonly string[] } | null {
  for (const [edition, ids] of Object.entries(editionsOf(framework).superseded)) {
    const now = ids[id];
    if (now) return { edition, now };
  }
  return null;
}
