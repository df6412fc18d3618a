import type { z } from 'zod';
import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { requestDetail, type requestGet, type requestList } from '#libs/contracts/questionnaires.contract.js';
import type { Context } from '#libs/platform/context.js';
import { readCursor, writeCursor } from '#libs/platform/cursor.js';
import { historyOf } from '#libs/platform/history.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { scoreOf } from './score-view.js';
import { countsOf, type Counts } from './count-questions.js';
import { filled, shownAttachment, shownProgress } from './answers.js';
import { nextSlot } from './due-slots.js';
import { RequestRow, ReviewRow } from './entities.js';
import { shownAnswer } from './shown-answer.js';

interface ListRow {
  id: string; send_at: Date | null; paused: boolean; batch: string | null; vendor: string; vendor_name: string; template_key: string; title: string; depth: 'short' | 'standard' | 'full'; status: RequestRow['status'];
  recipient: string; contact_name: string | null; due_date: string; due_zone: string; sent_at: Date; opened_at: Date | null; submitted_at: Date | null;
  active_at: Date | null; template_hash: string; mail_state: string | null; mail_note: string | null;
  waits_vendor: number; waits_asker: number;
}

const columns = `
  select r.id, r.vendor, v.name as vendor_name, r.template_key, f.template ->> 'title' as title, r.depth, r.status, r.recipient, r.contact_name,
    r.send_at, r.paused_at is not null as paused, r.batch, r.due_date::text as due_date, r.due_zone, r.sent_at, r.opened_at, r.submitted_at, r.active_at,
    r.template_hash,
    m.state as mail_state, m.note as mail_note, t.waits_vendor, t.waits_asker
  from questionnaires.request r
  join questionnaires.vendor v on v.tenant_id = r.tenant_id and v.id = r.vendor
  join questionnaires.frozen_template f on f.tenant_id = r.tenant_id and f.hash = r.template_hash
  left join lateral (select state, note from questionnaires.mail m where m.tenant_id = r.tenant_id and m.request = r.id and m.kind = 'invitation'
    order by m.created_at desc limit 1) m on true
  cross join lateral (
    select count(*) filter (where e.side = 'asker')::int as waits_vendor, count(*) filter (where e.side = 'vendor')::int as waits_asker
    from (select distinct on (key) key, side from questionnaires.thread_entry where tenant_id = r.tenant_id and request = r.id order by key, id desc) e
    where not exists (
      select from questionnaires.answer a join questionnaires.review w on w.tenant_id = a.tenant_id and w.request = a.request and w.key = a.key and w.revision = a.revision
      where a.tenant_id = r.tenant_id and a.request = r.id and a.key = e.key and w.verdict <> 'clarify')) t`;

function shownRow(row: ListRow, { answered, asked }: Counts) {
  return {
    id: row.id, vendor: row.vendor, vendorName: row.vendor_name, template: row.template_key, title: row.title, depth: row.depth, status: row.status,
    to: row.recipient, contactName: row.contact_name, sendAt: row.send_at?.toISOString() ?? null, paused: row.paused, batch: row.batch, due: { date: row.due_date, zone: row.due_zone }, sent: row.sent_at.toISOString(),
    opened: row.opened_at?.toISOString() ?? null, submitted: row.submitted_at?.toISOString() ?? null, lastActivity: row.active_at?.toISOString() ?? null,
    answered, asked, threads: { vendor: row.waits_vendor, asker: row.waits_asker }, mail: { state: (row.mail_state ?? 'due') as 'due', note: row.mail_note },
  };
}

const orders = { due: 'r.due_date::text', sent: 'r.sent_at::text', vendor: 'lower(v.name)' } as const;

/** A page of the requests. */
export async function listRequests(database: TenantDatabase, request: RequestOf<typeof requestList>, context: Context) {
  const after = readCursor(request.cursor, 2);
  const parameters: unknown[] = [context.tenant];
  const bind = (value: unknown) => `$${parameters.push(value)}`;
  const conditions = ['r.tenant_id = $1'];
  const key = orders[request.sort];
  const [past, direction] = request.order === 'desc' ? ['<', 'desc'] : ['>', 'asc'];
  if (request.vendor) conditions.push(`r.vendor = ${bind(request.vendor)}`);
  if (request.batch) conditions.push(`r.batch = ${bind(request.batch)}`);
  if (request.q) conditions.push(`v.name ilike ${bind(`%${request.q.replace(/[\\%_]/g, '\\$&')}%`)}`);
  if (request.status) conditions.push(`r.status = ${bind(request.status)}`);
  if (request.open !== undefined) conditions.push(`(r.status in ('scheduled', 'sent', 'opened', 'started', 'submitted')) = ${bind(request.open)}`);
  if (after) conditions.push(`(${key}, r.id) ${past} (${bind(after[0])}, ${bind(after[1])})`);
  return database.run(context, async (tx) => {
    const rows = await tx.query<ListRow & { sort_key: string }>(
      `select * from (${columns.replace('select r.id', `select ${key} as sort_key, r.id`)} where ${conditions.join(' and ')}) listed order by sort_key ${direction}, id ${direction} limit ${request.limit + 1}`, parameters);
    const shown = rows.slice(0, request.limit);
    const last = rows.length > request.limit ? shown.at(-1) : undefined;
    const counts = await countsOf(tx, shown);
    return { items: shown.map((row) => shownRow(row, counts.get(row.id) ?? { answered: 0, asked: 0 })), next: last ? writeCursor([last.sort_key, last.id]) : null };
  });
}

/** One request. @throws Fault `questionnaires.request-unknown` */
export async function getRequest(database: TenantDatabase, request: RequestOf<typeof requestGet>, context: Context) {
  return database.run(context, (tx) => wholeRequest(tx, request.id));
}

/** A request with its answers, verdicts, documents, score and history. @throws Fault `questionnaires.request-unknown` */
export async function wholeRequest(tx: Transaction, id: string): Promise<z.input<typeof requestDetail>> {
  const { tenant: tenantId } = tx.context;
  const [row] = await tx.query<ListRow>(`${columns} where r.tenant_id = $1 and r.id = $2`, [tenantId, id]);
  const request = await tx.manager.findOneBy(RequestRow, { tenantId, id });
  if (!row || !request) throw new Fault('missing', 'questionnaires.request-unknown', 'There is no such request');
  const { index, rows, attachments, answers, progress } = await filled(tx, request);
  const reviews = new Map((await tx.manager.find(ReviewRow, { where: { tenantId, request: id } })).map((review) => [review.key, review]));
  return {
    ...shownRow(row, { answered: progress.done, asked: progress.questions }),
    version: request.version, modules: request.modules, message: request.message,
    mails: await mailsOf(tx, id), next: await nextSlot(tx, request),
    handedIn: request.receipt && { name: request.receipt.name, receipt: request.receipt.number, anyway: request.receipt.anyway },
    questionnaire: index.template as never,
    answers: rows.map((answer) => shownAnswer(answer, attachments, reviews.get(answer.key))),
    attachments: attachments.map(shownAttachment),
    progress: shownProgress(progress),
    score: scoreOf(index, answers),
    history: await historyOf(tx, 'questionnaires', id),
  };
}

async function mailsOf(tx: Transaction, request: string) {
  const rows = await tx.query<{ kind: string; state: 'due' | 'sent'; note: string | null; created_at: Date }>(
    `select kind, state, note, created_at from questionnaires.mail where tenant_id = $1 and request = $2 and kind <> 'code' order by id desc limit 50`, [tx.context.tenant, request]);
  return rows.map(({ created_at, ...row }) => ({ ...row, at: created_at.toISOString() }));
}
