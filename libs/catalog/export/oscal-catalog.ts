import type { CommonControl, Framework, Requirement } from '#libs/crosswalk/catalog-types.js';
import { label, line, metadata, NS, props, tokenOf, uuidOf, type Property, type Stamp } from './oscal-parts.js';

interface Part { readonly name: string; readonly ns?: string; readonly prose: string }
interface Control { readonly id: string; readonly class: string; readonly title: string; readonly params?: object[]; readonly props?: readonly Property[]; readonly parts?: readonly Part[]; readonly controls?: readonly Control[] }
interface Group { readonly id: string; readonly class: string; readonly title: string; readonly props: readonly Property[]; readonly groups?: readonly Group[]; readonly controls?: readonly Control[] }

/** A framework as an OSCAL catalog: its tree with our own titles, and the legal text only where it may be given on. */
export function frameworkCatalog(framework: Framework, stamp: Stamp): object {
  const children = new Map<string | null, Requirement[]>();
  for (const one of framework.requirements) children.set(one.parent, [...(children.get(one.parent) ?? []), one]);
  const top = children.get(null) ?? [];
  const isHeader = (one: Requirement): boolean => !one.assessable && children.has(one.id);
  const control = (one: Requirement): Control => {
    const below = (children.get(one.id) ?? []).map(control);
    return { ...controlOf(framework.id, one), ...(below.length && { controls: below }) };
  };
  // a group holds groups or controls, never both
  const group = (one: Requirement): Group => {
    const below = children.get(one.id)!;
    return { id: tokenOf(framework.id, one.id), class: one.kind, title: line(one.title), props: [label(one.id)], ...(below.every(isHeader) ? { groups: below.map(group) } : { controls: below.map(control) }) };
  };
  const groups = top.filter(isHeader).map(group);
  const controls = top.filter((one) => !isHeader(one)).map(control);
  return { catalog: {
    uuid: uuidOf('framework', framework.id, framework.version, stamp.catalog),
    metadata: metadata(`${framework.name} ${framework.version}`, stamp, { framework: framework.id, 'framework-version': framework.version, publisher: framework.publisher }, 'Identifiers are those of the standard; titles are in our own words.'),
    ...(controls.length && { controls }), ...(groups.length && { groups }),
  } };
}

function controlOf(framework: string, one: Requirement): Control {
  const parts: Part[] = [...(one.text ? [{ name: 'statement', prose: one.text }] : []), ...(one.residue ? [{ name: 'residue', ns: NS, prose: one.residue }] : [])];
  return {
    id: tokenOf(framework, one.id), class: one.kind, title: line(one.title),
    props: [label(one.id), ...(props({ assessable: one.assessable ? 'yes' : 'no', 'applies-to': one.appliesTo.join(' '), exhausted: one.assessable ? one.exhausted : null }).props ?? [])],
    ...(parts.length && { parts }),
  };
}

/** The common controls as an OSCAL catalog: one group per domain, each control with its parameters and how it is tested. */
export function controlsCatalog(controls: readonly CommonControl[], domains: readonly { readonly id: string; readonly title: string }[], stamp: Stamp): object {
  const named = [...domains, ...[...new Set(controls.map(({ domain }) => domain))].filter((id) => !domains.some((one) => one.id === id)).map((id) => ({ id, title: id }))];
  const groups = named.map(({ id, title }) => ({ id, title: line(title), controls: controls.filter(({ domain }) => domain === id).map(commonControl) })).filter((one) => one.controls.length > 0)
    .map(({ id, title, controls: own }): Group => ({ id: tokenOf('domain', id), class: 'domain', title, props: [label(id)], controls: own }));
  return { catalog: { uuid: uuidOf('controls', stamp.catalog), metadata: metadata('Common controls', stamp, { framework: 'concord' }), groups } };
}

function commonControl(one: CommonControl): Control {
  return {
    id: one.id, class: 'common-control', title: line(one.title),
    ...(one.parameters.length && { params: one.parameters.map(({ parameter, measures }) => ({ id: tokenOf(one.id, parameter), label: line(measures), ...props({ kind: parameter }) })) }),
    props: [label(one.id), ...(props({ 'search-terms': one.searchTerms.join('; ') }).props ?? [])],
    parts: [{ name: 'statement', prose: one.statement }, ...(one.test ? [{ name: 'assessment-method', prose: one.test }] : [])],
  };
}
