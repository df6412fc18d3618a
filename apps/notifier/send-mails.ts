import type { RequestContract } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import { questionnaireMailCompose, webMailCompose } from '#libs/contracts/mail.contract.js';
import type { Bus } from '#libs/platform/bus.js';
import { systemContext, type Context } from '#libs/platform/context.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Owner } from './note-due.js';
import { settleMail, type Outcome } from './settle-mail.js';
import type { Handover, Smtp } from './smtp.js';

interface Due {
  readonly id: string;
  readonly owner: Owner;
  readonly kind: string;
  readonly subject: string;
  readonly attempts: number;
}

/** What sending needs, and whether the service is about to end. */
export interface Sending {
  readonly database: TenantDatabase;
  readonly bus: Bus;
  readonly smtp: Smtp;
  readonly stopped: () => boolean;
}

/** So many mails are on their way at once, and no more can be unknown after a process died. */
export const atOnce = 4;

const mostAttempts = 30;
const compose = { questionnaires: questionnaireMailCompose, web: webMailCompose } satisfies Record<Owner, RequestContract>;

/**
 * Sends what is due. Tenants take turns, so that five hundred mails of one do not hold up a code of another. Each mail
 * is claimed alone, just before it is sent: one that was on its way when its process died is unknown, and never sent
 * again by itself.
 */
export async function sendMails(sending: Sending): Promise<void> {
  const tenants = await sending.database.lookup<{ tenant_id: string }>('select tenant_id from notifier.tenants_with_mail()', []);
  const turns = tenants.map(({ tenant_id: tenant }) => systemContext('notifier', tenant));
  await Promise.all(turns.map((context) => settleLost(sending.database, context)));
  const live = new Set(turns);
  const ends = await Promise.allSettled(Array.from({ length: atOnce }, () => takeTurns(sending, live)));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/** Goes around the tenants that still have mails; one that had none is not asked again in this run. */
async function takeTurns(sending: Sending, live: Set<Context>): Promise<void> {
  while (live.size) {
    for (const context of live) {
      if (sending.stopped()) return;
      const due = await claim(sending.database, context);
      if (due) await sendOne(sending, context, due);
      else live.delete(context);
    }
  }
}

async function claim(database: TenantDatabase, context: Context): Promise<Due | null> {
  const [due] = await database.run(context, (tx) => tx.query<Due>(
    `update notifier.mail set state = 'sending', started_at = now(), attempts = attempts + 1
     where tenant_id = $1 and id = (
       select id from notifier.mail where tenant_id = $1 and state = 'due' and due_at <= now() order by due_at, id limit 1 for update skip locked)
     returning id, owner, kind, subject, attempts`, [context.tenant]));
  return due ?? null;
}

async function sendOne({ database, bus, smtp }: Sending, context: Context, due: Due): Promise<void> {
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

async function settle(database: TenantDatabase, context: Context, due: Pick<Due, 'id' | 'owner'>, outcome: Outcome, note: string | null): Promise<void> {
  await database.run(context, (tx) => settleMail(tx, due, outcome, note));
}

async function settleLost(database: TenantDatabase, context: Context): Promise<void> {
  const lost = await database.run(context, (tx) => tx.query<{ id: string; owner: Owner }>(
    `select id, owner from notifier.mail where tenant_id = $1 and state = 'sending' and started_at < now() - interval '5 minutes'`, [context.tenant]));
  for (const mail of lost) await settle(database, context, mail, 'unknown', 'The sender stopped while this mail was on its way');
}
