import type { ReplyOf } from '#libs/contracts/contract.js';
import type { pageMarks } from '#libs/contracts/reports-review.contract.js';
import type { ReportDocument } from './report-document.js';
import type { Extraction } from '#libs/soc2/extraction.js';
import type { formErrors } from '../../http/form.js';
import { message } from '../../render.js';
import { calendarDate } from '../../template-helpers.js';
import type { NameOf } from '../people-names.js';
import { documentState } from '../state-words.js';
import { stepOf } from './follow-reading.js';
import { byHandFacts } from './by-hand.view.js';
import { linesView } from './lines.view.js';
import { matrixView } from './matrix.view.js';
import { reportTabs } from './report-tabs.js';
import { valueHref, valueRow } from './report-values.view.js';
import { maySameOrganization } from '#libs/soc2/same-organization.js';
import { sheetView, zoomOf } from './sheet.view.js';

interface Looked {
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly page: number;
  readonly marks: ReplyOf<typeof pageMarks> | null;
  readonly mayReview: boolean;
  readonly names: NameOf;
  /** Names of frameworks by their ids, for a document that a person entered. */
  readonly frameworks?: ReadonlyMap<string, string>;
  readonly refused: ReturnType<typeof formErrors> | undefined;
}

/** The value that is looked at: the one that the address names, else the first that is doubtful. */
export function chosenValue(document: ReportDocument, query: Looked['query']): ReportDocument['values'][number] | undefined {
  const asked = query['value'] ?? query['edit'];
  return document.values.find(({ path }) => path === asked) ?? (query['page'] ? undefined : document.values.find(({ doubtful }) => doubtful) ?? document.values.find(({ path }) => path === 'opinion'));
}

/** The page that is looked at: the one that the address names, else that of the chosen value. */
export function chosenPage(document: ReportDocument, query: Looked['query']): number {
  const asked = Number(query['page']) || chosenValue(document, query)?.page || 1;
  return Math.max(1, Math.min(asked, document.extraction?.pages ?? 1));
}

/** One document: its page on the left, what was read on the right in the order of the document. */
export function reviewView(document: ReportDocument, looked: Looked) {
  const extraction = document.extraction as unknown as Extraction | null;
  const base = `/reports/${document.id}`;
  const { page, mayReview, names, refused } = looked;
  const chosen = chosenValue(document, looked.query);
  const works = ['queued', 'reading'].includes(document.status);
  const look = { base, page, chosen: chosen?.path, edit: looked.query['edit'], mayReview, names, refused };
  const pageLink = (number: number, path?: string) => ({ page: number, href: `${base}?page=${number}${path ? `&value=${path}` : ''}` });
  return {
    page: {
      title: message('reports.review.title', { name: document.vendorName }), nav: 'reports' as const, wide: true, error: refused !== undefined, script: 'keys.js',
      crumbs: [{ href: '/reports', text: message('reports.queue.title') }, { href: `/vendors/${document.vendor}`, text: document.vendorName }],
      ...(works && { refresh: 3 }),
    },
    heading: document.says, status: documentState(document.status), base, version: document.version, here: `${base}?page=${page}`,
    sub: message('reports.review.sub', { vendor: document.vendorName, name: document.name }), uploaded: document.uploaded,
    tabs: reportTabs(document, 'review', mayReview),
    acts: [{ href: `${base}/file`, text: message('reports.review.openPdf') }, ...(extraction?.documentKind === 'soc2' ? [{ href: `${base}/memo.pdf`, text: message('reports.review.memo') }] : [])],
    restricted: document.restricted, bridge: bridgeWords(document), byHand: byHandFacts(document, looked.frameworks ?? new Map()), byHandEdit: mayReview && document.byHand ? `${base}/by-hand` : null, offersByHand: mayReview && document.status === 'refused' && !document.byHand, reread: mayReview && document.status === 'refused' ? `${base}/reading` : null,
    newer: document.replacedBy && { text: document.replacedBy.says, href: `/reports/${document.replacedBy.id}` }, older: document.replaces.map(({ id, says }) => ({ text: says, href: `/reports/${id}` })),
    working: works ? { ...stepOf(document), events: `${base}/events` } : null,
    refusal: document.refusal, errors: refused?.errors,
    sheet: extraction ? sheetView(extraction, looked.marks, { base, page, chosen: looked.query['value'] ?? chosen?.path, zoom: zoomOf(looked.query['zoom']), read: pagesOf(document, extraction) }) : null,
    values: document.values.map((value) => valueRow(value, look)), keys: mayReview ? message('reports.review.keys') : undefined,
    ...verdictView(document, base, mayReview, works),
    expired: document.countsUntil && document.countsUntil < new Date().toISOString().slice(0, 10) ? message('reports.review.expired', { date: calendarDate(document.countsUntil) }) : null,
    stranger: extraction?.serviceOrganization && !maySameOrganization(document.vendorName, extraction.serviceOrganization.value)
      ? message('reports.review.stranger', { organization: extraction.serviceOrganization.value, vendor: document.vendorName }) : null,
    warnings: extraction?.warnings.map((warning) => ({ text: warning.message, ...(warning.page && pageLink(warning.page)) })) ?? [],
    newReading: document.newReading && { title: message('reports.review.newReading'), text: message('reports.review.newReadingText', { count: document.newReading.changes.length }) },
    mayAdd: mayReview && extraction?.documentKind === 'soc2',
    ...linesView(extraction, base, { corrections: document.corrections, mayReview, names }),
    subservice: extraction?.subserviceOrganizations.map((one, at) => ({ cells: [{ text: one.name, strong: true }, { text: one.service ?? '' }, { text: message(`reports.method.${one.method}`) }, { pages: [pageLink(one.page, `subservice-${at + 1}`)] }] })) ?? [],
    ...matrixView(extraction, base, { corrections: document.corrections, mayReview, names }),
    verdict: document.verdict && { word: message(`reports.verdict.${document.verdict.outcome}`), text: message('reports.review.verdictBy', { name: names(document.verdict.by), note: document.verdict.note ?? '' }) },
    evidence: document.evidence > 0 ? message('reports.review.evidence', { facts: document.evidence }) : null, coverage: `/coverage/${document.vendor}`,
    history: document.history.map((entry) => ({ cells: [{ dateTime: entry.at }, { text: names(entry.actor) }, { text: message(`reports.history.${entry.action.replace(/\./g, '-')}`) }] })),
  };
}

/** Which days a bridge letter covers, and why not more. */
function bridgeWords({ bridge }: ReportDocument) {
  if (!bridge) return null;
  const covers = bridge.from && bridge.to ? message('reports.review.bridgeCredit', { from: calendarDate(bridge.from), to: calendarDate(bridge.to) }) : message('reports.review.bridgeNone');
  return { kind: bridge.from ? 'note' : 'warn', title: covers, text: bridge.because.join(' ') };
}

/** What is left to check, and what can be done with the document as a whole. */
function verdictView(document: ReportDocument, base: string, mayReview: boolean, works: boolean) {
  const open = document.values.filter(({ doubtful }) => doubtful);
  const stands = document.status === 'accepted';
  const certain = stands ? [] : document.values.filter(({ checked, confidence }) => !checked && confidence === 'certain');
  const checked = document.values.filter((value) => value.checked).length;
  return {
    mayReview,
    toCheck: document.byHand ? message('reports.byHand.counts') : open.length > 0 ? message('reports.review.toCheck', { count: open.length }) : stands ? null : message('reports.review.allChecked', { checked, all: document.values.length }),
    nextDoubtful: open[0] ? valueHref(base, open[0].path, open[0].page) : null,
    certain: certain.length > 0 ? message('reports.review.acceptCertain', { count: certain.length }) : null,
    mayAccept: (document.extraction !== null || document.byHand !== null) && !stands, mayReject: !works && document.status !== 'rejected',
    rejectWord: message(stands ? 'reports.review.withdrawAct' : 'reports.review.rejectAct'),
  };
}

/** The pages that something was read from. */
function pagesOf(document: ReportDocument, extraction: Extraction): number[] {
  return [...new Set([...document.values.map(({ page }) => page ?? 0), ...extraction.controls.flatMap(({ pages }) => pages), ...extraction.cuecs.map(({ page }) => page), ...extraction.csocs.map(({ page }) => page)])].filter(Boolean);
}
