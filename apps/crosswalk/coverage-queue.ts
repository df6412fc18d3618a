import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { systemContext } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import { LOG, type Log } from '#libs/platform/log.js';
import { Recurring } from '#libs/platform/recurring.js';
import { tenantByTenant } from '#libs/platform/tenant-by-tenant.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { sayDueCoverage } from './say-coverage.js';

const everyMilliseconds = 1_000;

/** Says what follows from new evidence, soon after it was recorded: for many parties in one go, and for each party once however many facts came. */
@Injectable()
export class CoverageQueue implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly saying: Recurring;

  constructor(private readonly database: TenantDatabase, @Inject(LOG) private readonly log: Log) {
    this.saying = new Recurring('coverage', everyMilliseconds, () => this.sayAll(), log);
  }

  onApplicationBootstrap(): void {
    this.saying.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.saying.stop();
  }

  /** Has the coverage of a party said anew once the transaction is committed. */
  add(tx: Transaction, party: string): void {
    tx.afterCommit(() => this.saying.wake());
    tx.send('insert into crosswalk.coverage_due (tenant_id, id, party) values ($1, $2, $3)', [tx.context.tenant, newId(), party]);
  }

  private async sayAll(): Promise<void> {
    const tenants = await this.database.lookup<{ tenant_id: string }>('select tenant_id from crosswalk.coverage_due_tenants()', []);
    await tenantByTenant(tenants, this.log, async (tenant) => {
      while (await this.database.run(systemContext('crosswalk', tenant), sayDueCoverage));
    });
  }
}
