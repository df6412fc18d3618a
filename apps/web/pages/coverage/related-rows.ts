import type { ReplyOf } from '#libs/contracts/contract.js';
import type { requirementExplain } from '#libs/contracts/crosswalk.contract.js';
import { message } from '../../render.js';
import { requirementHref, type CoverageFilter } from './coverage-filter.js';
import { strengthCell } from '../crosswalk/explorer.view.js';
import { pairHref } from '../crosswalk/look.js';
import { relationCell } from './relation-cell.js';

type Explained = ReplyOf<typeof requirementExplain>;
type Related = Explained['related'][number];

/** So many of each framework are shown at once; the others stand below, folded. */
const atOnce = 4;

/** Requirements of other frameworks under their framework, the strongest of each first and apart from the rest. */
export function relatedRows(party: string, explained: Explained, frameworks: readonly { readonly id: string; readonly name: string }[], filter: CoverageFilter) {
  const { related } = explained;
  const rowsOf = (from: number, to?: number) => frameworks.flatMap(({ id, name }) => {
    const own = related.filter(({ framework }) => framework === id).slice(from, to);
    return own.length ? [{ group: name }, ...own.map((one) => ({ cells: cellsOf(one, explained, party, filter) }))] : [];
  });
  const count = frameworks.reduce((sum, { id }) => sum + Math.max(0, related.filter(({ framework }) => framework === id).length - atOnce), 0);
  return { first: rowsOf(0, atOnce), rest: rowsOf(atOnce), count };
}

function cellsOf(one: Related, { framework, requirement }: Explained, party: string, filter: CoverageFilter) {
  return [
    { id: one.id, text: one.title, href: requirementHref(party, one.framework, one.id, filter) },
    { ...relationCell(one.relation), sub: one.shared.length ? message('coverage.sharedVia', { controls: one.shared.map(({ name }) => name).join('; ') }) : message('coverage.sharedDirectly'), subHref: pairHref(framework.id, requirement.id, one.framework, one.id) },
    strengthCell(one),
    { state: one.verdict },
  ];
}
