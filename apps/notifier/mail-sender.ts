import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Bus } from '#libs/platform/bus.js';
import type { Config } from '#libs/platform/config.js';
import { LOG, type Log } from '#libs/platform/log.js';
import { CONFIG } from '#libs/platform/platform.module.js';
import { Recurring } from '#libs/platform/recurring.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { sendMails } from './send-mails.js';
import { Smtp } from './smtp.js';

const everyMilliseconds = 1_000;

/** Sends due mails from the service's start to its end. */
@Injectable()
export class MailSender implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly smtp: Smtp;
  private readonly sending: Recurring;
  private stopped = false;

  constructor(database: TenantDatabase, bus: Bus, @Inject(CONFIG) config: Config, @Inject(LOG) log: Log) {
    this.smtp = new Smtp(config.smtpUrl ?? '', config.mailFrom ?? '');
    this.sending = new Recurring('mail sending', everyMilliseconds, () => sendMails({ database, bus, smtp: this.smtp, stopped: () => this.stopped }), log);
  }

  onApplicationBootstrap(): void {
    this.sending.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.sending.stop();
    this.smtp.close();
  }
}
