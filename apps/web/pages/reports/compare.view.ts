import type { ReplyOf } from '#libs/contracts/contract.js';
import type { reportDiff } from '#libs/contracts/reports-assurance.contract.js';
import { message } from '../../render.js';
import { changeRows } from './changes.view.js';
import type { ReportDocument } from './report-document.js';
import { reportCrumbs, reportTabs } from './report-tabs.js';

type Change = ReplyOf<typeof reportDiff>['changes'][number];

/** What is worse first; within that, what the reader of a report asks for first. */
const kinds: readonly (readonly [string, readonly Change['what'][]])[] = [
  ['exceptions', ['exception-added', 'exception-dropped', 'result']], ['controls', ['control-dropped', 'control-added']],
  ['organizations', ['subservice-added', 'subservice-dropped', 'csoc-added', 'csoc-dropped']], ['duties', ['cuec-added', 'cuec-dropped']], ['values', ['value']],
];

/** A report against the one before it: what is new, what is gone, what reads otherwise. */
export function compareView(document: ReportDocument, diff: ReplyOf<typeof reportDiff>, mayReview: boolean) {
  const base = `/reports/${document.id}`;
  const title = message('reports.compare.title');
  const { before, changes } = diff;
  const count = (...what: Change['what'][]): number => changes.filter((one) => what.includes(one.what)).length;
  return {
    page: { title, nav: 'reports' as const, crumbs: reportCrumbs(document, title) }, tabs: reportTabs(document, 'compare', mayReview), sub: document.says,
    says: !before ? message('reports.compare.alone') : changes.length === 0 ? message('reports.compare.same')
      : message('reports.compare.says', { exceptions: count('exception-added'), dropped: count('control-dropped'), organizations: count('subservice-added') }),
    before: before && { text: before.says, href: `/reports/${before.id}` },
    options: diff.others.map(({ id, says }) => ({ value: id, text: says })), chosen: before?.id ?? '', hasOthers: diff.others.length > 0,
    groups: before ? kinds.map(([name, whats]) => ({ name, id: `changes-${name}`, title: message(`reports.compare.group.${name}`), rows: changeRows(changes.filter(({ what }) => whats.includes(what)), base, `/reports/${before.id}`) })).filter(({ rows }) => rows.length > 0) : [],
  };
}
