import { createHash } from 'node:crypto';
import { compile } from '#libs/crosswalk/compile.js';
import type { Compiled } from '#libs/crosswalk/compiled.js';
import { mergeOverlay } from '#libs/crosswalk/merge-overlay.js';
import type { OverlayChange, Stranded } from '#libs/crosswalk/overlay-types.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { compiledCatalog } from './catalog.js';

/** A tenant's catalog: the shipped one with the tenant's changes over it. */
export interface TenantCatalog {
  /** Counts the changes and undoings; 0 where the tenant never changed anything. */
  readonly version: number;
  readonly compiled: Compiled;
  /** Pieces of the overlay that the shipped catalog has no place for any more. */
  readonly stranded: readonly Stranded[];
}

/** Tenants whose catalogs are kept ready; beyond that the one longest unused goes. One takes about as much memory as the shipped catalog. */
const mostKept = 32;
const kept = new Map<string, TenantCatalog>();

/** The catalog by which a tenant's coverage is computed. */
export async function catalogOf(tx: Transaction): Promise<Compiled> {
  return (await tenantCatalog(tx)).compiled;
}

/** A tenant's catalog with what belongs to it; made once per version of the overlay. */
export async function tenantCatalog(tx: Transaction): Promise<TenantCatalog> {
  const { tenant } = tx.context;
  const [overlay] = await tx.query<{ version: number }>('select version from crosswalk.overlay where tenant_id = $1', [tenant]);
  if (!overlay) return { version: 0, compiled: compiledCatalog(), stranded: [] };
  const found = kept.get(tenant);
  const ready = found?.version === overlay.version ? found : makeCatalog(overlay.version, await changesInForce(tx));
  kept.delete(tenant);
  kept.set(tenant, ready);
  for (const oldest of kept.keys()) if (kept.size > mostKept) kept.delete(oldest);
  return ready;
}

/** The tenant's changes that were not undone, in their order; one may be left out. */
export async function changesInForce(tx: Transaction, except?: string): Promise<OverlayChange[]> {
  const rows = await tx.query<{ content: OverlayChange }>(
    'select content from crosswalk.overlay_change where tenant_id = $1 and undone_at is null and id is distinct from $2::uuid order by sequence', [tx.context.tenant, except ?? null]);
  return rows.map(({ content }) => content);
}

/** The shipped catalog with these changes over it, ready for questions. */
export function makeCatalog(version: number, changes: readonly OverlayChange[]): TenantCatalog {
  const shipped = compiledCatalog();
  if (changes.length === 0) return { version, compiled: shipped, stranded: [] };
  const hash = createHash('sha256').update(shipped.catalog.hash).update(JSON.stringify(changes)).digest('hex');
  const { catalog, stranded } = mergeOverlay(shipped.catalog, changes, hash);
  return { version, compiled: compile(catalog), stranded };
}
