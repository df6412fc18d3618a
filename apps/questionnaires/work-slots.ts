import { systemContext, type Context } from '#libs/platform/context.js';
import type { Log } from '#libs/platform/log.js';
import { tenantByTenant } from '#libs/platform/tenant-by-tenant.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { changeStatus } from './change-status.js';
import { planReminders, wantedSlot } from './due-slots.js';
import type { RequestRow } from './entities.js';
import { lockRequest } from './known-request.js';
import { dueMail } from './mails.js';

interface Slot {
  readonly id: string;
  readonly request: string;
  readonly kind: 'send' | 'reminder' | 'questions';
}

const most = 500;

/** Does what is due now, tenant by tenant, one slot in one transaction: taken with its effect, or not at all. */
export async function workSlots(database: TenantDatabase, stopped: () => boolean, log: Log): Promise<void> {
  const tenants = await database.lookup<{ tenant_id: string }>('select tenant_id from questionnaires.tenants_with_due_slots()', []);
  await tenantByTenant(tenants, log, async (tenant) => {
    const context = systemContext('questionnaires', tenant);
    for (let done = 0; done < most && !stopped() && (await workOne(database, context)); done += 1);
  });
}

/** @returns false when nothing is due that nobody else has taken */
async function workOne(database: TenantDatabase, context: Context): Promise<boolean> {
  return database.run(context, async (tx) => {
    const [slot] = await tx.query<Slot>(
      `select id, request, kind from questionnaires.due_slot where tenant_id = $1 and state = 'waiting' and due_at <= now() order by due_at, id limit 1 for update skip locked`, [context.tenant]);
    if (!slot) return false;
    const request = await lockRequest(tx, slot.request);
    const wanted = isWanted(slot, request);
    await tx.query(`update questionnaires.due_slot set state = $3, done_at = now() where tenant_id = $1 and id = $2`, [context.tenant, slot.id, wanted ? 'done' : 'skipped']);
    if (wanted) await work(tx, slot, request);
    return true;
  });
}

/** Whether a slot is still wanted when its time has come; a pause holds reminders back. */
const isWanted = ({ kind }: Slot, request: RequestRow): boolean => kind === wantedSlot(request) && !(kind === 'reminder' && request.pausedAt);

async function work(tx: Transaction, slot: Slot, request: RequestRow): Promise<void> {
  if (slot.kind === 'send') return sendNow(tx, request);
  await dueMail(tx, slot.kind, request.id, request.id, slot.id);
  await tx.audit(slot.kind === 'reminder' ? 'request.reminded' : 'request.asked-back', request.id);
}

/** The moment at which a request reaches its vendor. The row must be locked by the caller. */
export async function sendNow(tx: Transaction, request: RequestRow): Promise<void> {
  await changeStatus(tx, request, 'sent');
  await tx.query('update questionnaires.request set sent_at = now() where tenant_id = $1 and id = $2', [request.tenantId, request.id]);
  await tx.query(`update questionnaires.due_slot set state = 'done', done_at = now() where tenant_id = $1 and request = $2 and kind = 'send' and state = 'waiting'`, [request.tenantId, request.id]);
  await planReminders(tx, request);
  await dueMail(tx, 'invitation', request.id, request.id, 'first');
  await tx.audit('request.sent', request.id, { vendor: request.vendor, template: request.templateKey, depth: request.depth });
}
