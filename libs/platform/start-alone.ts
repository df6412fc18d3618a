import { pathToFileURL } from 'node:url';
import type { Service } from '#libs/contracts/contract.js';
import { readConfig, type Config } from './config.js';
import type { RunningService } from './start-service.js';

/**
 * Starts a service when its file is what node was given, with the environment as its configuration;
 * does nothing when the file is imported. SIGTERM and SIGINT drain it.
 */
export async function startAlone(file: string, service: Service, start: (config: Config) => Promise<RunningService>): Promise<void> {
  if (!process.argv[1] || file !== pathToFileURL(process.argv[1]).href) return;
  try {
    const running = await start(readConfig(service, process.env));
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => void running.close().then(() => process.exit(0), () => process.exit(1)));
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
