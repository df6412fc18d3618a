import type { Service } from '#libs/contracts/contract.js';
import type { TenantDatabase } from './tenant-database.js';

const most = 10_000;

/**
 * Forgets what only repeats could ask for: events that had their effect more than 90 days ago, and replies kept under
 * idempotency keys for more than 30 days. The service itself may delete neither; a function of the database does, and
 * knows both times.
 */
export async function forgetOld(database: TenantDatabase, service: Service): Promise<void> {
  for (let forgotten = most; forgotten >= most;) {
    const [row] = await database.lookup<{ forgotten: number }>(`select ${service}.forget_old($1) as forgotten`, [most]);
    forgotten = row?.forgotten ?? 0;
  }
}
