import type { Config } from '#libs/platform/config.js';
import { startAlone } from '#libs/platform/start-alone.js';
import { startService, type RunningService } from '#libs/platform/start-service.js';
import { compiledCatalog } from './catalog.js';
import { CrosswalkModule } from './crosswalk.module.js';
import { migrations } from './migrations.js';

/** Starts the crosswalk; the catalog is compiled before the first question. */
export function start(config: Config): Promise<RunningService> {
  compiledCatalog();
  return startService({ service: 'crosswalk', module: CrosswalkModule, migrations }, config);
}

await startAlone(import.meta.url, 'crosswalk', start);
