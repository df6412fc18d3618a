import type { EntityManager } from 'typeorm';
import type { Service } from '#libs/contracts/contract.js';
import { entryColumns, entryDigest, genesis, sealHash, type AuditEntry, type AuditSeal } from './audit-digest.js';

/** A connection or transaction as the owner role, which sees every tenant. */
export type Owner = Pick<EntityManager, 'query'>;

/** A seal that was noted outside of the database, against which a shortened or rewritten chain shows. */
export interface AuditCheckpoint {
  readonly service: Service;
  readonly tenant: string;
  readonly number: number;
  readonly hash: string;
}

/** The first thing that is wrong with a tenant's audit trail. */
export interface AuditFault {
  readonly service: Service;
  readonly tenant: string;
  /** The id of the first bad entry, null where a whole seal is gone. */
  readonly entry: string | null;
  readonly seal: number | null;
  readonly what: 'changed' | 'deleted' | 'reordered' | 'unsealed' | 'seal-changed' | 'seal-missing';
}

export interface VerifyOptions {
  /** Checkpoints that were kept outside of the database. */
  readonly kept?: readonly AuditCheckpoint[];
  /** One tenant instead of all. */
  readonly tenant?: string;
}

export interface AuditVerdict {
  readonly tenants: number;
  readonly sealed: number;
  readonly unsealed: number;
  readonly faults: readonly AuditFault[];
  /** The newest seal of each tenant, to keep elsewhere. */
  readonly checkpoints: readonly AuditCheckpoint[];
}

/**
 * Checks a service's whole audit trail, tenant by tenant, and names the first bad entry of each.
 * Within the database alone, a chain that was rewritten or shortened in all of its tables looks sound;
 * checkpoints that were kept elsewhere find that.
 */
export async function verifyAudit(owner: Owner, service: Service, options: VerifyOptions = {}): Promise<AuditVerdict> {
  const kept = (options.kept ?? []).filter((checkpoint) => checkpoint.service === service);
  const rows = options.tenant ? [{ tenant_id: options.tenant }] : await everyTenant(owner, service, kept);
  const verdicts = [];
  for (const { tenant_id: tenant } of rows) verdicts.push(await verifyTenant(owner, service, tenant, kept));
  return {
    tenants: rows.length,
    sealed: verdicts.reduce((sum, verdict) => sum + verdict.sealed, 0),
    unsealed: verdicts.reduce((sum, verdict) => sum + verdict.unsealed, 0),
    faults: verdicts.flatMap((verdict) => verdict.fault ?? []),
    checkpoints: verdicts.flatMap((verdict) => verdict.checkpoint ?? []),
  };
}

async function everyTenant(owner: Owner, service: Service, kept: readonly AuditCheckpoint[]): Promise<{ tenant_id: string }[]> {
  return owner.query<{ tenant_id: string }[]>(
    `select tenant_id from ${service}.audit_entry union select tenant_id from ${service}.audit_seal union select unnest($1::uuid[])`,
    [kept.map((checkpoint) => checkpoint.tenant)],
  );
}

interface TenantVerdict {
  readonly sealed: number;
  readonly unsealed: number;
  readonly fault?: AuditFault;
  readonly checkpoint?: AuditCheckpoint;
}

async function verifyTenant(owner: Owner, service: Service, tenant: string, kept: readonly AuditCheckpoint[]): Promise<TenantVerdict> {
  const bad = (what: AuditFault['what'], seal: number | null, entry: string | null): AuditFault => ({ service, tenant, what, seal, entry });
  const expected = kept.filter((checkpoint) => checkpoint.tenant === tenant);
  const numbers = await owner.query<{ number: number }[]>(`select number from ${service}.audit_seal where tenant_id = $1 order by number`, [tenant]);
  let last: AuditSeal | undefined;
  let sealed = 0;
  for (const { number } of numbers) {
    const seal = (await readSeal(owner, service, tenant, number))!;
    const before = sealFault(tenant, seal, last);
    if (before) return { sealed, unsealed: 0, fault: bad(before, number, before === 'seal-missing' ? null : (seal.entries[0] ?? null)) };
    const changed = await entryFault(owner, service, tenant, seal);
    if (changed) return { sealed, unsealed: 0, fault: bad(changed.what, number, changed.entry) };
    const other = expected.find((checkpoint) => checkpoint.number === number && checkpoint.hash !== seal.hash);
    if (other) return { sealed, unsealed: 0, fault: bad('seal-changed', number, seal.entries[0] ?? null) };
    last = seal;
    sealed += seal.count;
  }
  const lost = expected.find((checkpoint) => checkpoint.number > (last?.number ?? 0));
  if (lost) return { sealed, unsealed: 0, fault: bad('seal-missing', lost.number, null) };
  const stray = await strayEntry(owner, service, tenant);
  const [open] = await owner.query<{ count: string }[]>(`select count(*) as count from ${service}.audit_pending where tenant_id = $1`, [tenant]);
  return {
    sealed,
    unsealed: Number(open?.count ?? 0),
    ...(stray && { fault: bad('unsealed', null, stray) }),
    ...(last && { checkpoint: { service, tenant, number: last.number, hash: last.hash } }),
  };
}

async function readSeal(owner: Owner, service: Service, tenant: string, number: number): Promise<AuditSeal | undefined> {
  const [seal] = await owner.query<AuditSeal[]>(
    `select number, count, entries, digests, previous, hash from ${service}.audit_seal where tenant_id = $1 and number = $2`,
    [tenant, number],
  );
  return seal;
}

function sealFault(tenant: string, seal: AuditSeal, last: AuditSeal | undefined): 'seal-changed' | 'seal-missing' | undefined {
  if (seal.number !== (last?.number ?? 0) + 1) return 'seal-missing';
  const whole = seal.count === seal.entries.length && seal.count === seal.digests.length;
  return whole && seal.previous === (last?.hash ?? genesis) && seal.hash === sealHash(tenant, seal) ? undefined : 'seal-changed';
}

/** The first entry of a seal that is not what was sealed. An entry under the digest of another one was moved. */
async function entryFault(owner: Owner, service: Service, tenant: string, seal: AuditSeal): Promise<{ what: 'changed' | 'deleted' | 'reordered'; entry: string } | undefined> {
  const rows = await owner.query<AuditEntry[]>(`select ${entryColumns} from ${service}.audit_entry where tenant_id = $1 and id = any($2)`, [tenant, seal.entries]);
  const digests = new Map(rows.map((row) => [row.id, entryDigest(tenant, row)]));
  for (const [at, entry] of seal.entries.entries()) {
    const digest = digests.get(entry);
    if (!digest) return { what: 'deleted', entry };
    if (digest !== seal.digests[at]) return { what: seal.digests.includes(digest) ? 'reordered' : 'changed', entry };
  }
  return undefined;
}

/** An entry that is neither sealed nor waiting for its seal. */
async function strayEntry(owner: Owner, service: Service, tenant: string): Promise<string | undefined> {
  const [row] = await owner.query<{ id: string }[]>(
    `select id from ${service}.audit_entry e where tenant_id = $1
        and not exists (select from ${service}.audit_pending p where p.tenant_id = e.tenant_id and p.id = e.id)
        and id not in (select unnest(entries) from ${service}.audit_seal where tenant_id = $1)
      order by id limit 1`,
    [tenant],
  );
  return row?.id;
}
