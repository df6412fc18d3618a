import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Service } from '#libs/contracts/contract.js';
import { firstRunUrl } from '../../apps/local/first-run-url.js';
import { startInfrastructure, type Infrastructure } from '../../apps/local/infrastructure.js';
import { migrateAll } from '../../apps/local/migrate-all.js';
import { holdFirst } from '../../apps/local/ports.js';
import { startGroup } from '../../apps/local/service-group.js';
import { loadServices } from '../../apps/local/service-table.js';
import { firstAdministrator, type Client } from '../support/client.js';

/** The product in this process, on servers of its own, with one tenant. */
export interface Product {
  readonly folder: string;
  readonly address: string;
  readonly infrastructure: Infrastructure;
  /** Seconds from nothing to the first page that can be asked for. */
  readonly ready: number;
  readonly api: Client;
  /** The administrator's signed-in browser, and the token of the same account. */
  readonly cookie: string;
  readonly bearer: string;
  readonly tenant: string;
  /** As the administrator of the database, whom no row-level security binds. */
  readonly admin: pg.Client;
  environmentOf(service: Service): Record<string, string>;
  /** Stops the services and leaves database and NATS to the measurements. */
  stopServices(): Promise<void>;
  close(): Promise<void>;
}

/** Starts infrastructure, migrations and services in an empty folder and creates the first administrator. */
export async function startProduct(): Promise<Product> {
  const began = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'concord bench '));
  const infrastructure = await startInfrastructure({ dataDir: join(folder, 'data'), environment: { PATH: process.env['PATH'] } });
  const [table] = await Promise.all([loadServices(), migrateAll(infrastructure.database.ownerUrl)]);
  const port = await holdFirst([]);
  const address = `http://127.0.0.1:${port.port}`;
  const environmentOf = (service: Service) => ({ ...infrastructure.environmentOf(service), PUBLIC_URL: address, LOG_LEVEL: 'silent', ...(service === 'web' && { PORT: String(port.port) }) });
  await port.release();
  const group = await startGroup(table, environmentOf);
  await (await fetch(`${address}/health/live`)).text();
  const ready = (performance.now() - began) / 1_000;
  const { api, person } = await firstAdministrator(address, firstRunUrl(address, infrastructure.secrets.sessionKey));
  const admin = new pg.Client({ connectionString: infrastructure.database.adminUrl });
  await admin.connect();
  const { rows: [tenant] } = await admin.query<{ tenant_id: string }>('select tenant_id from web.tenant');
  let stopped: Promise<void> | undefined;
  const stopServices = () => (stopped ??= group.close());
  const close = async () => {
    await admin.end().catch(() => undefined);
    await stopServices();
    await infrastructure.destroy();
    await rm(folder, { recursive: true, force: true });
  };
  return { folder, address, infrastructure, ready, api, cookie: [...person['cookies']].map(([name, value]) => `${name}=${value}`).join('; '), bearer: api['bearer'] ?? '', tenant: tenant!.tenant_id, admin, environmentOf, stopServices, close };
}

const profile = { dataClasses: ['internal'], volume: 'none', access: 'limited', criticality: 'low', substitutability: 'easy', spend: 'under-10k' };

/** Adds vendors to the register. @returns their ids */
export async function addVendors({ api }: Product, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 0; number < count; number += 1) ids.push((await api.must<{ id: string }>('POST', '/vendors', { name: `Vendor ${String(number).padStart(3, '0')}`, service: 'Hosting', profile })).id);
  return ids;
}
