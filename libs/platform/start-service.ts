import { mkdir } from 'node:fs/promises';
import type { DataSource } from 'typeorm';
import { Bus } from './bus.js';
import type { Config } from './config.js';
import { DeadLetters } from './dead-letters.js';
import { HealthServer } from './health-server.js';
import { signingKey, verifyingKeys } from './keys.js';
import { LOG, openLog, traced, type Log } from './log.js';
import { Metrics } from './metrics.js';
import { assertMigrated } from './migrate.js';
import { messaging, type Messaging } from './messaging.js';
import { forgetOld } from './forget-old.js';
import { connectNats, type NatsLink } from './nats-link.js';
import { hostNest } from './nest-host.js';
import { ObjectStore } from './object-store.js';
import { openObjectStore } from './open-object-store.js';
import { assertSafe, openDatabase } from './open-database.js';
import { CONFIG } from './platform.module.js';
import { Readiness } from './readiness.js';
import { Recurring } from './recurring.js';
import { sealAudit } from './audit-sealing.js';
import type { Contracts, RunningService, ServiceDefinition, StartOptions } from './service-definition.js';
import { TenantDatabase } from './tenant-database.js';

const hour = 3_600_000;

export type { RunningService, ServiceDefinition, StartOptions } from './service-definition.js';

/**
 * Starts one service: database, NATS, handlers, consumer, outbox relay, audit sealing, health pages.
 * @throws Error with one clear line: settings, an unsafe or outdated database, contracts without handlers
 */
export async function startService(definition: ServiceDefinition, config: Config, options: StartOptions = {}): Promise<RunningService> {
  const log = openLog(definition.service, config.logLevel);
  if (config.otelEndpoint) await sayWhetherTraced(log);
  const undo: (() => Promise<unknown>)[] = [];
  try {
    return await assemble(definition, config, options, log, undo);
  } catch (error) {
    for (const step of undo.reverse()) await step().catch(() => undefined);
    throw error;
  }
}

async function assemble(definition: ServiceDefinition, config: Config, options: StartOptions, log: Log, undo: (() => Promise<unknown>)[]): Promise<RunningService> {
  const { service } = definition;
  const contracts = definition.contracts ?? (await registered());
  const dataSource = await openDatabase({ url: config.databaseUrl, service, pool: config.databasePool, entities: definition.entities ?? [], log });
  undo.push(() => dataSource.destroy());
  await assertSafe(dataSource, service);
  await assertMigrated(dataSource, service, definition.migrations);
  const link = await connectNats(config.natsUrl, service, log);
  undo.push(() => link.connection.drain());

  const metrics = new Metrics(service);
  const readiness = new Readiness();
  const keys = await verifyingKeys(config.actorPublicKeys);
  const parts = messaging({ service, contracts, link, dataSource, keys, delivery: options.delivery ?? {}, pool: config.databasePool, metrics, readiness, log });
  const host = await hostNest(definition, config, parts.transport, log, [
    { provide: CONFIG, useValue: config },
    { provide: LOG, useValue: log },
    { provide: TenantDatabase, useValue: parts.database },
    { provide: Bus, useValue: new Bus(link, service, await signingKey(config.actorKey)) },
    { provide: ObjectStore, useValue: config.objectStore ? await storeAt(config.objectStore) : undefined },
    { provide: DeadLetters, useValue: parts.deadLetters },
    { provide: Readiness, useValue: readiness },
    { provide: Metrics, useValue: metrics },
  ]);
  undo.push(() => host.close());
  observe(readiness, metrics, dataSource, link, parts);

  parts.consumer.start();
  parts.relay.start();
  const sealing = new Recurring('audit sealing', options.sealEvery ?? 5_000, () => sealAudit(parts.database, service, log), log);
  const forgetting = new Recurring('forgetting', hour, () => forgetOld(parts.database, service), log);
  const recurring = [sealing, forgetting];
  for (const one of recurring) one.start();
  undo.push(() => stop(parts, recurring));
  await parts.consumer.opened(5_000);
  const healthPort = options.healthPort ?? config.healthPort;
  const health = healthPort === undefined ? undefined : await HealthServer.listen(config.host, healthPort, readiness, metrics);
  if (health) undo.push(() => health.close());
  const address = await host.listen(config);
  log.info({ address, healthPort: health?.port }, 'ready');

  return {
    service,
    ...(address && { address }),
    ...(health && { healthPort: health.port }),
    ready: () => readiness.report(),
    close: async () => {
      await health?.close();
      await host.stopHttp();
      await parts.transport.close();
      await stop(parts, recurring);
      await host.close();
      await link.connection.drain().catch(() => undefined);
      await dataSource.destroy();
      log.info('stopped');
    },
  };
}

async function stop(parts: Messaging, recurring: readonly Recurring[]): Promise<void> {
  await Promise.all([parts.consumer.stop(), ...recurring.map((one) => one.stop())]);
  await parts.relay.stop();
}

function observe(readiness: Readiness, metrics: Metrics, dataSource: DataSource, link: NatsLink, parts: Messaging): void {
  readiness.require(async () => ((await dataSource.query('select 1').catch(() => undefined)) ? undefined : 'database'));
  readiness.require(() => (link.connected ? undefined : 'nats'));
  readiness.require(() => (parts.consumer.ready ? undefined : 'event consumer'));
  readiness.note(async () => {
    const { depth, oldest } = await parts.outbox.backlog();
    return oldest > 60 ? `outbox: ${depth} events wait, the oldest for ${Math.round(oldest)} s` : undefined;
  });
  const pool = (dataSource.driver as unknown as { master?: { totalCount: number; idleCount: number; waitingCount: number } }).master;
  metrics.measured('concord_outbox_depth', 'Events that wait for their consumers', async () => (await parts.outbox.backlog()).depth);
  metrics.measured('concord_outbox_oldest_seconds', 'Age of the oldest event that waits', async () => (await parts.outbox.backlog()).oldest);
  metrics.measured('concord_consumer_lag', 'Events in the stream that the service has not taken', () => parts.lag());
  metrics.measured('concord_pool_connections', 'Open database connections', () => pool?.totalCount);
  metrics.measured('concord_pool_idle', 'Database connections that wait for work', () => pool?.idleCount);
  metrics.measured('concord_pool_waiting', 'Work that waits for a database connection', () => pool?.waitingCount);
}

async function registered(): Promise<Contracts> {
  return import('#libs/contracts/registry.js');
}

async function storeAt(location: string): Promise<ObjectStore> {
  if (!location.includes('://')) await mkdir(location, { recursive: true, mode: 0o700 });
  return openObjectStore(location);
}

/** Traces are carried in any case; exporting them needs packages that are not part of the product. */
async function sayWhetherTraced(log: Log): Promise<void> {
  const name = '@opentelemetry/sdk-node';
  try {
    const { NodeSDK } = (await import(name)) as { NodeSDK: new () => { start(): void } };
    new NodeSDK().start();
    log.info('OpenTelemetry is on');
  } catch (error) {
    log.warn(traced(error), `OTEL_EXPORTER_OTLP_ENDPOINT is set, but ${name} is not installed: traces are passed on and not exported. Install it beside Concord to export them.`);
  }
}
