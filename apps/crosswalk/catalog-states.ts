import { Fault } from '#libs/contracts/faults.js';
import type { Compiled } from '#libs/crosswalk/compiled.js';
import type { OverlayChange } from '#libs/crosswalk/overlay-types.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { compiledCatalog } from './catalog.js';
import { catalogOf, makeCatalog } from './tenant-catalog.js';

const listed = 50;

/** The states of a tenant's catalog that can be compared: as it is now, as it was shipped, and as it was right after each own change. */
export async function catalogStates(tx: Transaction): Promise<{ state: string; name: string | null; at: string | null }[]> {
  const changes = await tx.query<{ id: string; name: string; made_at: Date }>(
    `select id, name, made_at from crosswalk.overlay_change where tenant_id = $1 order by sequence desc limit ${listed}`, [tx.context.tenant]);
  return [
    { state: 'now', name: null, at: null }, { state: 'shipped', name: null, at: null },
    ...changes.map(({ id, name, made_at: at }) => ({ state: id, name, at: at.toISOString() })),
  ];
}

/**
 * The catalog in a state: `now`, `shipped`, or right after the own change of that id, over the catalog that is shipped today.
 * @throws Fault `crosswalk.state-unknown`
 */
export async function catalogAt(tx: Transaction, state: string): Promise<Compiled> {
  if (state === 'now') return catalogOf(tx);
  if (state === 'shipped') return compiledCatalog();
  const changes = await tx.query<{ id: string; content: OverlayChange }>(
    `select c.id, c.content from crosswalk.overlay_change c join crosswalk.overlay_change this on this.tenant_id = c.tenant_id
     where c.tenant_id = $1 and this.id::text = $2 and c.sequence <= this.sequence and (c.undone_at is null or c.undone_at > this.made_at) order by c.sequence`, [tx.context.tenant, state]);
  if (!changes.length) throw new Fault('missing', 'crosswalk.state-unknown', 'There is no such state of the catalog');
  return makeCatalog(0, changes.map(({ content }) => content)).compiled;
}
