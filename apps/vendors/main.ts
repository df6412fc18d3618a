import type { Config } from '#libs/platform/config.js';
import { startAlone } from '#libs/platform/start-alone.js';
import { startService, type RunningService } from '#libs/platform/start-service.js';
import { migrations } from './migrations.js';
import { entities } from './vendor.entity.js';
import { VendorsModule } from './vendors.module.js';

/** Starts the register of vendors. */
export const start = (config: Config): Promise<RunningService> => startService({ service: 'vendors', module: VendorsModule, migrations, entities }, config);

await startAlone(import.meta.url, 'vendors', start);
