import type { ReplyOf } from '#libs/contracts/contract.js';
import type { documentGet } from '#libs/contracts/reports.contract.js';
import type { Extraction, Found } from '#libs/soc2/extraction.js';
import { message } from '../../render.js';
import { calendarDate } from '../../template-helpers.js';
import type { formErrors } from '../../http/form.js';
import type { NameOf } from '../people-names.js';
import { documentState } from '../state-words.js';
import { matrixView } from './matrix.view.js';
import { stepOf } from './follow-reading.js';
import { maySameOrganization } from './same-organization.js';

type Document = ReplyOf<typeof documentGet>;

interface Looked {
  readonly page: number | undefined;
  readonly edit: string | undefined;
  readonly mayReview: boolean;
  readonly names: NameOf;
  readonly publicUrl: string;
  readonly refused: ReturnType<typeof formErrors> | undefined;
}

const single = ['reportType', 'period', 'asOf', 'opinion', 'categories', 'auditor', 'auditorLocation', 'opinionDate', 'serviceOrganization', 'systemName', 'attestationStandard'] as const;
type Single = (typeof single)[number];

/** One document: its page on the left, what was read on the right, in the order in which a reviewer needs it. */
export function reviewView(document: Document, looked: Looked) {
  const extraction = document.extraction as unknown as Extraction | null;
  const pages = extraction ? pagesOf(extraction) : [];
  const page = Math.min(looked.page ?? extraction?.opinion?.page ?? 1, extraction?.pages ?? 1);
  const base = `/reports/${document.id}`;
  const status = documentState(document.status);
  return {
    page: {
      title: message('reports.review.title', { name: document.vendorName }), nav: 'reports' as const, wide: true, error: looked.refused !== undefined,
      crumbs: [{ href: '/reports', text: message('reports.queue.title') }, { href: `/vendors/${document.vendor}`, text: document.vendorName }],
      ...(['queued', 'reading'].includes(document.status) && { refresh: 3 }),
    },
    heading: document.says, status, name: document.name, vendorName: document.vendorName, base, file: `${base}/file`, version: document.version,
    sub: message('reports.review.sub', { vendor: document.vendorName, name: document.name }), uploaded: document.uploaded,
    working: ['queued', 'reading'].includes(document.status) ? { ...stepOf(document), events: `${base}/events` } : null,
    refusal: document.refusal, errors: looked.refused?.errors,
    sheet: extraction ? {
      image: `${base}/pages/${page}`, page, of: extraction.pages,
      alt: message('reports.review.pageOf', { page, of: extraction.pages }),
      pages: Array.from({ length: extraction.pages }, (_, at) => ({ page: at + 1, href: `${base}?page=${at + 1}`, has: pages.includes(at + 1), here: at + 1 === page })),
    } : null,
    values: extraction ? single.flatMap((path) => valueOf(document, extraction, path, looked, base)) : [],
    expired: document.countsUntil && document.countsUntil < new Date().toISOString().slice(0, 10) ? message('reports.review.expired', { date: calendarDate(document.countsUntil) }) : null,
    countsUntil: document.countsUntil,
    stranger: extraction?.serviceOrganization && !maySameOrganization(document.vendorName, extraction.serviceOrganization.value)
      ? message('reports.review.stranger', { organization: extraction.serviceOrganization.value, vendor: document.vendorName }) : null,
    warnings: extraction?.warnings.map((warning) => ({ text: warning.message, href: warning.page ? `${base}?page=${warning.page}` : undefined, page: warning.page })) ?? [],
    exceptions: extraction?.exceptions.map((exception) => ({
      text: exception.description, criteria: exception.criteria.join(', '), response: exception.managementResponse,
      counts: exception.sampleSize !== null && exception.deviations !== null ? message('reports.review.ofSample', { deviations: exception.deviations, sample: exception.sampleSize }) : null,
      pages: exception.pages.map((number) => ({ page: number, href: `${base}?page=${number}` })),
    })) ?? [],
    subservice: extraction?.subserviceOrganizations.map((one) => ({ cells: [{ text: one.name, strong: true }, { text: one.service ?? '' }, { text: message(`reports.method.${one.method}`) }, { pages: [{ page: one.page, href: `${base}?page=${one.page}` }] }] })) ?? [],
    cuecs: extraction?.cuecs.map((one) => duty(one, base)) ?? [], csocs: extraction?.csocs.map((one) => duty(one, base)) ?? [],
    ...matrixView(extraction, base),
    mayAccept: looked.mayReview && extraction !== null && document.status !== 'accepted', mayReject: looked.mayReview && document.status !== 'rejected' && !['queued', 'reading'].includes(document.status),
    verdict: document.verdict && { ...document.verdict, by: looked.names(document.verdict.by), word: message(`reports.verdict.${document.verdict.outcome}`) },
    evidence: document.evidence > 0 ? message('reports.review.evidence', { facts: document.evidence }) : null, coverage: `/coverage/${document.vendor}`,
    history: document.history.map((entry) => ({ cells: [{ dateTime: entry.at }, { text: looked.names(entry.actor) }, { text: message(`reports.history.${entry.action.replace(/\./g, '-')}`) }] })),
  };
}

/** One value: what was read with its words and page, what a person put beside it, and the form to correct it when it was opened. */
function valueOf(document: Document, extraction: Extraction, path: Single, looked: Looked, base: string) {
  const correction = document.corrections.find((one) => one.path === path);
  const read = extraction[path] as Found<unknown> | null;
  if (!read && !correction && ((path === 'asOf' && extraction.period) || (path === 'period' && extraction.asOf))) return [];
  const value = correction ? correction.value : read?.value ?? null;
  return [{
    path, id: `value-${path}`, label: message(`reports.value.${path}`), text: value === null ? null : said(path, value),
    confidence: correction ? null : read ? message(`reports.confidence.${read.confidence}`) : null, isCertain: !correction && read?.confidence === 'certain', isMissing: value === null,
    quote: read?.quote || null, page: read?.page ?? null, href: read ? `${base}?page=${read.page}#${`value-${path}`}` : null,
    corrected: correction ? message('reports.review.correctedBy', { name: looked.names(correction.by), read: read ? said(path, read.value) : message('reports.review.notRead') }) : null,
    edit: looked.mayReview ? `${base}?edit=${path}${looked.page ? `&page=${looked.page}` : ''}#value-${path}` : null,
    form: looked.mayReview && looked.edit === path ? formOf(path, value, looked.refused) : null,
  }];
}

/** A value in words. */
export function said(path: Single, value: unknown): string {
  if (path === 'reportType' || path === 'opinion') return message(`reports.word.${String(value)}`);
  if (path === 'categories') return (value as string[]).map((category) => message(`reports.word.${category}`)).join(', ');
  if (path === 'asOf' || path === 'opinionDate') return calendarDate(value);
  if (path !== 'period') return String(value);
  const { from, to } = value as { from: string | null; to: string };
  return from ? message('reports.fromTo', { from: calendarDate(from), to: calendarDate(to) }) : message('reports.until', { to: calendarDate(to) });
}

function formOf(path: Single, value: unknown, refused: Looked['refused']) {
  const error = refused?.wrong[path] ?? refused?.errors[0]?.text;
  const choices = { reportType: ['type1', 'type2'], opinion: ['unqualified', 'qualified', 'adverse', 'disclaimer'], categories: ['security', 'availability', 'processing-integrity', 'confidentiality', 'privacy'] } as const;
  const options = path in choices ? choices[path as keyof typeof choices].map((one) => ({ value: one, text: message(`reports.word.${one}`) })) : null;
  const period = path === 'period' ? (value ?? { from: '', to: '' }) as { from: string | null; to: string } : null;
  return { path, error, options, isMany: path === 'categories', isPeriod: path === 'period', period, values: path === 'categories' ? value ?? [] : [], value: period || path === 'categories' ? null : value, type: path === 'asOf' || path === 'opinionDate' ? 'date' : 'text' };
}

function duty(one: Extraction['cuecs'][number], base: string) {
  return { cells: [{ text: one.text, sub: one.subserviceOrganization }, { text: one.criteria.join(', ') }, { pages: [{ page: one.page, href: `${base}?page=${one.page}` }] }] };
}

/** The pages that something was read from. */
function pagesOf(extraction: Extraction): number[] {
  const values = single.map((path) => (extraction[path] as Found<unknown> | null)?.page ?? 0);
  return [...new Set([...values, ...extraction.controls.flatMap(({ pages }) => pages), ...extraction.cuecs.map(({ page }) => page), ...extraction.csocs.map(({ page }) => page)])].filter(Boolean);
}
