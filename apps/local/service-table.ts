import { existsSync } from 'node:fs';
import { services, type Service } from '#libs/contracts/contract.js';
import type { Config } from '#libs/platform/config.js';
import type { Migration } from '#libs/platform/migrate.js';
import type { RunningService } from '#libs/platform/start-service.js';

/** How a service is started and what its schema is made of. */
export interface ServiceEntry {
  readonly service: Service;
  readonly migrations: readonly Migration[];
  start(config: Config): Promise<RunningService>;
}

/** Every service of the product, web last, so that the pages open when the others answer. */
export async function serviceTable(): Promise<readonly ServiceEntry[]> {
  const there = services.filter((service) => ['ts', 'js'].some((kind) => existsSync(new URL(`../${service}/main.${kind}`, import.meta.url))));
  const entries = await Promise.all(there.map(entryOf));
  return [...entries.filter((entry) => entry.service !== 'web'), ...entries.filter((entry) => entry.service === 'web')];
}

async function entryOf(service: Service): Promise<ServiceEntry> {
  const [main, steps] = (await Promise.all([import(`../${service}/main.js`), import(`../${service}/migrations.js`)])) as [
    { start: ServiceEntry['start'] },
    { migrations: readonly Migration[] },
  ];
  return { service, migrations: steps.migrations, start: main.start };
}
