import { shippedCatalog } from '#libs/catalog/load-catalog.js';
import type { Catalog, Framework, Requirement, RequirementReference } from '#libs/crosswalk/catalog-types.js';
import { BadInput } from './answer.js';

/** The shipped catalog. */
export const catalogHere = (): Catalog => shippedCatalog();

/** A framework by its id. @throws BadInput `framework.unknown`, with those that are there */
export function frameworkHere({ frameworks }: Catalog, id: string): Framework {
  const found = frameworks.find((one) => one.id === id);
  if (found) return found;
  throw new BadInput('framework.unknown', `There is no framework "${id}". There are ${frameworks.map((one) => one.id).join(', ')}.`, { framework: id });
}

/** A requirement by its id. @throws BadInput `requirement.unknown`, naming the id and the edition that is here */
export function requirementHere(framework: Framework, id: string): Requirement {
  const found = framework.requirements.find((one) => one.id === id);
  if (found) return found;
  throw new BadInput('requirement.unknown', `There is no requirement "${id}" in ${framework.name}, ${framework.version}. Ids of other editions are not known; "concord requirements ${framework.id}" lists those of this one.`, { framework: framework.id, requirement: id });
}

/** Reads `pci-dss:8.4.3`. @throws BadInput where it is not written so, and where the catalog does not have it */
export function referenceHere(catalog: Catalog, text: string): RequirementReference {
  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1) throw new BadInput('reference.unreadable', `"${text}" names no requirement. Write FRAMEWORK:ID, for example iso27001:A.8.8.`, { reference: text });
  const framework = frameworkHere(catalog, text.slice(0, colon));
  return { framework: framework.id, id: requirementHere(framework, text.slice(colon + 1)).id };
}
