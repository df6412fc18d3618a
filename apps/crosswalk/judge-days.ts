import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { today } from '#libs/platform/calendar-day.js';
import { systemContext, type Context } from '#libs/platform/context.js';
import { LOG, type Log } from '#libs/platform/log.js';
import { Recurring } from '#libs/platform/recurring.js';
import { tenantByTenant } from '#libs/platform/tenant-by-tenant.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { compiledCatalog } from './catalog.js';
import { sayCoverage } from './say-coverage.js';

const everyMilliseconds = 60_000;
const atOnce = 20;

/**
 * Computes the coverage of every party anew once a day, for evidence expires and begins without anybody doing anything; and
 * at the start, where another shipped catalog computed it last. A stopped process goes on where it was.
 */
@Injectable()
export class JudgeDays implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly judging: Recurring;
  private stopping = false;
  private isCatalogJudged = false;

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
    // only once: beside a process of another version each would undo the other's
    const shipped = this.isCatalogJudged ? null : compiledCatalog().catalog.hash;
    const tenants = await this.database.lookup<{ tenant_id: string }>('select tenant_id from crosswalk.tenants_judged_otherwise($1, $2)', [day, shipped]);
    await tenantByTenant(tenants, this.log, async (tenant) => {
      while (!this.stopping && await this.judgeSome(systemContext('crosswalk', tenant), day, shipped));
    });
    this.isCatalogJudged = tenants.length === 0;
  }

  /** @returns whether parties of the tenant may be left */
  private judgeSome(context: Context, day: string, shipped: string | null): Promise<boolean> {
    return this.database.run(context, async (tx) => {
      const due = await tx.query<{ party: string }>(`select party from crosswalk.coverage_state where tenant_id = $1 and (judged_on < $2 or shipped <> $3) order by party limit ${atOnce}`, [context.tenant, day, shipped]);
      const parties = due.map(({ party }) => party);
      if (parties.length === 0) return false;
      await sayCoverage(tx, parties);
      await tx.query('update crosswalk.coverage_state set judged_on = $3, shipped = $4 where tenant_id = $1 and party = any($2)', [context.tenant, parties, day, compiledCatalog().catalog.hash]);
      return parties.length === atOnce;
    });
  }
}
