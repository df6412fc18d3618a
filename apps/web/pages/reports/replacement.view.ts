import type { formErrors } from '../../http/form.js';
import { message } from '../../render.js';
import type { ReportDocument } from './report-document.js';
import { reportCrumbs, reportTabs } from './report-tabs.js';

/** Naming the newer version of a document: one of the vendor's that is here, or a file. */
export function replacementView(document: ReportDocument, others: readonly { readonly id: string; readonly name: string; readonly says: string }[], key: string, refused?: ReturnType<typeof formErrors>) {
  const title = message('reports.replace.title');
  return {
    page: { title, nav: 'reports' as const, crumbs: reportCrumbs(document, title), error: refused !== undefined }, tabs: reportTabs(document, 'replacement', true), sub: document.says,
    base: `/reports/${document.id}`, version: document.version, key, errors: refused?.errors, wrong: refused?.wrong ?? {},
    says: message(document.status === 'replaced' ? 'reports.replace.done' : document.replacedBy ? 'reports.replace.waits' : 'reports.replace.none'),
    newer: document.replacedBy && { text: document.replacedBy.says, href: `/reports/${document.replacedBy.id}` }, may: document.status !== 'replaced',
    options: others.filter(({ id }) => id !== document.id).map(({ id, name, says }) => ({ value: id, text: `${name}: ${says}` })), hasOthers: others.some(({ id }) => id !== document.id),
  };
}
