import type { RequestContract } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { mailSettled, questionnaireMailCompose, webMailCompose } from '#libs/contracts/mail.contract.js';
import type { Bus } from '#libs/platform/bus.js';
import { systemContext, type Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Owner } from './note-due.js';
import type { Handover, Smtp } from './smtp.js';

interface Due {
  readonly id: string;
  readonly owner: Owner;
  readonly kind: string;
  readonly subject: string;
  readonly attempts: number;
}

const batch = 20;
const mostAttempts = 30;
const compose = { questionnaires: questionnaireMailCompose, web: webMailCompose } satisfies Record<Owner, RequestContract>;

/** Sends what is due, tenant by tenant. A mail that was being sent when its process died is unknown, and never sent again by itself. */
export async function sendMails(database: TenantDatabase, bus: Bus, smtp: Smtp): Promise<void> {
  const tenants = await database.lookup<{ tenant_id: string }>('select tenant_id from notifier.tenants_with_mail()', []);
  for (const { tenant_id: tenant } of tenants) {
    const context = systemContext('notifier', tenant);
    await settleLost(database, context);
    for (let due = await claim(database, context); due.length; due = due.length === batch ? await claim(database, context) : []) {
      for (const mail of due) await sendOne(database, bus, smtp, context, mail);
    }
  }
}

async function claim(database: TenantDatabase, context: Context): Promise<Due[]> {
  return database.run(context, (tx) => tx.query<Due>(
    `update notifier.mail set state = 'sending', started_at = now(), attempts = attempts + 1
     where tenant_id = $1 and id in (
       select id from notifier.mail where tenant_id = $1 and state = 'due' and due_at <= now() order by due_at limit ${batch} for update skip locked)
     returning id, owner, kind, subject, attempts`, [context.tenant]));
}

async function sendOne(database: TenantDatabase, bus: Bus, smtp: Smtp, context: Context, due: Due): Promise<void> {
  const handover = await handOver(bus, smtp, context, due);
  if (handover.outcome === 'later' && due.attempts < mostAttempts) return putOff(database, context, due, handover.note);
  const outcome = handover.outcome === 'later' ? 'refused' : handover.outcome;
  await settle(database, context, due, outcome, 'note' in handover ? handover.note : null);
}

async function handOver(bus: Bus, smtp: Smtp, context: Context, due: Due): Promise<Handover | { outcome: 'unwanted' }> {
  try {
    const { mail } = await bus.request(compose[due.owner], { mail: due.id, kind: due.kind, subject: due.subject }, context);
    return mail ? await smtp.hand({ id: due.id, ...mail }) : { outcome: 'unwanted' };
  } catch (error) {
    if (error instanceof Fault) return { outcome: 'later', note: 'The text of the mail cannot be made now' };
    throw error;
  }
}

/** Waits longer each time: 5 s, 10 s, … at most 15 minutes. */
async function putOff(database: TenantDatabase, context: Context, due: Due, note: string): Promise<void> {
  const seconds = Math.min(900, 5 * 2 ** Math.min(due.attempts - 1, 8));
  await database.run(context, (tx) => tx.query(
    `update notifier.mail set state = 'due', due_at = now() + make_interval(secs => $3), note = $4 where tenant_id = $1 and id = $2`,
    [context.tenant, due.id, seconds, note]));
}

async function settle(database: TenantDatabase, context: Context, due: Pick<Due, 'id' | 'owner'>, outcome: 'sent' | 'refused' | 'unknown' | 'unwanted', note: string | null): Promise<void> {
  await database.run(context, async (tx) => {
    await tx.query('update notifier.mail set state = $3, note = $4, settled_at = now() where tenant_id = $1 and id = $2', [context.tenant, due.id, outcome, note]);
    await tx.emit(mailSettled, { mail: due.id, owner: due.owner, outcome, at: new Date().toISOString(), note });
    await tx.audit('mail.settled', due.id, { outcome });
  });
}

async function settleLost(database: TenantDatabase, context: Context): Promise<void> {
  const lost = await database.run(context, (tx) => tx.query<{ id: string; owner: Owner }>(
    `select id, owner from notifier.mail where tenant_id = $1 and state = 'sending' and started_at < now() - interval '5 minutes'`, [context.tenant]));
  for (const mail of lost) await settle(database, context, mail, 'unknown', 'The sender stopped while this mail was on its way');
}
