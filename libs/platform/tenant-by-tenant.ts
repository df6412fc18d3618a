import { traced, type Log } from './log.js';

/**
 * Does recurring work for one tenant after the other. One that fails holds up no other: it stands in the log, and its turn
 * comes again with the next run.
 */
export async function tenantByTenant(tenants: readonly { readonly tenant_id: string }[], log: Log, work: (tenant: string) => Promise<void>): Promise<void> {
  for (const { tenant_id: tenant } of tenants) {
    try {
      await work(tenant);
    } catch (error) {
      log.error({ tenant, ...traced(error) }, 'recurring work failed for a tenant and will be tried again');
    }
  }
}
