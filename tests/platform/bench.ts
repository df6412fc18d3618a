import type { NatsConnection } from '@nats-io/transport-node';
import type { DataSource } from 'typeorm';
import type { Role } from '#libs/contracts/contract.js';
import { Bus } from '#libs/platform/bus.js';
import { newTrace, type Context } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import { signingKey } from '#libs/platform/keys.js';
import { openLog } from '#libs/platform/log.js';
import { migrate } from '#libs/platform/migrate.js';
import { connectNats, type NatsLink } from '#libs/platform/nats-link.js';
import { startService, type RunningService, type ServiceDefinition } from '#libs/platform/start-service.js';
import { Servers } from '../support/servers.js';
import { quick } from './quick.js';
import { contracts, reportsToy, vendorsToy, webToy } from './toys.js';

/** Both toy services on real servers, and web's side of the bus. */
export interface Bench {
  readonly servers: Servers;
  readonly vendors: RunningService;
  readonly reports: RunningService;
  readonly bus: Bus;
  readonly link: NatsLink;
  readonly owner: DataSource;
  readonly admin: NatsConnection;
  start(definition: ServiceDefinition): Promise<RunningService>;
  close(): Promise<void>;
}

export async function openBench(): Promise<Bench> {
  const servers = await Servers.start(contracts);
  const owner = await servers.owner();
  for (const toy of [vendorsToy, reportsToy, webToy]) await migrate(owner, toy.service, toy.migrations);
  const start = (definition: ServiceDefinition) => startService(definition, servers.config(definition.service), quick);
  const [vendors, reports] = [await start(vendorsToy), await start(reportsToy)];
  const link = await connectNats(servers.natsUrl('web'), 'web', openLog('web', 'silent'));
  const bus = new Bus(link, 'web', await signingKey(servers.keyOf('web').privateJwk));
  const admin = await servers.admin();
  const close = async () => {
    await Promise.allSettled([vendors.close(), reports.close(), link.connection.close(), admin.close(), owner.destroy()]);
    await servers.stop();
  };
  return { servers, vendors, reports, bus, link, owner, admin, start, close };
}

/** A person of a tenant. */
export function person(tenant: string, roles: readonly Role[] = ['procurement'], idempotencyKey?: string): Context {
  return { tenant, actor: newId(), kind: 'person', roles, issuer: 'web', request: newId(), trace: newTrace(), ...(idempotencyKey && { idempotencyKey }) };
}
