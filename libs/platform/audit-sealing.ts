import type { Service } from '#libs/contracts/contract.js';
import { entryColumns, nextSeal, type AuditEntry, type AuditSeal } from './audit-digest.js';
import { systemContext } from './context.js';
import type { Log } from './log.js';
import { tenantByTenant } from './tenant-by-tenant.js';
import type { TenantDatabase } from './tenant-database.js';
import type { Transaction } from './transaction.js';

const batch = 1_000;

/** Seals every tenant's unsealed entries. The scan across tenants returns their ids only; the work is done tenant by tenant. */
export async function sealAudit(database: TenantDatabase, service: Service, log: Log): Promise<void> {
  const tenants = await database.lookup<{ tenant_id: string }>(`select tenant_id from ${service}.audit_unsealed_tenants()`, []);
  await tenantByTenant(tenants, log, async (tenant) => {
    while ((await database.run(systemContext(service, tenant), (tx) => sealBatch(tx, service))) === batch);
  });
}

/** @returns how many entries were sealed */
async function sealBatch(tx: Transaction, service: Service): Promise<number> {
  const { tenant } = tx.context;
  await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`audit seal ${service} ${tenant}`]);
  const entries = await tx.query<AuditEntry>(
    `select ${entryColumns} from ${service}.audit_entry
      where id in (select id from ${service}.audit_pending order by id limit $1) order by id`,
    [batch],
  );
  if (entries.length === 0) return 0;
  const [last] = await tx.query<AuditSeal>(`select number, hash from ${service}.audit_seal order by number desc limit 1`);
  const seal = nextSeal(tenant, last, entries);
  await tx.query(
    `insert into ${service}.audit_seal (tenant_id, number, count, entries, digests, previous, hash) values ($1, $2, $3, $4, $5, $6, $7)`,
    [tenant, seal.number, seal.count, seal.entries, seal.digests, seal.previous, seal.hash],
  );
  await tx.query(`delete from ${service}.audit_pending where id = any($1) returning id`, [seal.entries]);
  return entries.length;
}
