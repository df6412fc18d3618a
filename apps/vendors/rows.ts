import type { Transaction } from '#libs/platform/transaction.js';

/** A vendor with the newest word of every other service, as one row. */
export interface RegisterRow {
  id: string; version: number; name: string; service: string; website: string | null; owner: string | null;
  profile: unknown; roles: string[]; tier: string; score: string; updated_at: Date;
  request: string | null; request_status: string | null; request_due: string | null;
  document: string | null; document_status: string | null; counts_until: string | null;
  frameworks: { id: string; name?: string; totals: Record<string, number> }[] | null;
  outcome: string | null;
}

const columns = `
  select v.id, v.version, v.name, v.service, v.website, v.owner, v.profile, v.roles, v.tier, v.score, v.updated_at,
    q.request, q.status as request_status, q.due as request_due,
    d.document, d.status as document_status, d.counts_until::text as counts_until,
    c.frameworks, k.outcome
  from vendors.vendor v
  left join lateral (select * from vendors.latest_request q where q.tenant_id = v.tenant_id and q.vendor = v.id order by q.request desc limit 1) q on true
  left join lateral (select * from vendors.latest_document d where d.tenant_id = v.tenant_id and d.vendor = v.id
    order by d.status = 'accepted' desc, d.counts_until desc nulls last, d.document desc limit 1) d on true
  left join vendors.latest_coverage c on c.tenant_id = v.tenant_id and c.vendor = v.id
  left join lateral (select outcome from vendors.decision k where k.tenant_id = v.tenant_id and k.vendor = v.id order by k.at desc, k.id desc limit 1) k on true`;

/** Rows of the register that fulfil a condition. `where` is SQL of ours; what comes from outside is a parameter. */
export async function registerRows(tx: Transaction, where: string, parameters: unknown[]): Promise<RegisterRow[]> {
  return tx.query<RegisterRow>(`${columns} where v.tenant_id = $1 and ${where}`, [tx.context.tenant, ...parameters]);
}

const ofRequest: Readonly<Record<string, string>> = { sent: 'asked', opened: 'asked', started: 'asked', submitted: 'answered', reviewed: 'reviewed' };

/** Where a vendor stands: the decision, else how far its newest request is. */
export function statusOf(row: Pick<RegisterRow, 'outcome' | 'request_status'>): string {
  return row.outcome ?? ofRequest[row.request_status ?? ''] ?? 'new';
}

/** The row of a list. */
export function shownRow(row: RegisterRow) {
  return {
    id: row.id, name: row.name, service: row.service, tier: row.tier, status: statusOf(row),
    request: row.request ? { id: row.request, status: row.request_status ?? '', due: row.request_due } : null,
    report: row.document ? { id: row.document, status: row.document_status ?? '', validUntil: row.counts_until } : null,
    coverage: (row.frameworks ?? []).map(({ id, name, totals }) => ({ framework: id, name, totals })),
    updated: row.updated_at.toISOString(),
  };
}
