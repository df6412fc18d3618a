import type { ReplyOf, Role } from '#libs/contracts/contract.js';
import { waitsForVendor, type requestList } from '#libs/contracts/questionnaires.contract.js';
import type { documentList } from '#libs/contracts/reports.contract.js';
import type { vendorGet } from '#libs/contracts/vendors.contract.js';
import { defaultWeights } from '#libs/risk/weights.data.js';
import { message, type PageView } from '../../render.js';
import { calendarDate } from '../../template-helpers.js';
import type { NameOf } from '../people-names.js';
import { daysUntil, documentState, dueWords, hasPassed, requestState } from '../state-words.js';
import { coverageBars } from './vendor-list.view.js';

type Vendor = ReplyOf<typeof vendorGet>;
type Request = ReplyOf<typeof requestList>['items'][number];
type Document = ReplyOf<typeof documentList>['items'][number];

/** What the page of one vendor is made of; null for a part whose service does not answer. */
export interface VendorParts {
  readonly vendor: Vendor;
  readonly requests: readonly Request[] | null;
  readonly documents: readonly Document[] | null;
  readonly names: NameOf;
  readonly roles: readonly Role[];
  readonly now: number;
}

/** The answer first: may we buy, and if nobody decided, what that waits for. */
export function vendorSays({ vendor, names }: Pick<VendorParts, 'vendor' | 'names'>): string {
  const { decision, request, status } = vendor;
  if (decision) return message(`vendors.one.says.${decision.outcome}`, { name: vendor.name, by: names(decision.by), date: calendarDate(decision.at) });
  return status === 'asked' && request?.due ? message('vendors.one.says.asked', { due: calendarDate(request.due) }) : message(`vendors.one.says.${['answered', 'reviewed'].includes(status) ? status : 'new'}`);
}

/** One entry of the history in words, with the way to the request or document that it speaks of. */
export function vendorAct(action: string, detail: Readonly<Record<string, unknown>>, titleOf: (subject: string) => string = () => ''): { readonly text: string; readonly href?: string; readonly sub?: string | undefined } {
  const [kind, status] = action.split('.');
  const subject = String(detail['subject'] ?? '');
  if (kind === 'request') return { text: message(`vendors.one.happened.request.${status}`), href: `/requests/${subject}`, sub: titleOf(subject) || undefined };
  if (kind === 'document') return { text: message(`vendors.one.happened.document.${status}`), href: `/reports/${subject}`, sub: titleOf(subject) || String(detail['says'] ?? '') || undefined };
  return { text: ownAct(action, detail) };
}

function ownAct(action: string, detail: Readonly<Record<string, unknown>>): string {
  const tier = (name: string) => message(`vendors.tier.${String(detail[name])}`);
  if (action === 'vendor.added') return message('vendors.one.action.added', { tier: tier('tier') });
  if (action === 'vendor.changed') return detail['tierBefore'] ? message('vendors.one.action.tierChanged', { before: tier('tierBefore'), tier: tier('tier') }) : message('vendors.one.action.changed');
  if (action === 'vendor.decided') return message('vendors.one.action.decided', { outcome: message(`vendors.one.outcomes.${String(detail['outcome'])}`) });
  if (action === 'vendor.contact-added') return message('vendors.one.action.contactAdded');
  return action.replace(/^vendor\./, '').replace(/[-.]/g, ' ');
}

/** The page of one vendor. */
export function vendorView(parts: VendorParts, forms: Readonly<Record<string, unknown>>): PageView & Record<string, unknown> {
  const { vendor, requests, documents, names, roles, now } = parts;
  const has = (...wanted: readonly Role[]) => wanted.some((role) => roles.includes(role));
  const { thresholds } = defaultWeights;
  const titleOf = (subject: string): string => requests?.find(({ id }) => id === subject)?.title ?? documents?.find(({ id }) => id === subject)?.name ?? '';
  const errors = forms['errors'] as readonly unknown[] | undefined;
  return {
    page: { title: vendor.name, nav: 'vendors', error: Boolean(errors?.length), crumbs: [{ href: '/vendors', text: message('vendors.title') }, { href: '', text: vendor.name }] },
    vendor, says: vendorSays(parts),
    mayBuy: has('administrator', 'procurement'), mayUpload: has('administrator', 'procurement', 'compliance'),
    requests: requests && { columns: columns('requestColumns', ['title', 'with', 'state', 'answered', 'due']), rows: requests.map((request) => requestRow(request, now)) },
    documents: documents && { columns: columns('reportColumns', ['name', 'state', 'says', 'until']), rows: documents.map((document) => documentRow(document, now)) },
    bars: coverageBars(vendor.coverage).map((bar) => ({ ...bar, lead: bar.met, href: `/coverage/${vendor.id}/${encodeURIComponent(bar.framework)}` })),
    decision: vendor.decision && { state: vendor.decision.outcome, note: vendor.decision.note, by: message('vendors.one.decidedBy', { by: names(vendor.decision.by), date: calendarDate(vendor.decision.at) }) },
    outcomes: ['approved', 'approved-with-conditions', 'rejected'].map((value) => ({ value, text: message(`vendors.one.outcomes.${value}`) })),
    purposes: ['security', 'privacy', 'commercial', 'other'].map((value) => ({ value, text: message(`vendors.one.purposes.${value}`) })),
    tierTitle: message('vendors.one.tier', { tier: message(`vendors.tier.${vendor.risk.tier}`).toLowerCase() }),
    tierText: message('vendors.one.tierText', { score: vendor.risk.score, ...thresholds }),
    how: message('vendors.one.how', { score: vendor.risk.score }),
    sum: vendor.risk.factors.map((factor) => ({ ...splitSays(factor.says), value: factor.points, of: factor.of })), of: vendor.risk.factors.reduce((sum, factor) => sum + factor.of, 0),
    every: message('vendors.one.every', { count: vendor.reassessEvery.n }),
    facts: factsOf(vendor),
    contacts: vendor.contacts.map((contact) => ({ term: message(`vendors.one.purposes.${contact.purpose}`), text: contact.name, sub: [contact.email, contact.phone].filter(Boolean).join(' · ') })),
    history: { columns: columns('historyColumns', ['what', 'who', 'at']), rows: vendor.history.map((entry) => ({ cells: [vendorAct(entry.action, entry.detail, titleOf), { text: names(entry.actor) }, { dateTime: entry.at }] })) },
    ...forms,
  };
}

function columns(group: string, names: readonly string[]) {
  return names.map((name) => ({ text: message(`vendors.one.${group}.${name}`) }));
}

/** "Data: health data" as a factor and what was chosen. */
function splitSays(says: string): { text: string; sub: string } {
  const [text = says, ...rest] = says.split(': ');
  const sub = rest.join(': ');
  return { text, sub: sub.charAt(0).toUpperCase() + sub.slice(1) };
}

function requestRow(request: Request, now: number) {
  const { state, word } = requestState(request.status, request.due, now);
  const waits = waitsForVendor(request.status);
  return {
    cells: [
      { text: request.title, href: `/requests/${request.id}`, sub: message('requests.sentOn', { date: calendarDate(request.sent) }) },
      { text: request.contactName ?? request.to, sub: request.contactName ? request.to : undefined },
      { state, word }, { value: request.answered, of: request.asked },
      { date: request.due.date, sub: waits ? dueWords(daysUntil(request.due.date, request.due.zone, now)) : undefined },
    ],
  };
}

function documentRow({ id, name, status, says, countsUntil }: Document, now: number) {
  const { state, word } = documentState(status);
  const until = { date: countsUntil, ...(countsUntil && hasPassed(countsUntil, now) && { state: 'expired', sub: message('vendors.one.untilPassed') }) };
  return { cells: [{ text: name, href: `/reports/${id}` }, { state, word }, { text: says }, until] };
}

function factsOf(vendor: Vendor) {
  const { profile } = vendor;
  return [
    { term: message('vendors.one.owner'), text: vendor.owner },
    { term: message('vendors.one.website'), text: vendor.website?.replace(/^https?:\/\/|\/$/g, '') },
    { term: message('vendors.one.countries'), text: profile.countries.join(', ') },
    { term: message('vendors.one.regulated'), text: profile.regulated.map((rule) => message(`vendors.form.regulatedName.${rule}`).replace(/ \(.*$/, '')).join(', ') },
    { term: message('vendors.one.roles'), text: vendor.roles.map((role) => message(`vendors.form.roleName.${role}`)).join(', ') },
  ];
}
