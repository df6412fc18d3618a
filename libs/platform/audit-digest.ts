import { canonicalJson, sha256 } from './digests.js';

/** One row of the audit trail as it is hashed. */
export interface AuditEntry {
  readonly id: string;
  /** UTC with microseconds, as PostgreSQL holds it. */
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: unknown;
  readonly request: string;
}

/** A batch of entries under one hash that also covers the seal before it. */
export interface AuditSeal {
  readonly number: number;
  readonly count: number;
  readonly entries: readonly string[];
  readonly digests: readonly string[];
  readonly previous: string;
  readonly hash: string;
}

/** The columns of an entry in the form in which they are hashed. */
export const entryColumns = `id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor, action, subject, detail, request`;

/** What the first seal of a tenant follows. */
export const genesis = '0'.repeat(64);

/** The digest of one entry: every column counts. */
export function entryDigest(tenant: string, entry: AuditEntry): string {
  const { id, at, actor, action, subject, detail, request } = entry;
  return sha256(canonicalJson([tenant, id, at, actor, action, subject, detail, request]));
}

/** The hash of a seal: the seal before it, its number, and its entries with their digests in their order. */
export function sealHash(tenant: string, seal: Omit<AuditSeal, 'hash'>): string {
  const { number, count, entries, digests, previous } = seal;
  return sha256(canonicalJson([tenant, number, count, entries, digests, previous]));
}

/** Makes the next seal of a tenant's chain. @param last the seal before it, undefined for the first one */
export function nextSeal(tenant: string, last: Pick<AuditSeal, 'number' | 'hash'> | undefined, entries: readonly AuditEntry[]): AuditSeal {
  const open = {
    number: (last?.number ?? 0) + 1,
    count: entries.length,
    entries: entries.map((entry) => entry.id),
    digests: entries.map((entry) => entryDigest(tenant, entry)),
    previous: last?.hash ?? genesis,
  };
  return { ...open, hash: sealHash(tenant, open) };
}
