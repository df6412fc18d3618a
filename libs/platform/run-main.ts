import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readConfig, readOwnerUrl } from './config.js';
import { migrate } from './migrate.js';
import { openOwnerDatabase } from './open-database.js';
import type { ServiceDefinition } from './service-definition.js';
import { startService } from './start-service.js';

/** Whether a module is the file that Node was started with. @param url `import.meta.url` */
export function isEntry(url: string): boolean {
  const entry = process.argv[1];
  return entry !== undefined && realpathSync(entry) === fileURLToPath(url);
}

/**
 * Runs a service as a process of its own, until SIGTERM or SIGINT: `node main.js`.
 * `node main.js migrate` brings its schema up to date with OWNER_DATABASE_URL instead.
 */
export async function runMain(definition: ServiceDefinition): Promise<void> {
  try {
    if (process.argv[2] === 'migrate') await runMigrations(definition);
    else await serve(definition);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

async function runMigrations(definition: ServiceDefinition): Promise<void> {
  const owner = await openOwnerDatabase(readOwnerUrl(definition.service, process.env));
  const steps = await migrate(owner, definition.service, definition.migrations).finally(() => owner.destroy());
  process.stdout.write(`${definition.service}: ${steps.length > 0 ? steps.join(', ') : 'up to date'}\n`);
}

async function serve(definition: ServiceDefinition): Promise<void> {
  const running = await startService(definition, readConfig(definition.service, process.env));
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    running.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}
