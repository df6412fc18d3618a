import { In } from 'typeorm';
import type { z } from 'zod';
import type { RequestOf } from '#libs/contracts/contract.js';
import { documentDetail, type documentGet, type documentList, type documentProgress } from '#libs/contracts/reports.contract.js';
import type { Context } from '#libs/platform/context.js';
import { readCursor, writeCursor } from '#libs/platform/cursor.js';
import { historyOf } from '#libs/platform/history.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import type { Extraction } from '#libs/soc2/extraction.js';
import { today } from '#libs/platform/calendar-day.js';
import { bridgeCredit } from './bridge-credit.js';
import { byHandCountsUntil } from './by-hand-facts.js';
import { valuesOf } from './values-of.js';
import { compareExtractions } from './compare-extractions.js';
import { corrected, doubtful } from './correct.js';
import { CorrectionRow, DocumentRow } from './document.entity.js';
import { countsUntil } from './facts-of.js';
import { lookActions, noteLook } from './looks.js';
import { mayRead, saidTo, underAgreement } from './may-read.js';
import { readableDocument } from './readable-document.js';
import { readerVersion } from './reader-version.js';
import { acceptedReports } from './standing-documents.js';

type Listed = DocumentRow & { readonly vendorName: string; readonly corrections: readonly CorrectionRow[] };

/** What the list is ordered by, as text that sorts like the values: uploads newest first. */
const orders = { uploaded: `to_char(99999999999 - extract(epoch from d.uploaded_at), 'FM00000000000.000000')`, vendor: 'lower(v.name)', end: `coalesce(d.extraction #>> '{period,value,to}', d.extraction #>> '{asOf,value}', '')` } as const;

/** A page of the documents. */
export async function listDocuments(database: TenantDatabase, request: RequestOf<typeof documentList>, context: Context) {
  const after = readCursor(request.cursor, 2);
  const parameters: unknown[] = [context.tenant];
  const bind = (value: unknown) => `$${parameters.push(value)}`;
  const conditions = ['d.tenant_id = $1'];
  const key = orders[request.sort];
  if (request.vendor) conditions.push(`d.vendor = ${bind(request.vendor)}`);
  if (request.status) conditions.push(`d.status = ${bind(request.status)}`);
  if (request.open) conditions.push(`d.status in ('queued', 'reading')`);
  if (after) conditions.push(`(${key}, d.id) > (${bind(after[0])}, ${bind(after[1])}::uuid)`);
  return database.run(context, async (tx) => {
    const ids = await tx.query<{ id: string; sort_key: string }>(
      `select d.id, ${key} as sort_key from reports.document d join reports.vendor v on v.tenant_id = d.tenant_id and v.id = d.vendor
       where ${conditions.join(' and ')} order by 2, 1 limit ${request.limit + 1}`, parameters);
    const shown = ids.slice(0, request.limit);
    const last = ids.length > request.limit ? shown.at(-1) : undefined;
    const found = new Map((await tx.manager.findBy(DocumentRow, { tenantId: context.tenant, id: In(shown.map(({ id }) => id)) })).map((row) => [row.id, row]));
    const rows = await Promise.all(shown.map(({ id }) => load(tx, found.get(id)!)));
    return { items: rows.map((row) => listedRow(row, context)), next: last ? writeCursor([last.sort_key, last.id]) : null };
  });
}

/** The pages that the reader is at, of those documents that are being read now. */
export async function progressOf(database: TenantDatabase, request: RequestOf<typeof documentProgress>, context: Context) {
  return database.run(context, async (tx) => ({
    items: await tx.query<{ document: string; page: number; of: number }>(
      `select id as document, (progress ->> 'page')::int as page, (progress ->> 'of')::int as of from reports.document
       where tenant_id = $1 and id = any($2::uuid[]) and status = 'reading' and progress is not null`, [context.tenant, request.documents]),
  }));
}

/** One document. @throws Fault `reports.document-unknown` */
export async function getDocument(database: TenantDatabase, request: RequestOf<typeof documentGet>, context: Context) {
  return database.run(context, async (tx) => {
    const document = await readableDocument(tx, request.id);
    await noteLook(tx, document, 'viewed');
    return whole(tx, document);
  });
}

/** One document with what was read, what people put beside it, and its history. @throws Fault `reports.document-unknown` */
export async function wholeDocument(tx: Transaction, id: string): Promise<z.input<typeof documentDetail>> {
  return whole(tx, await readableDocument(tx, id));
}

async function whole(tx: Transaction, document: DocumentRow): Promise<z.input<typeof documentDetail>> {
  const row = await load(tx, document);
  const [facts] = await tx.query<{ count: number }>('select count(*)::int as count from reports.evidence_fact where tenant_id = $1 and source = $2 and not withdrawn', [tx.context.tenant, row.id]);
  return {
    ...shownRow(row), ...await neighboursOf(tx, row),
    byHandSays: row.byHand, readers: row.readers, bridge: await bridgeOf(tx, row),
    version: row.version, extraction: row.extraction as never, reader: row.reader, readerNow: readerVersion(),
    newReading: row.newReading && row.extraction ? { reader: row.newReading.reader, at: row.newReading.at, changes: compareExtractions(row.extraction, row.newReading.extraction) } : null,
    corrections: row.corrections.map(({ path, value, byAccount, at }) => ({ path, value, by: byAccount, at: at.toISOString() })),
    values: row.extraction ? valuesOf(row.extraction, row.corrections) : [],
    verdict: row.verdict, evidence: facts?.count ?? 0, progress: row.status === 'reading' ? row.progress : null,
    history: await historyOf(tx, 'reports', row.id, lookActions),
  };
}

/** The document as people see it: what was read, with their corrections in force. */
export function standing(row: Pick<Listed, 'extraction' | 'corrections'>): Extraction | null {
  return row.extraction && corrected(row.extraction, row.corrections);
}

async function load(tx: Transaction, row: DocumentRow): Promise<Listed> {
  const { tenantId, id } = row;
  const [vendor] = await tx.query<{ name: string }>('select name from reports.vendor where tenant_id = $1 and id = $2', [tenantId, row.vendor]);
  const corrections = await tx.manager.find(CorrectionRow, { where: { tenantId, document: id }, order: { path: 'ASC' } });
  return { ...row, vendorName: vendor?.name ?? '', corrections };
}

/** What the document replaces, and what replaces it. */
async function neighboursOf(tx: Transaction, row: Listed) {
  const older = await tx.manager.find(DocumentRow, { where: { tenantId: row.tenantId, replacedBy: row.id }, order: { uploadedAt: 'ASC' } });
  const newer = row.replacedBy && await tx.manager.findOneBy(DocumentRow, { tenantId: row.tenantId, id: row.replacedBy });
  const said = (one: DocumentRow) => ({ id: one.id, says: saidTo(tx.context, one) });
  return { replaces: older.map(said), replacedBy: newer ? said(newer) : null };
}

/** Which days a bridge letter covers as things stand. */
async function bridgeOf(tx: Transaction, row: Listed) {
  const letter = standing(row);
  if (letter?.documentKind !== 'bridge-letter') return null;
  const { because, ...credit } = bridgeCredit(letter, await acceptedReports(tx, row.vendor), today());
  return { ...credit, because: [...because] };
}

/** A row of the list; of a document that the asking person may not read, only that it is here. */
function listedRow(row: Listed, context: Context) {
  const shown = shownRow(row);
  if (mayRead(context, row)) return shown;
  return { ...shown, readable: false, name: underAgreement, says: 'Only its named readers see what it says.', refusal: null, kind: null, reportType: null, opinion: null, auditor: null, period: null, exceptions: 0, controls: 0, doubtful: 0 };
}

function shownRow(row: Listed) {
  const extraction = standing(row);
  const end = extraction?.period?.value ?? (extraction?.asOf ? { from: null, to: extraction.asOf.value } : null);
  return {
    id: row.id, vendor: row.vendor, vendorName: row.vendorName, name: row.name, size: Number(row.size), sha256: row.sha256, status: row.status, says: row.says, refusal: row.refusal,
    kind: extraction?.documentKind ?? null, reportType: extraction?.reportType?.value ?? null, opinion: extraction?.opinion?.value ?? null, auditor: extraction?.auditor?.value ?? null,
    period: end ? { ...end } : row.byHand ? { from: row.byHand.from ?? row.byHand.issued, to: byHandCountsUntil(row.byHand) } : null, countsUntil: row.byHand ? byHandCountsUntil(row.byHand) : extraction ? countsUntil(extraction) : null,
    restricted: row.restricted, readable: true, byHand: row.byHand?.kind ?? null,
    exceptions: extraction?.exceptions.length ?? 0, controls: extraction?.controls.reduce((sum, control) => sum + control.rows.length, 0) ?? 0, doubtful: extraction ? doubtful(extraction, row.corrections).length : 0,
    origin: row.origin, uploaded: row.uploadedAt.toISOString(), read: row.readAt?.toISOString() ?? null,
  };
}
