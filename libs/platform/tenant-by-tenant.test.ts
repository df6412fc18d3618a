import { openLog } from './log.js';
import { tenantByTenant } from './tenant-by-tenant.js';

test('a tenant whose work fails holds up no other', async () => {
  const log = openLog('vendors', 'silent');
  const noted: unknown[] = [];
  log.error = ((about: { tenant: string; error: string }) => noted.push([about.tenant, about.error])) as never;
  const done: string[] = [];
  await tenantByTenant(['one', 'broken', 'other'].map((tenant_id) => ({ tenant_id })), log, async (tenant) => {
    if (tenant === 'broken') throw new RangeError('a value that is not to be logged');
    done.push(tenant);
  });
  expect(done).toEqual(['one', 'other']);
  expect(noted).toEqual([['broken', 'RangeError']]);
});
