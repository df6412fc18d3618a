import type { RequestOf } from '#libs/contracts/contract.js';
import type { coverageCalendar } from '#libs/contracts/reports-assurance.contract.js';
import type { Context } from '#libs/platform/context.js';
import { readCursor, writeCursor } from '#libs/platform/cursor.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { addMonths } from '#libs/risk/cadence.js';
import { maySameOrganization } from '#libs/soc2/same-organization.js';
import { today } from '#libs/platform/calendar-day.js';
import { bridgeCredit } from './bridge-credit.js';
import { byHandCountsUntil, byHandLabel } from './by-hand-facts.js';
import { uncoveredDays, type Span } from './calendar-spans.js';
import { countsUntil, labelOf } from './facts-of.js';
import { mayRead, saidTo, underAgreement } from './may-read.js';
import { latestReport, standingDocuments, type StandingDocument } from './standing-documents.js';

interface Vendor {
  readonly id: string;
  readonly name: string;
}

const monthsShown = 24;
const mostDepth = 3;

/** Which days the accepted documents of each vendor speak of, which none does, and whose reports the carved-out organizations have. */
export async function calendarOf(database: TenantDatabase, request: RequestOf<typeof coverageCalendar>, context: Context) {
  const now = today();
  const from = request.from ?? addMonths(now, -monthsShown);
  return database.run(context, async (tx) => {
    const everybody = await tx.query<Vendor & { has: boolean }>(
      `select v.id, v.name, exists (select 1 from reports.document d where d.tenant_id = v.tenant_id and d.vendor = v.id and d.status = 'accepted') as has
       from reports.vendor v where v.tenant_id = $1 order by lower(v.name), v.id`, [context.tenant]);
    const after = readCursor(request.cursor, 2);
    const wanted = everybody.filter(({ id, has }) => has && (!request.vendor || id === request.vendor));
    const rest = after ? wanted.slice(wanted.findIndex(({ id }) => id === after[1]) + 1) : wanted;
    const shown = rest.slice(0, request.limit);
    const last = rest.length > shown.length ? shown.at(-1) : undefined;
    const documents = await standingDocuments(tx, everybody.filter(({ has }) => has).map(({ id }) => id), ['accepted']);
    const items = shown.map((vendor) => lineOf(tx, vendor, documents, everybody, from, now));
    const ends = items.flatMap(({ spans }) => spans.filter(({ kind }) => kind !== 'document').map(({ to }) => to));
    return {
      from, to: [...ends, now].reduce((a, b) => (a > b ? a : b)), today: now, items,
      without: request.cursor ? [] : everybody.filter(({ id, has }) => !has && (!request.vendor || id === request.vendor)).map(({ id, name }) => ({ vendor: id, name })),
      next: last ? writeCursor([last.name, last.id]) : null,
    };
  });
}

function lineOf(tx: Transaction, vendor: Vendor, documents: readonly StandingDocument[], everybody: readonly Vendor[], from: string, now: string) {
  const own = documents.filter(({ row }) => row.vendor === vendor.id);
  const reports = own.flatMap(({ row, extraction }) => (extraction?.documentKind === 'soc2' ? [{ id: row.id, extraction }] : []));
  const letters = own.flatMap(({ row, extraction }) => (extraction?.documentKind === 'bridge-letter' ? [{ row, credit: bridgeCredit(extraction, reports, now) }] : []));
  const spans = own.flatMap(({ row, extraction }): Span[] => {
    const credit = letters.find((one) => one.row.id === row.id)?.credit;
    if (credit) return credit.from && credit.to ? [{ kind: 'bridge', document: row.id, from: credit.from, to: credit.to, text: saidTo(tx.context, row) }] : [];
    if (row.byHand) return [{ kind: 'document', document: row.id, from: row.byHand.from ?? row.byHand.issued, to: byHandCountsUntil(row.byHand), text: mayRead(tx.context, row) ? byHandLabel(row.byHand) : underAgreement }];
    if (extraction?.documentKind !== 'soc2') return [];
    const text = mayRead(tx.context, row) ? labelOf(extraction) : underAgreement;
    const period = extraction.period?.value;
    if (extraction.reportType?.value === 'type2') return period?.from ? [{ kind: 'report', document: row.id, from: period.from, to: period.to, text }] : [];
    return extraction.asOf ? [{ kind: 'point', document: row.id, from: extraction.asOf.value, to: extraction.asOf.value, text }] : [];
  });
  const gaps = uncoveredDays(spans, from, now);
  const inside = spans.filter(({ to }) => to >= from);
  return {
    vendor: vendor.id, name: vendor.name, spans: inside.map((span) => ({ ...span, from: span.from < from ? from : span.from })), gaps, uncovered: gaps.reduce((sum, { days }) => sum + days, 0),
    notCredited: letters.filter(({ credit }) => !credit.from).map(({ row, credit }) => ({ document: row.id, name: mayRead(tx.context, row) ? row.name : underAgreement, because: mayRead(tx.context, row) ? [...credit.because] : [] })),
    chain: chainOf(tx, vendor, documents, everybody, 1, new Set([vendor.id])),
  };
}

/** The subservice organizations of a vendor's latest report, and of theirs, as far as reports of theirs are on file. */
function chainOf(tx: Transaction, vendor: Vendor, documents: readonly StandingDocument[], everybody: readonly Vendor[], depth: number, seen: ReadonlySet<string>): Link[] {
  const latest = latestReport(vendor.id, documents);
  if (!latest?.extraction || !mayRead(tx.context, latest.row)) return [];
  return latest.extraction.subserviceOrganizations.flatMap(({ name, service, method }) => {
    const itself = everybody.find((one) => !seen.has(one.id) && maySameOrganization(one.name, name));
    const theirs = itself && latestReport(itself.id, documents);
    const link: Link = { depth, name, service, method, through: vendor.name, report: theirs?.extraction ? { document: theirs.row.id, vendor: itself!.name, says: saidTo(tx.context, theirs.row), until: countsUntil(theirs.extraction) } : null };
    return [link, ...(itself && theirs && depth < mostDepth ? chainOf(tx, itself, documents, everybody, depth + 1, new Set([...seen, itself.id])) : [])];
  });
}

interface Link {
  readonly depth: number;
  readonly name: string;
  readonly service: string | null;
  readonly method: 'carve-out' | 'inclusive' | 'unknown';
  readonly through: string;
  readonly report: { readonly document: string; readonly vendor: string; readonly says: string; readonly until: string | null } | null;
}
