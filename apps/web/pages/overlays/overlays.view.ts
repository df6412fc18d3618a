import type { ReplyOf } from '#libs/contracts/contract.js';
import type { overlayList } from '#libs/contracts/overlays.contract.js';
import type { FormError } from '../../http/form.js';
import { message } from '../../render.js';
import { zonedTime } from '../../template-helpers.js';
import type { NameOf } from '../people-names.js';
import { impactView, sayCounts, type Outcome } from './impact.view.js';

type Overlay = ReplyOf<typeof overlayList>;

export const crumbs = [{ href: '/crosswalk', text: message('overlays.crosswalk') }, { href: '/overlays', text: message('overlays.title') }];

/** The changes of the tenant with what has become of them, and the form for the next. */
export function listView(overlay: Overlay, names: NameOf, mayEdit: boolean, wrong: { errors?: readonly FormError[]; wrong?: Readonly<Record<string, string>> } = {}) {
  const inForce = overlay.changes.filter(({ undoneAt }) => undoneAt === null).length;
  return {
    page: { title: message('overlays.title'), nav: 'crosswalk' as const, crumbs: crumbs.slice(0, 1), error: Boolean(wrong.errors?.length) }, mayEdit, ...wrong,
    sub: inForce === 0 ? message('overlays.subNone') : message('overlays.sub', { inForce, of: overlay.changes.length, catalog: overlay.catalog.slice(0, 12) }),
    acts: [{ href: '/overlays/rows', text: message('overlays.rows') }, ...(mayEdit ? [{ href: '/overlays/rows/edit', text: message('overlays.addRow') }] : [])],
    rows: overlay.changes.map((change) => ({ cells: [
      { text: change.name, strong: true }, { text: sayCounts(change.counts) }, { dateTime: change.madeAt, sub: message('overlays.by', { who: names(change.madeBy) }) },
      change.undoneAt === null
        ? { state: 'done', word: message('overlays.inForce'), ...(mayEdit && { links: [{ text: message('overlays.undo'), href: `/overlays/changes/${change.id}/undo` }] }) }
        : { state: 'not-applicable', word: message('overlays.undone', { who: names(change.undoneBy ?? '') }), sub: zonedTime(change.undoneAt) },
    ] })),
    stranded: overlay.stranded.map(({ id, says }) => ({ cells: [{ text: id, strong: true }, { text: says }] })),
    contradictions: overlay.contradictions.map((rows) => rows.map(({ says }) => says)),
  };
}

/** What a trial came to: every problem by its place, or what would become of the verdicts, with the button that keeps it. */
export function trialView(title: string, outcome: Outcome, names: ReadonlyMap<string, string>, next: { readonly action: string; readonly confirm: string; readonly fields: readonly { name: string; value: string }[] }) {
  const { problems, problemCount } = outcome;
  const counts = sayCounts(outcome.counts);
  const newIds = problems.flatMap((problem) => problem.newIds ?? []);
  return {
    page: { title, nav: 'crosswalk' as const, crumbs, error: problemCount > 0 }, ...next,
    sub: problemCount > 0 ? message('overlays.trialProblems', { count: problemCount }) : counts ? message('overlays.trialClean', { counts }) : message('overlays.trialNothing'), nothing: counts === '',
    note: problems.length < problemCount ? message('overlays.problemsFirst', { shown: problems.length }) : '',
    problems: problems.map(({ sheet, line, field, message: says }) => ({ cells: [
      { text: sheet === null ? message('overlays.line', { line }) : message('overlays.sheetLine', { sheet, line }), strong: true }, { text: field }, { text: says },
    ] })),
    newIds: newIds.map(({ id, now }) => ({ cells: [{ text: id, strong: true }, { text: now.length ? now.join(', ') : message('overlays.noCounterpart') }] })),
    impact: impactView(outcome.impact, names),
  };
}
