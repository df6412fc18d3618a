import type { Config } from '#libs/platform/config.js';
import { startAlone } from '#libs/platform/start-alone.js';
import { startService, type RunningService } from '#libs/platform/start-service.js';
import { migrations } from './migrations.js';
import { entities } from './own-control.entity.js';
import { ProgrammeModule } from './programme.module.js';

/** Starts the service of the own organization's programme. */
export const start = (config: Config): Promise<RunningService> => startService({ service: 'programme', module: ProgrammeModule, migrations, entities }, config);

await startAlone(import.meta.url, 'programme', start);
