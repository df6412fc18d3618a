import { services, type Service } from '#libs/contracts/contract.js';
import type { Config } from '#libs/platform/config.js';
import type { RunningService } from '#libs/platform/start-service.js';

/** How a service is started. */
export interface ServiceEntry {
  readonly service: Service;
  start(config: Config): Promise<RunningService>;
}

/** Loads what runs every service, one after the other, so that what they share is loaded once. */
export async function loadServices(): Promise<readonly ServiceEntry[]> {
  const entries: ServiceEntry[] = [];
  for (const service of services) entries.push({ service, start: (await mains[service]()).start });
  return entries;
}

const mains: Readonly<Record<Service, () => Promise<Pick<ServiceEntry, 'start'>>>> = {
  web: () => import('../web/main.js'),
  vendors: () => import('../vendors/main.js'),
  questionnaires: () => import('../questionnaires/main.js'),
  reports: () => import('../reports/main.js'),
  programme: () => import('../programme/main.js'),
  crosswalk: () => import('../crosswalk/main.js'),
  notifier: () => import('../notifier/main.js'),
};
