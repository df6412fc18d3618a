import type { Config } from '#libs/platform/config.js';
import { startAlone } from '#libs/platform/start-alone.js';
import { startService, type RunningService } from '#libs/platform/start-service.js';
import { entities } from './entities.js';
import { migrations } from './migrations.js';
import { QuestionnairesModule } from './questionnaires.module.js';

/** Starts the service of questionnaires, requests and answers. */
export const start = (config: Config): Promise<RunningService> => startService({ service: 'questionnaires', module: QuestionnairesModule, migrations, entities }, config);

await startAlone(import.meta.url, 'questionnaires', start);
