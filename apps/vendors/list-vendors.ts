import type { RequestOf } from '#libs/contracts/contract.js';
import type { vendorList } from '#libs/contracts/vendors.contract.js';
import type { Context } from '#libs/platform/context.js';
import { readCursor, writeCursor } from '#libs/platform/cursor.js';
import type { TenantDatabase } from '#libs/platform/tenant-database.js';
import { registerRows, shownRow, type RegisterRow } from './rows.js';

/** How each order sorts: one expression, unique together with the id. */
const orders = {
  name: { key: 'lower(v.name)', of: (row: RegisterRow) => row.name.toLowerCase() },
  tier: { key: `array_position(array['critical', 'high', 'medium', 'low'], v.tier)`, of: (row: RegisterRow) => ['critical', 'high', 'medium', 'low'].indexOf(row.tier) + 1 },
  updated: { key: '-extract(epoch from v.updated_at)::double precision', of: (row: RegisterRow) => -row.updated_at.getTime() / 1000 },
} as const;

/** A page of the register. */
export async function listVendors(database: TenantDatabase, request: RequestOf<typeof vendorList>, context: Context) {
  const { key, of } = orders[request.sort];
  const [past, direction] = request.order === 'desc' ? ['<', 'desc'] : ['>', 'asc'];
  const after = readCursor(request.cursor, 2);
  const conditions = ['true'];
  const parameters: unknown[] = [];
  const bind = (value: unknown) => `$${parameters.push(value) + 1}`;
  if (request.q) conditions.push(`(v.name || ' ' || v.service) ilike ${bind(`%${request.q.replace(/[\\%_]/g, '\\$&')}%`)}`);
  if (request.tier) conditions.push(`v.tier = ${bind(request.tier)}`);
  if (request.status) conditions.push(`coalesce(k.outcome, case when q.status in ('sent', 'opened', 'started') then 'asked' when q.status = 'submitted' then 'answered' when q.status = 'reviewed' then 'reviewed' else 'new' end) = ${bind(request.status)}`);
  if (after) conditions.push(`(${key}, v.id) ${past} (${bind(after[0])}, ${bind(after[1])})`);
  return database.run(context, async (tx) => {
    const rows = await registerRows(tx, `${conditions.join(' and ')} order by ${key} ${direction}, v.id ${direction} limit ${request.limit + 1}`, parameters);
    const shown = rows.slice(0, request.limit);
    const last = rows.length > request.limit ? shown.at(-1) : undefined;
    return { items: shown.map(shownRow), next: last ? writeCursor([of(last), last.id]) : null };
  });
}
