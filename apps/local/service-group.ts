import type { Service } from '#libs/contracts/contract.js';
import { readConfig } from '#libs/platform/config.js';
import type { RunningService } from '#libs/platform/start-service.js';
import type { ServiceEntry } from './service-table.js';

/** The services within this process, each with its own database role and NATS user. */
export interface ServiceGroup {
  readonly running: readonly RunningService[];
  /** Web first, so that nothing new comes in while the others end. */
  close(): Promise<void>;
}

/**
 * Starts the services within this process; web when all the others stand.
 * @param environmentOf the settings of each
 */
export async function startGroup(table: readonly ServiceEntry[], environmentOf: (service: Service) => Record<string, string>): Promise<ServiceGroup> {
  const running: RunningService[] = [];
  const close = async () => {
    const web = running.filter((service) => service.service === 'web');
    const others = running.filter((service) => service.service !== 'web');
    for (const group of [web, others]) await Promise.all(group.map((service) => service.close()));
  };
  try {
    for (const wave of [table.filter((entry) => entry.service !== 'web'), table.filter((entry) => entry.service === 'web')]) {
      const results = await Promise.allSettled(wave.map((entry) => entry.start(readConfig(entry.service, environmentOf(entry.service)))));
      running.push(...results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])));
      const failed = results.find((result) => result.status === 'rejected');
      if (failed) throw failed.reason;
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { running, close };
}
