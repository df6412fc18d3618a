import { services, type Service } from '#libs/contracts/contract.js';
import type { DemoResult, DemoTarget } from './demo-target.js';
import { firstRunUrl } from './first-run-url.js';
import { startInfrastructure, type Infrastructure } from './infrastructure.js';
import { openDataFolder } from './data-folder.js';
import { takeLock } from './lock.js';
import { migrateAll } from './migrate-all.js';
import { holdExactly, holdFirst, type HeldPort } from './ports.js';
import { Refusal, systemCode } from './refusal.js';
import { startGroup, type ServiceGroup } from './service-group.js';
import { endLeftProcesses, startProcesses, type ServiceProcesses } from './service-processes.js';
import { loadServices, type ServiceEntry } from './service-table.js';
import type { LocalOptions } from './options.js';

/** How the product is started; see `LocalOptions`. */
export interface ConcordOptions extends Partial<LocalOptions> {
  readonly dataDir: string;
  /** Default: `process.env`. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Tells the person at the screen. Default: nobody. */
  readonly say?: (line: string) => void;
}

/** The whole product, running. */
export interface RunningConcord {
  /** Where the pages are. */
  readonly address: string;
  readonly infrastructure: Infrastructure;
  readonly services: ServiceGroup | ServiceProcesses;
  /** Who can sign in to the worked example, when this start loaded it. */
  readonly demo: DemoResult | undefined;
  /** Where the administrator is created, until there is one. */
  readonly firstRunUrl: string;
  /** Drains the services, then stops NATS, then PostgreSQL. */
  close(): Promise<void>;
  /** Stops and deletes all that the installation keeps. */
  destroy(): Promise<void>;
}

/**
 * Starts the product: infrastructure, migrations, every service, and the worked example where it is wanted.
 * @throws Refusal with one line when something is wrong that a person can mend
 */
export async function startConcord(options: ConcordOptions): Promise<RunningConcord> {
  const say = options.say ?? (() => undefined);
  const environment = options.environment ?? process.env;
  const undo: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const data = await openDataFolder(options.dataDir);
    const lock = await takeLock(data.dir);
    undo.push(lock.release);
    await endLeftProcesses(data.dir);
    const web = await holdWebPort(options.port, (await data.remembered()).ports.web);
    undo.push(web.release);
    const loading = options.processes ? Promise.resolve([]) : loadServices();
    loading.catch(() => undefined);
    const infrastructure = await startInfrastructure({ dataDir: data.dir, environment, say });
    undo.push(infrastructure.close);
    const [table] = await Promise.all([loading, migrateAll(infrastructure.database.ownerUrl)]);
    const address = environment.PUBLIC_URL || `http://127.0.0.1:${web.port}`;
    const environmentOf = settings(infrastructure, environment, address, web.port);
    await web.release();
    const services = await startServices(table, environmentOf, options, infrastructure, say);
    undo.push(services.close);
    await data.remember({ ports: { web: web.port } });
    await lock.announce(address);
    const demo = await fill(options.fill ?? 'if-new', { address, environmentOf, say }, infrastructure);
    const destroy = async () => {
      await services.close();
      await infrastructure.destroy();
    };
    return { address, infrastructure, services, demo, firstRunUrl: firstRunUrl(address, infrastructure.secrets.sessionKey), close, destroy };
  } catch (error) {
    await close();
    throw error;
  }
}

async function holdWebPort(wanted: number | undefined, remembered: number | undefined): Promise<HeldPort> {
  return wanted === undefined ? holdFirst([remembered, 3000]) : holdExactly(wanted);
}

function settings(infrastructure: Infrastructure, environment: NodeJS.ProcessEnv, address: string, port: number) {
  const passed = Object.fromEntries(['HOST', 'CLAMD_URL', 'OTEL_EXPORTER_OTLP_ENDPOINT'].flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));
  return (service: Service): Record<string, string> => ({
    ...infrastructure.environmentOf(service),
    ...passed,
    PUBLIC_URL: address,
    LOG_LEVEL: environment.LOG_LEVEL || 'warn',
    ...(service === 'web' && { PORT: String(port) }),
  });
}

async function startServices(table: readonly ServiceEntry[], environmentOf: (service: Service) => Record<string, string>, options: ConcordOptions, infrastructure: Infrastructure, say: (line: string) => void) {
  try {
    if (options.processes) return await startProcesses(services, environmentOf, infrastructure.data.dir, say);
    return await startGroup(table, environmentOf);
  } catch (error) {
    if (systemCode(error) === 'EADDRINUSE') throw new Refusal('The port of the pages was taken meanwhile by another program: start again, or choose one with --port.');
    throw error;
  }
}

/** Loads the worked example when it is asked for, or when nothing was ever put into this data folder. */
async function fill(wish: LocalOptions['fill'], target: DemoTarget, { data }: Infrastructure): Promise<DemoResult | undefined> {
  const { filled } = await data.remembered();
  if (filled === 'demo' || wish === 'empty' || (wish === 'if-new' && filled)) {
    if (!filled) await data.remember({ filled: 'empty' });
    return undefined;
  }
  target.say(wish === 'demo' ? 'Loading the worked example …' : 'The data folder is empty: loading the worked example (--empty starts without it) …');
  const { loadDemo } = await import('./demo/load-demo.js');
  const result = await loadDemo(target).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal(`The worked example could not be loaded (${reason}): it needs an empty data folder. Delete ${data.dir}, choose another with --data DIR, or start with --empty.`);
  });
  await data.remember({ filled: 'demo' });
  return result;
}
