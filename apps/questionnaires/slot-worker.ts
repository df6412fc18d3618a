import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { LOG, type Log } from '#libs/platform/log.js';
import { Recurring } from '#libs/platform/recurring.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { workSlots } from './work-slots.js';

const everyMilliseconds = 2_000;

/** Sends, reminds and asks back when it is time, from the service's start to its end. */
@Injectable()
export class SlotWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly working: Recurring;
  private stopped = false;

  constructor(database: TenantDatabase, @Inject(LOG) log: Log) {
    this.working = new Recurring('due slots', everyMilliseconds, () => workSlots(database, () => this.stopped, log), log);
  }

  onApplicationBootstrap(): void {
    this.working.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.working.stop();
  }
}
