import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import type { mailClose, mailList, mailRetry } from '#libs/contracts/mail.contract.js';
import type { Context } from '#libs/platform/context.js';
import { readCursor, writeCursor } from '#libs/platform/cursor.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import type { Owner } from './note-due.js';
import { settleMail } from './settle-mail.js';

interface Row {
  id: string; owner: Owner; kind: string; state: 'due' | 'sending' | 'sent' | 'refused' | 'unknown' | 'unwanted' | 'closed';
  attempts: number; note: string | null; created_at: Date; settled_at: Date | null;
}

const columns = 'id, owner, kind, state, attempts, note, created_at, settled_at';

/** Mails, newest first. */
export async function listMails(database: TenantDatabase, request: RequestOf<typeof mailList>, context: Context) {
  const after = readCursor(request.cursor, 1);
  return database.run(context, async (tx) => {
    const rows = await tx.query<Row>(
      `select ${columns} from notifier.mail where tenant_id = $1 and ($2::text is null or state = $2) and ($3::uuid is null or id < $3::uuid) order by id desc limit $4`,
      [context.tenant, request.state ?? null, after?.[0] ?? null, request.limit + 1]);
    const shown = rows.slice(0, request.limit);
    const last = rows.length > request.limit ? shown.at(-1) : undefined;
    return { items: shown.map(shownRow), next: last ? writeCursor([last.id]) : null };
  });
}

/** Sends a refused or unknown mail again, because a person said so. @throws Fault `mails.mail-unknown`, `mails.not-over` */
export async function retryMail(database: TenantDatabase, request: RequestOf<typeof mailRetry>, context: Context) {
  return onStuck(database, request.id, context, async (tx, row) => {
    await tx.query(`update notifier.mail set state = 'due', due_at = now(), attempts = 0, settled_at = null where tenant_id = $1 and id = $2`, [context.tenant, row.id]);
    await tx.audit('mail.retried', row.id);
  });
}

/** Closes a refused or unknown mail: a person saw to it. @throws Fault `mails.mail-unknown`, `mails.not-over` */
export async function closeMail(database: TenantDatabase, request: RequestOf<typeof mailClose>, context: Context) {
  return onStuck(database, request.id, context, (tx, row) => settleMail(tx, row, 'closed', row.note));
}

async function onStuck(database: TenantDatabase, id: string, context: Context, work: (tx: Transaction, row: Row) => Promise<void>) {
  return database.run(context, async (tx) => {
    const row = await find(tx, id);
    if (row.state !== 'refused' && row.state !== 'unknown') throw new Fault('conflict', 'mails.not-over', 'Only a mail that was refused, or of which nobody knows, can be sent again or closed');
    await work(tx, row);
    return shownRow(await find(tx, id));
  });
}

async function find(tx: Transaction, id: string): Promise<Row> {
  const [row] = await tx.query<Row>(`select ${columns} from notifier.mail where tenant_id = $1 and id = $2 for update`, [tx.context.tenant, id]);
  if (!row) throw new Fault('missing', 'mails.mail-unknown', 'There is no such mail');
  return row;
}

function shownRow({ created_at, settled_at, ...row }: Row) {
  return { ...row, created: created_at.toISOString(), settled: settled_at?.toISOString() ?? null };
}
