import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { services } from '#libs/contracts/contract.js';
import { openObjectStore } from '#libs/platform/open-object-store.js';
import { Refusal } from '../refusal.js';
import { demandTenant, objectsOf } from './export-tenant.js';
import { connected, type Installation } from './open-installation.js';
import { childrenFirst, tenantTables, type TenantTable } from './tenant-tables.js';

/** What was erased. */
export interface Erased {
  readonly rows: number;
  readonly files: number;
}

const trail = ['audit_entry', 'audit_pending', 'audit_seal'];
const isTrail = (table: TenantTable) => trail.includes(table.name.split('.')[1] ?? '');

/**
 * Erases everything that is held about a tenant, its audit trail included, in one transaction, and then its files.
 * @throws Refusal when nothing is held about it
 */
export async function eraseTenant(installation: Installation, tenant: string): Promise<Erased> {
  const { rows, hashes } = await transaction(installation, async (client, tables) => {
    await demandTenant(client, tables, tenant);
    const files = await objectsOf(client, tables, tenant);
    // the owner has no right to take entries out of the trail; it gives itself one for this transaction
    for (const service of services) await client.query(`grant delete on ${service}.audit_entry, ${service}.audit_seal to current_user`);
    let count = 0;
    for (const table of childrenFirst(tables)) count += (await client.query(`delete from ${table.name} where tenant_id = $1`, [tenant])).rowCount ?? 0;
    for (const service of services) await client.query(`revoke delete on ${service}.audit_entry, ${service}.audit_seal from current_user`);
    return { rows: count, hashes: files };
  });
  await removeFiles(installation.objectStore, tenant, hashes);
  if (!installation.objectStore.includes('://')) await rm(join(installation.objectStore, tenant), { recursive: true, force: true });
  return { rows, files: hashes.length };
}

/**
 * Erases what is held about one vendor: its rows in every service, all that refers to them, messages that carry its id,
 * and files that nothing else names. The audit trail stays, since it holds ids and no content.
 * @throws Refusal when there is no such vendor
 */
export async function eraseVendor(installation: Installation, vendor: string): Promise<Erased> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(vendor)) throw new Refusal(`"${vendor}" is not the id of a vendor.`);
  const { rows, tenant, hashes } = await transaction(installation, async (client, tables) => {
    const found = (await client.query<{ tenant_id: string }>('select tenant_id from vendors.vendor where id = $1', [vendor])).rows[0];
    if (!found) throw new Refusal(`There is no vendor ${vendor}.`);
    const named = await objectsOf(client, tables, found.tenant_id);
    const ofVendor = tables.filter((table) => !isTrail(table)).flatMap((table) => {
      const condition = conditionOf(table, tables);
      return condition ? [{ ...table, condition }] : [];
    });
    let count = 0;
    for (const table of childrenFirst(ofVendor)) {
      const condition = ofVendor.find((one) => one.name === table.name)!.condition;
      count += (await client.query(`delete from ${table.name} where tenant_id = $1 and (${condition})`, [found.tenant_id, vendor])).rowCount ?? 0;
    }
    const still = new Set(await objectsOf(client, tables, found.tenant_id));
    return { rows: count, tenant: found.tenant_id, hashes: named.filter((hash) => !still.has(hash)) };
  });
  await removeFiles(installation.objectStore, tenant, hashes);
  return { rows, files: hashes.length };
}

/** Which rows of a table are about the vendor `$2`: by its id, by a row they refer to, or by the text of a message. */
function conditionOf(table: TenantTable, tables: readonly TenantTable[], seen: readonly string[] = []): string | undefined {
  const bare = table.name.split('.')[1];
  const own = [
    ...(bare === 'vendor' || bare === 'party' ? ['id::text = $2::text'] : []),
    ...['vendor', 'vendor_id', 'party'].filter((column) => table.columns.includes(column)).map((column) => `${column}::text = $2::text`),
    ...(bare === 'outbox' ? [`payload::text like '%' || $2::text || '%'`] : []),
    ...(bare === 'dead_letter' ? [`body like '%' || $2::text || '%'`] : []),
    ...(bare === 'idempotency' ? [`reply::text like '%' || $2::text || '%'`] : []),
  ];
  const referring = table.parents.flatMap((parent) => {
    const above = seen.includes(parent.table) ? undefined : tables.find((one) => one.name === parent.table);
    const condition = above && conditionOf(above, tables, [...seen, table.name]);
    return condition ? [`(${parent.columns.join(', ')}) in (select ${parent.of.join(', ')} from ${parent.table} where tenant_id = $1 and (${condition}))`] : [];
  });
  return [...own, ...referring].join(' or ') || undefined;
}

async function transaction<T>(installation: Installation, work: (client: pg.Client, tables: readonly TenantTable[]) => Promise<T>): Promise<T> {
  return connected(installation.ownerUrl, async (client) => {
    await client.query('begin');
    const result = await work(client, await tenantTables(client));
    await client.query('commit');
    return result;
  });
}

async function removeFiles(location: string, tenant: string, hashes: readonly string[]): Promise<void> {
  const store = openObjectStore(location);
  for (const hash of hashes) await store.remove(tenant, hash);
}
