import type { Catalog, MappingRow } from '#libs/crosswalk/catalog-types.js';
import { bareControl } from '#libs/crosswalk/bound.js';
import type { Stamp } from './oscal-parts.js';

/** One line of a table, by its columns, which are those that an import takes. */
export type TableLine = Readonly<Record<string, string>>;

/** The rows of a framework to common controls; `in_union` and the bounds are written as files of the catalog write them. */
export function mappingTable({ frameworks, rows, controls }: Catalog, framework: string | undefined, stamp: Stamp): TableLine[] {
  const titles = new Map([...frameworks.flatMap(({ id, requirements }) => requirements.map((one): [string, string] => [`${id}:${one.id}`, one.title])), ...controls.map(({ id, title }): [string, string] => [id, title])]);
  const versions = new Map(frameworks.map(({ id, version }) => [id, version]));
  const unions = new Set(frameworks.flatMap(({ id, requirements }) => requirements.flatMap(({ id: one, union }) => union.map((control) => `${id}:${one}~${control}`))));
  return rows.filter((row) => framework === undefined || row.framework === framework).map((row) => ({
    framework: row.framework, framework_version: versions.get(row.framework) ?? '', requirement: row.requirement, requirement_title: titles.get(`${row.framework}:${row.requirement}`) ?? '',
    control: row.control, control_title: titles.get(bareControl(row.control)) ?? '', ...common(row), in_union: unions.has(`${row.framework}:${row.requirement}~${row.control}`) ? 'yes' : '', ...made(stamp),
  }));
}

/** Rows between requirements, those that start or end in a framework. */
export function directTable({ frameworks, directRows }: Catalog, framework: string | undefined, stamp: Stamp): TableLine[] {
  const versions = new Map(frameworks.map(({ id, version }) => [id, version]));
  return directRows.filter(({ from, to }) => framework === undefined || from.framework === framework || to.framework === framework).map((row) => ({
    from_framework: row.from.framework, from_version: versions.get(row.from.framework) ?? '', from: row.from.id, to_framework: row.to.framework, to_version: versions.get(row.to.framework) ?? '', to: row.to.id, ...common(row), ...made(stamp),
  }));
}

/** The requirements of a framework, as an import of an own framework takes them. */
export function requirementTable({ frameworks }: Catalog, framework: string, stamp: Stamp): TableLine[] {
  const { name, version, requirements } = frameworks.find(({ id }) => id === framework)!;
  return requirements.map((one) => ({
    framework, framework_name: name, version, id: one.id, parent: one.parent ?? '', kind: one.kind, title: one.title, assessable: one.assessable ? 'yes' : 'no', applies_to: one.appliesTo.join(';'),
    residue: one.residue ?? '', exhausted: one.assessable ? one.exhausted : '', ...made(stamp),
  }));
}

function common({ relationship, strength, rationale, reason, origin, reviewed }: Pick<MappingRow, 'relationship' | 'strength' | 'rationale' | 'reason' | 'origin' | 'reviewed'>): TableLine {
  return { relationship, strength: String(strength), rationale, reason, origin, reviewed: reviewed ? 'yes' : 'no' };
}

/** Each line names catalog and date, so that none loses them when it is copied out. */
const made = ({ catalog, made: at }: Stamp): TableLine => ({ exported: at.slice(0, 10), catalog });
