import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import type { Service } from '#libs/contracts/contract.js';
import { BatchingSocket } from './batching-socket.js';
import { databaseFault } from './database-faults.js';
import type { Log } from './log.js';
import { Fault } from '#libs/contracts/faults.js';

export interface DatabaseOptions {
  readonly url: string;
  readonly service: Service;
  readonly pool: number;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly log: Log;
}

/** Connects a service to PostgreSQL, waiting up to a minute for it to come up. */
export async function openDatabase(options: DatabaseOptions): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: options.url,
    schema: options.service,
    entities: [...options.entities] as never[],
    applicationName: `concord-${options.service}`,
    poolErrorHandler: () => options.log.warn('a database connection was lost; the pool opens another'),
    extra: {
      max: options.pool,
      onConnect: heed,
      pipeline: true,
      stream: () => new BatchingSocket(),
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 60_000,
      keepAlive: true,
      options: `-c search_path=${options.service} -c idle_in_transaction_session_timeout=15000 -c statement_timeout=30000 -c timezone=UTC`,
    },
  });
  await initialize(dataSource, options.log);
  return dataSource;
}

/** A connection that breaks before TypeORM listens for it must not end the process: the next statement on it says so. */
function heed(client: ClientBase): void {
  client.on('error', () => undefined);
}

/** Connects as the owner role, for migrations and checks. */
export async function openOwnerDatabase(url: string): Promise<DataSource> {
  const dataSource = new DataSource({ type: 'postgres', url, applicationName: 'concord-owner', extra: { max: 2, connectionTimeoutMillis: 5_000, options: '-c timezone=UTC' } });
  return dataSource.initialize();
}

async function initialize(dataSource: DataSource, log: Log): Promise<void> {
  for (let waited = 0; ; waited += 500) {
    try {
      await dataSource.initialize();
      return;
    } catch (error) {
      const fault = databaseFault(error);
      if (!(fault instanceof Fault) || fault.kind !== 'unavailable' || waited >= 60_000) throw error;
      if (waited % 10_000 === 0) log.warn('waiting for the database');
      await sleep(500);
    }
  }
}

interface RoleFacts {
  readonly name: string;
  readonly super: boolean;
  readonly bypass: boolean;
  readonly owner: boolean;
}

/**
 * Refuses a database that would not keep the promises: acknowledged writes must be on disk, and the role
 * must be bound by row-level security.
 * @throws Error with one line that says what to change
 */
export async function assertSafe(dataSource: DataSource, service: Service): Promise<void> {
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit']) {
    const [row] = await dataSource.query<{ value: string }[]>('select current_setting($1) as value', [setting]);
    if (row?.value === 'off') throw new Error(`PostgreSQL runs with ${setting} = off: acknowledged changes could be lost. Set it to on.`);
  }
  const [role] = await dataSource.query<RoleFacts[]>(
    `select r.rolname as name, r.rolsuper as super, r.rolbypassrls as bypass,
            exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname = $1 and pg_has_role(r.oid, c.relowner, 'member')) as owner
       from pg_roles r where r.rolname = current_user`,
    [service],
  );
  const power = role?.super ? 'is a superuser' : role?.bypass ? 'may bypass row-level security' : role?.owner ? `owns tables of ${service}` : '';
  if (power) throw new Error(`The database role ${role?.name} ${power}, so tenants would not be kept apart. Give ${service} its own role.`);
}
