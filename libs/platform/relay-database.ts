import type { ClientBase } from 'pg';
import type { DataSource } from 'typeorm';
import type { Service } from '#libs/contracts/contract.js';
import { named } from './named-statement.js';
import { relayRole } from './sql.js';

/** One statement of a relay's transaction. */
export interface Statement {
  readonly sql: string;
  readonly parameters: unknown[];
}

/**
 * Runs statements in one transaction as the relay role, which sees the outbox of all tenants and nothing else; they travel
 * together. Its commit does not wait for the disk: a mark that a crash takes back only makes an event come again, and
 * the inbox skips it.
 * @returns the rows of the first statement
 */
export async function asRelay<R>(dataSource: DataSource, service: Service, statements: readonly Statement[]): Promise<R[]> {
  const runner = dataSource.createQueryRunner();
  try {
    const connection = (await runner.connect()) as ClientBase;
    const [, first] = await all([
      connection.query(`begin; set local role ${relayRole(service)}; set local synchronous_commit = off`),
      ...statements.map(({ sql, parameters }) => connection.query(named(sql, parameters))),
      connection.query(named('commit', [])),
    ]);
    return (first?.rows ?? []) as R[];
  } finally {
    await runner.release().catch(() => undefined);
  }
}

/** Waits for all, also where one fails: what comes after it in a transaction fails with it, and the commit rolls back. */
async function all<T>(running: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(running);
  return settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}
