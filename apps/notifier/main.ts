import type { Config } from '#libs/platform/config.js';
import { startAlone } from '#libs/platform/start-alone.js';
import { startService, type RunningService } from '#libs/platform/start-service.js';
import { migrations } from './migrations.js';
import { NotifierModule } from './notifier.module.js';

/** Starts the service that hands mails over. */
export const start = (config: Config): Promise<RunningService> => startService({ service: 'notifier', module: NotifierModule, migrations }, config);

await startAlone(import.meta.url, 'notifier', start);
