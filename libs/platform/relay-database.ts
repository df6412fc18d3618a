import type { DataSource, EntityManager } from 'typeorm';
import type { Service } from '#libs/contracts/contract.js';
import { relayRole } from './sql.js';

/**
 * Runs a transaction as the relay role, which sees the outbox of all tenants and nothing else. Its commit does not wait
 * for the disk: a mark that a crash takes back only makes an event come again, and the inbox skips it.
 */
export async function asRelay<T>(dataSource: DataSource, service: Service, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  return dataSource.transaction(async (manager) => {
    await manager.query(`set local role ${relayRole(service)}; set local synchronous_commit = off`);
    return work(manager);
  });
}
