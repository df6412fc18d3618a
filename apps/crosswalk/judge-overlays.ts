import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { systemContext, type Context } from '#libs/platform/context.js';
import { LOG, type Log } from '#libs/platform/log.js';
import { Recurring } from '#libs/platform/recurring.js';
import { tenantByTenant } from '#libs/platform/tenant-by-tenant.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { sayCoverage } from './say-coverage.js';
import { catalogOf } from './tenant-catalog.js';

const everyMilliseconds = 2_000;
const atOnce = 20;

/** Computes the coverage of all parties of a tenant anew after a change of its overlay, some at a time. A stopped process goes on where it was. */
@Injectable()
export class JudgeOverlays implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly judging: Recurring;
  private stopping = false;

  constructor(private readonly database: TenantDatabase, @Inject(LOG) private readonly log: Log) {
    this.judging = new Recurring('coverage after changed overlays', everyMilliseconds, () => this.judgeAll(), log);
  }

  onApplicationBootstrap(): void {
    this.judging.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.judging.stop();
  }

  private async judgeAll(): Promise<void> {
    const tenants = await this.database.lookup<{ tenant_id: string }>('select tenant_id from crosswalk.tenants_with_changed_overlay()', []);
    await tenantByTenant(tenants, this.log, async (tenant) => {
      const context = systemContext('crosswalk', tenant);
      let after: string | null = '';
      while (after !== null && !this.stopping) after = await this.judgeSome(context, after);
    });
  }

  /** @returns the last party that was judged; null when all were, which is noted for the version that they were judged by */
  private judgeSome(context: Context, after: string): Promise<string | null> {
    return this.database.run(context, async (tx) => {
      const [overlay] = await tx.query<{ version: number }>('select version from crosswalk.overlay where tenant_id = $1', [context.tenant]);
      const { catalog } = await catalogOf(tx);
      const parties = await tx.query<{ party: string }>(
        `select party from crosswalk.coverage_state where tenant_id = $1 and party > $2 and catalog <> $3 order by party limit ${atOnce}`, [context.tenant, after, catalog.hash]);
      if (parties.length) await sayCoverage(tx, parties.map(({ party }) => party));
      if (parties.length === atOnce) return parties[parties.length - 1]!.party;
      await tx.query('update crosswalk.overlay set judged = $2 where tenant_id = $1 and judged < $2', [context.tenant, overlay?.version ?? 0]);
      return null;
    });
  }
}
