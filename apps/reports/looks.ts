import type { RequestOf } from '#libs/contracts/contract.js';
import type { accessLog } from '#libs/contracts/reports-assurance.contract.js';
import type { Context } from '#libs/platform/context.js';
import { readCursor, writeCursor } from '#libs/platform/cursor.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import type { DocumentRow } from './document.entity.js';
import { readableDocument } from './readable-document.js';

const acts = ['viewed', 'page-viewed', 'downloaded', 'exported'] as const;
type Act = (typeof acts)[number];
/** The acts as the trail names them; they have a log of their own and stay out of a document's history. */
export const lookActions = acts.map((act) => `document.${act}`);
const shown = 100;

/**
 * Notes that a person looked at a document or took it away, in the trail that nobody can change. Looks are noted where
 * the document is under an agreement, the same look once a minute; what is taken away is noted always.
 */
export async function noteLook(tx: Transaction, row: Pick<DocumentRow, 'id' | 'restricted'>, act: Act, detail: Record<string, unknown> = {}): Promise<void> {
  const { kind, tenant, actor } = tx.context;
  if (kind !== 'person' || (!row.restricted && (act === 'viewed' || act === 'page-viewed'))) return;
  if (act === 'viewed' || act === 'page-viewed') {
    const [again] = await tx.query(
      `select 1 from reports.audit_entry where tenant_id = $1 and subject = $2 and action = $3 and actor = $4 and detail::text = $5 and at > now() - interval '1 minute' limit 1`,
      [tenant, row.id, `document.${act}`, actor, JSON.stringify(detail)]);
    if (again) return;
  }
  await tx.audit(`document.${act}`, row.id, detail);
}

/** Who looked at a document and who took it away, newest first. @throws Fault `reports.document-unknown` */
export async function readLog(database: TenantDatabase, request: RequestOf<typeof accessLog>, context: Context) {
  const after = readCursor(request.cursor, 2);
  return database.run(context, async (tx) => {
    await readableDocument(tx, request.id);
    const rows = await tx.query<{ id: string; at: Date; actor: string; action: string; detail: Record<string, unknown> }>(
      `select id, at, actor, action, detail from reports.audit_entry
       where tenant_id = $1 and subject = $2 and action = any($3::text[]) ${after ? `and (date_trunc('milliseconds', at), id) < ($4::timestamptz, $5::uuid)` : ''} order by date_trunc('milliseconds', at) desc, id desc limit ${shown + 1}`,
      [context.tenant, request.id, lookActions, ...(after ?? [])]);
    const items = rows.slice(0, shown);
    const last = rows.length > shown ? items.at(-1) : undefined;
    return { items: items.map(({ at, actor, action, detail }) => ({ at: at.toISOString(), actor, act: action.slice('document.'.length) as Act, detail })), next: last ? writeCursor([last.at.toISOString(), last.id]) : null };
  });
}
