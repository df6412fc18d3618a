import type { ClientBase, QueryResult } from 'pg';
import type { DataSource } from 'typeorm';
import type { Service } from '#libs/contracts/contract.js';
import { named } from './named-statement.js';
import { relayRole } from './sql.js';
import { together } from './together.js';

/** One statement of a relay's transaction. */
export interface Statement {
  readonly sql: string;
  readonly parameters: unknown[];
}

/**
 * Runs statements in one transaction as the relay role, which sees the outbox of all tenants and nothing else; they travel
 * together, and where one fails those after it fail too and the commit rolls back. The commit does not wait for the disk: a mark that a crash takes back only makes an event come again, and
 * the inbox skips it.
 * @returns the rows of the first statement
 */
export async function asRelay<R>(dataSource: DataSource, service: Service, statements: readonly Statement[]): Promise<R[]> {
  const runner = dataSource.createQueryRunner();
  try {
    const connection = (await runner.connect()) as ClientBase;
    const [, first] = await together<QueryResult[]>([
      connection.query(`begin; set local role ${relayRole(service)}; set local synchronous_commit = off`),
      ...statements.map(({ sql, parameters }) => connection.query(named(sql, parameters))),
      connection.query(named('commit', [])),
    ]);
    return (first?.rows ?? []) as R[];
  } finally {
    await runner.release().catch(() => undefined);
  }
}
