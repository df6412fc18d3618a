import type { DataSource, EntityManager } from 'typeorm';
import type { Service } from '#libs/contracts/contract.js';
import { platformMigrations } from './platform-tables.js';
import { relayRole, serviceRole } from './sql.js';

/** One step of a schema: SQL with its policies and grants, and the way back. */
export interface Migration {
  /** Such as `0001-vendor-register`; steps run in the order of the list. */
  readonly name: string;
  readonly up: string;
  readonly down: string;
}

/**
 * Brings a service's schema to the state of the code: first the tables of the platform, then its own, in one transaction.
 * @param owner a connection as the owner role
 * @returns the names of the steps that were run
 * @throws Error when the database holds steps that the code does not know
 */
export async function migrate(owner: DataSource, service: Service, migrations: readonly Migration[]): Promise<string[]> {
  const steps = [...platformMigrations(service), ...migrations];
  return owner.transaction(async (manager) => {
    await manager.query(`select pg_advisory_xact_lock(hashtext($1))`, [`concord migrate ${service}`]);
    await prepare(manager, service);
    const done = await applied(manager, service);
    refuseAhead(service, done, steps);
    const open = steps.filter((step) => !done.includes(step.name));
    for (const step of open) await run(manager, service, step);
    return open.map((step) => step.name);
  });
}

/** Undoes the newest steps down to and without the named one. @returns the names of the steps undone, newest first */
export async function migrateDown(owner: DataSource, service: Service, migrations: readonly Migration[], to: string): Promise<string[]> {
  const steps = [...platformMigrations(service), ...migrations];
  const keep = steps.findIndex((step) => step.name === to);
  if (keep < 0) throw new Error(`${service} has no migration "${to}"`);
  return owner.transaction(async (manager) => {
    const done = await applied(manager, service);
    const back = steps.slice(keep + 1).filter((step) => done.includes(step.name)).reverse();
    for (const step of back) {
      await manager.query(step.down);
      await manager.query(`delete from ${service}.migration where name = $1`, [step.name]);
    }
    return back.map((step) => step.name);
  });
}

/**
 * Refuses to start on a schema that is not at the state of the code.
 * @throws Error with one line: behind (run the migrations) or ahead (a newer version was here)
 */
export async function assertMigrated(database: DataSource, service: Service, migrations: readonly Migration[]): Promise<void> {
  const [table] = await database.query<{ there: boolean }[]>(`select to_regclass($1) is not null as there`, [`${service}.migration`]);
  const done = table?.there ? await applied(database.manager, service) : [];
  const steps = [...platformMigrations(service), ...migrations];
  const missing = steps.filter((step) => !done.includes(step.name)).map((step) => step.name);
  if (missing.length > 0) throw new Error(`The database of ${service} is behind the code: ${missing.join(', ')} did not run. Run the migrations.`);
  refuseAhead(service, done, steps);
}

async function prepare(manager: EntityManager, service: Service): Promise<void> {
  await manager.query(`
    create schema if not exists ${service};
    grant usage on schema ${service} to ${serviceRole(service)}, ${relayRole(service)};
    create table if not exists ${service}.migration (name text primary key, at timestamptz not null default now());
    grant select on ${service}.migration to ${serviceRole(service)};
  `);
}

async function applied(manager: EntityManager, service: Service): Promise<string[]> {
  const rows = await manager.query<{ name: string }[]>(`select name from ${service}.migration`);
  return rows.map((row) => row.name);
}

async function run(manager: EntityManager, service: Service, step: Migration): Promise<void> {
  try {
    await manager.query(step.up);
    await manager.query(`insert into ${service}.migration (name) values ($1)`, [step.name]);
  } catch (cause) {
    throw new Error(`migration ${step.name} of ${service} failed: ${cause instanceof Error ? cause.message : 'unknown'}`, { cause });
  }
}

function refuseAhead(service: Service, done: readonly string[], steps: readonly Migration[]): void {
  const unknown = done.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) throw new Error(`The database of ${service} is ahead of the code: it holds ${unknown.join(', ')}. Start the newer version.`);
}
