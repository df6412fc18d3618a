import type { Config } from '#libs/platform/config.js';
import { startAlone } from '#libs/platform/start-alone.js';
import { startService, type RunningService } from '#libs/platform/start-service.js';
import { entities } from './document.entity.js';
import { migrations } from './migrations.js';
import { ReportsModule } from './reports.module.js';

/** Starts the service that reads assurance documents. */
export const start = (config: Config): Promise<RunningService> => startService({ service: 'reports', module: ReportsModule, migrations, entities }, config);

await startAlone(import.meta.url, 'reports', start);
