import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { today } from '#libs/platform/calendar-day.js';
import { systemContext, type Context } from '#libs/platform/context.js';
import { LOG, type Log } from '#libs/platform/log.js';
import { Recurring } from '#libs/platform/recurring.js';
import { tenantByTenant } from '#libs/platform/tenant-by-tenant.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { sayCoverage } from './say-coverage.js';

const everyMilliseconds = 60_000;
const atOnce = 20;

/** Computes the coverage of every party anew once a day, for evidence expires and begins without anybody doing anything. A stopped process goes on where it was. */
@Injectable()
export class JudgeDays implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly judging: Recurring;
  private stopping = false;

  constructor(private readonly database: TenantDatabase, @Inject(LOG) private readonly log: Log) {
    this.judging = new Recurring('coverage of a new day', everyMilliseconds, () => this.judgeAll(), log);
  }

  onApplicationBootstrap(): void {
    this.judging.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.judging.stop();
  }

  private async judgeAll(): Promise<void> {
    const day = today();
    const tenants = await this.database.lookup<{ tenant_id: string }>('select tenant_id from crosswalk.tenants_judged_before($1)', [day]);
    await tenantByTenant(tenants, this.log, async (tenant) => {
      while (!this.stopping && await this.judgeSome(systemContext('crosswalk', tenant), day));
    });
  }

  /** @returns whether parties of the tenant may be left */
  private judgeSome(context: Context, day: string): Promise<boolean> {
    return this.database.run(context, async (tx) => {
      const due = await tx.query<{ party: string }>(`select party from crosswalk.coverage_state where tenant_id = $1 and judged_on < $2 order by party limit ${atOnce}`, [context.tenant, day]);
      const parties = due.map(({ party }) => party);
      if (parties.length === 0) return false;
      await sayCoverage(tx, parties);
      await tx.query('update crosswalk.coverage_state set judged_on = $3 where tenant_id = $1 and party = any($2)', [context.tenant, parties, day]);
      return parties.length === atOnce;
    });
  }
}
