import { shippedCatalog } from '#libs/catalog/load-catalog.js';
import { domains } from '#libs/catalog/common-controls.js';
import { Fault } from '#libs/contracts/faults.js';
import { compile } from '#libs/crosswalk/compile.js';
import type { Framework } from '#libs/crosswalk/catalog-types.js';
import type { Compiled } from '#libs/crosswalk/compiled.js';
import { isShown, type Choice } from './framework-choice.js';

let ready: Compiled | undefined;

/** The shipped catalog made ready for questions, once per process; a tenant's own data lie over it (`catalogOf`). */
export const compiledCatalog = (): Compiled => (ready ??= compile(shippedCatalog()));

/** Frameworks with the counts of their requirements and rows, and whether the organization looks at them. */
export function listFrameworks({ catalog }: Compiled, choice: Choice) {
  return {
    catalog: catalog.hash, choice: choice.version,
    items: catalog.frameworks.map(({ requirements, ...framework }) => ({
      id: framework.id, name: framework.name, version: framework.version, publisher: framework.publisher, shown: isShown(choice, { ...framework, requirements }), requirements: requirements.length, assessable: requirements.filter(({ assessable }) => assessable).length,
      rows: catalog.rows.filter((row) => row.framework === framework.id).length,
    })),
  };
}

/** One framework. @throws Fault `crosswalk.framework-unknown` */
export function frameworkOf({ catalog }: Compiled, id: string): Framework {
  const framework = catalog.frameworks.find((candidate) => candidate.id === id);
  if (!framework) throw new Fault('missing', 'crosswalk.framework-unknown', `There is no framework “${id}”`);
  return framework;
}

/** The tree of a framework, as pages show it; legal text only where it is wanted, for it is long. */
export function getFramework(compiled: Compiled, { id, text }: { readonly id: string; readonly text: boolean }) {
  const { name, version, requirements } = frameworkOf(compiled, id);
  return { id, name, version, requirements: requirements.map((one) => ({ ...shownRequirement(one), ...(!text && { text: null }) })) };
}

/** A requirement without what only the engine needs. */
export function shownRequirement({ union: _union, appliesTo, ...requirement }: Framework['requirements'][number]) {
  return { ...requirement, appliesTo: [...appliesTo] };
}

/** The hub: domains and common controls. */
export function controlCatalogReply({ catalog }: Compiled) {
  const shipped = domains();
  const own = [...new Set(catalog.controls.map(({ domain }) => domain))].filter((id) => !shipped.some((domain) => domain.id === id));
  return {
    domains: [...shipped.map((domain) => ({ ...domain })), ...own.map((id) => ({ id, title: id }))],
    controls: catalog.controls.map(({ id, domain, title, statement, parameters, test }) => ({
      id, domain, title, statement, test, parameters: parameters.map(({ parameter, measures }) => ({ name: parameter, measures })),
    })),
  };
}
