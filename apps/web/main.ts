import { startAlone } from '#libs/platform/start-alone.js';
import { startService, type RunningService, type ServiceDefinition } from '#libs/platform/start-service.js';
import type { Config } from '#libs/platform/config.js';
import { entities } from './accounts/entities.js';
import { adapter, prepare } from './http/server.js';
import { migrations } from './migrations.js';
import { WebModule } from './web.module.js';

const definition: ServiceDefinition = { service: 'web', module: WebModule, migrations, entities, http: { adapter, prepare } };

/** Starts the only process that speaks HTTP to people. */
export const start = (config: Config): Promise<RunningService> => startService(definition, config);

await startAlone(import.meta.url, 'web', start);
