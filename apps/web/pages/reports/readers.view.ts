import type { ReplyOf } from '#libs/contracts/contract.js';
import type { accessLog } from '#libs/contracts/reports-assurance.contract.js';
import type { formErrors } from '../../http/form.js';
import { message } from '../../render.js';
import type { NameOf } from '../people-names.js';
import type { ReportDocument } from './report-document.js';
import { reportCrumbs, reportTabs } from './report-tabs.js';

/** Who may read a document, and who did. */
export function readersView(document: ReportDocument, people: readonly { readonly id: string; readonly name: string; readonly reviews: boolean }[], log: ReplyOf<typeof accessLog>, names: NameOf, refused?: ReturnType<typeof formErrors>) {
  const title = message('reports.readers.title');
  const choosable = people.filter(({ reviews }) => !reviews);
  return {
    page: { title, nav: 'reports' as const, crumbs: reportCrumbs(document, title), error: refused !== undefined }, tabs: reportTabs(document, 'readers', true), sub: document.says,
    base: `/reports/${document.id}`, version: document.version, errors: refused?.errors,
    says: document.restricted ? message('reports.readers.restricted', { count: document.readers.length }) : message('reports.readers.open'),
    choices: [{ value: 'no', text: message('reports.readers.everybody'), hint: message('reports.readers.everybodyHint') }, { value: 'yes', text: message('reports.readers.named'), hint: message('reports.readers.namedHint') }],
    chosen: document.restricted ? 'yes' : 'no', people: choosable.map(({ id, name }) => ({ value: id, text: name })), readers: document.readers, hasPeople: choosable.length > 0,
    log: log.items.map(({ at, actor, act, detail }) => ({ cells: [{ dateTime: at }, { text: names(actor) }, { text: message(`reports.readers.act.${act}`), sub: detailWords(detail) }] })), next: log.next ? `?after=${log.next}` : null,
  };
}

function detailWords({ page, format, marked }: Readonly<Record<string, unknown>>): string {
  return [page ? message('reports.page', { page }) : '', format ? message(`reports.readers.format.${String(format)}`) : '', marked ? message('reports.readers.marked') : ''].filter(Boolean).join(', ');
}
