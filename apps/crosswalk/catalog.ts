import { shippedCatalog } from '#libs/catalog/load-catalog.js';
import { commonControls, domains } from '#libs/catalog/common-controls.js';
import { Fault } from '#libs/contracts/faults.js';
import { compile } from '#libs/crosswalk/compile.js';
import type { Framework } from '#libs/crosswalk/catalog-types.js';
import type { Compiled } from '#libs/crosswalk/compiled.js';

let ready: Compiled | undefined;

/** The shipped catalog made ready for questions, once per process. */
export const compiledCatalog = (): Compiled => (ready ??= compile(shippedCatalog()));

/** Frameworks with the counts of their requirements and rows. */
export function listFrameworks() {
  const { catalog } = compiledCatalog();
  return {
    catalog: catalog.hash,
    items: catalog.frameworks.map(({ id, name, version, publisher, requirements }) => ({
      id, name, version, publisher, requirements: requirements.length, assessable: requirements.filter(({ assessable }) => assessable).length,
      rows: catalog.rows.filter((row) => row.framework === id).length,
    })),
  };
}

/** One framework. @throws Fault `crosswalk.framework-unknown` */
export function frameworkOf(id: string): Framework {
  const framework = compiledCatalog().catalog.frameworks.find((candidate) => candidate.id === id);
  if (!framework) throw new Fault('missing', 'crosswalk.framework-unknown', 'There is no such framework');
  return framework;
}

/** The tree of a framework, as pages show it. */
export function getFramework(id: string) {
  const { name, version, requirements } = frameworkOf(id);
  return { id, name, version, requirements: requirements.map(shownRequirement) };
}

/** A requirement without what only the engine needs. */
export function shownRequirement({ union: _union, appliesTo, ...requirement }: Framework['requirements'][number]) {
  return { ...requirement, appliesTo: [...appliesTo] };
}

/** The hub: domains and common controls. */
export function controlCatalogReply() {
  return {
    domains: domains().map((domain) => ({ ...domain })),
    controls: commonControls().map(({ id, domain, title, statement, parameters, test }) => ({
      id, domain, title, statement, test, parameters: parameters.map(({ parameter, measures }) => ({ name: parameter, measures })),
    })),
  };
}
