import type { ReplyOf } from '#libs/contracts/contract.js';
import type { frameworkGet } from '#libs/contracts/crosswalk.contract.js';
import { carried, requirementHref, type CoverageFilter } from './coverage-filter.js';

type Tree = ReplyOf<typeof frameworkGet>;

/** The requirements before and after one in its framework, as links. */
export function neighboursOf({ id: framework, requirements }: Tree, id: string, party: string, filter: CoverageFilter) {
  const own = requirements.filter((one) => one.assessable || one.id === id);
  const at = own.findIndex((one) => one.id === id);
  return [own[at - 1], own[at + 1]].filter((one) => one !== undefined).map((one) => ({ text: one.id, href: requirementHref(party, framework, one.id, filter) }));
}

/** The section above a requirement, for the way back. */
export function sectionCrumb({ requirements }: Tree, id: string, address: string, filter: CoverageFilter): { href: string; text: string }[] {
  const parent = requirements.find((one) => one.id === requirements.find((each) => each.id === id)?.parent);
  return parent ? [{ href: `${address}${carried(filter, { section: parent.id })}`, text: parent.title }] : [];
}
