import { waitsForVendor } from '#libs/contracts/questionnaires.contract.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { newId } from '#libs/platform/ids.js';
import type { RequestRow } from './entities.js';
import { reminderDates } from './reminder-dates.js';

/** The hour of the vendor's day at which reminders come. */
const hour = '09:00';

/** Plans the sending of a request at its time. */
export async function planSending(tx: Transaction, request: Pick<RequestRow, 'tenantId' | 'id' | 'sendAt'>): Promise<void> {
  await tx.query(`insert into questionnaires.due_slot (tenant_id, id, request, kind, slot, due_at) values ($1, $2, $3, 'send', 'first', coalesce($4::timestamptz, now()))`, [request.tenantId, newId(), request.id, request.sendAt]);
}

/** Plans the reminders of a request anew: by its policy, in the morning of the vendor's zone, none for what has passed. */
export async function planReminders(tx: Transaction, request: Pick<RequestRow, 'tenantId' | 'id' | 'reminders' | 'dueDate' | 'dueZone'>): Promise<void> {
  await tx.query(`delete from questionnaires.due_slot where tenant_id = $1 and request = $2 and kind = 'reminder' and state = 'waiting'`, [request.tenantId, request.id]);
  const dates = request.reminders ? reminderDates(request.dueDate, request.reminders) : [];
  if (!dates.length) return;
  await tx.query(
    `insert into questionnaires.due_slot (tenant_id, id, request, kind, slot, due_at)
     select $1, p.id, $2, 'reminder', p.day::text, (p.day + time '${hour}') at time zone $3
     from unnest($4::uuid[], $5::date[]) as p (id, day) where (p.day + time '${hour}') at time zone $3 > now()
       and not exists (select from questionnaires.due_slot d where d.tenant_id = $1 and d.request = $2 and d.kind = 'reminder' and d.slot = p.day::text)`,
    [request.tenantId, request.id, request.dueZone, dates.map(() => newId()), dates]);
}

/** Plans one mail about everything that is asked back within the next minutes. */
export async function planQuestions(tx: Transaction, request: RequestRow): Promise<void> {
  await tx.query(
    `insert into questionnaires.due_slot (tenant_id, id, request, kind, slot, due_at) values ($1, $2, $3, 'questions', 'next', now() + interval '2 minutes')
     on conflict (tenant_id, request, kind, slot) where state = 'waiting' do nothing`, [request.tenantId, newId(), request.id]);
}

type SlotKind = 'send' | 'reminder' | 'questions';

/** Which slots still matter to a request: reminders stop with the last answer and with the end of the request. */
export function wantedSlot({ status }: Pick<RequestRow, 'status'>): SlotKind | null {
  if (status === 'scheduled') return 'send';
  if (waitsForVendor(status)) return 'reminder';
  return status === 'submitted' ? 'questions' : null;
}

/** What happens next to a request by itself, or null. */
export async function nextSlot(tx: Transaction, request: RequestRow): Promise<{ kind: SlotKind; at: string } | null> {
  const [row] = await tx.query<{ kind: SlotKind; due_at: Date }>(
    `select kind, due_at from questionnaires.due_slot where tenant_id = $1 and request = $2 and kind = $3 and state = 'waiting' order by due_at limit 1`, [request.tenantId, request.id, wantedSlot(request)]);
  return row ? { kind: row.kind, at: row.due_at.toISOString() } : null;
}
