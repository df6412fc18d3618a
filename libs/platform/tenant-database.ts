import type { ClientBase, QueryResult } from 'pg';
import type { DataSource } from 'typeorm';
import type { RequestContract, Service } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import type { Context } from './context.js';
import { databaseFault, isTransient } from './database-faults.js';
import { onceForKey } from './idempotency.js';
import { now, type Later } from './later.js';
import { together } from './together.js';
import { Transaction } from './transaction.js';

const attempts = 3;
const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The service's own schema, one tenant at a time. */
export class TenantDatabase {
  constructor(
    readonly dataSource: DataSource,
    readonly service: Service,
    /** Told after each commit that wrote events. */
    private readonly committed: () => void,
  ) {}

  /**
   * One transaction that sees and writes the rows of the context's tenant only; rolled back on a throw,
   * done again on a deadlock, so that the work must have no effect outside the transaction.
   * @throws Fault `platform.database-away`, `platform.database-full`, `platform.already-there`, and what the work throws
   */
  async run<T>(context: Context, work: (tx: Transaction) => Promise<T | Later<T>>): Promise<T> {
    if (!uuid.test(context.tenant)) throw new Fault('forbidden', 'platform.no-tenant', 'The request names no tenant.');
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(context, work);
      } catch (error) {
        if (attempt < attempts && isTransient(error)) continue;
        throw databaseFault(error);
      }
    }
  }

  /**
   * run() for commands: the same idempotency key with the same body gives the first reply again,
   * with another body a 422 fault. Without a key it is run().
   */
  async command<T>(context: Context, contract: RequestContract, body: unknown, work: (tx: Transaction) => Promise<T | Later<T>>): Promise<T> {
    return this.run(context, (tx) => onceForKey(tx, this.service, contract, body, work));
  }

  /**
   * Reads without a tenant: only look-up functions and scans that return tenant ids answer anything,
   * since row-level security hides every row.
   */
  async lookup<R>(sql: string, parameters: unknown[]): Promise<R[]> {
    try {
      return await this.dataSource.query<R[]>(sql, parameters);
    } catch (error) {
      throw databaseFault(error);
    }
  }

  /**
   * The statements that open the transaction travel with the first one of the work, and the commit with what the work
   * has to say: each wait for the database is one that another request cannot use the connection in.
   */
  private async once<T>(context: Context, work: (tx: Transaction) => Promise<T | Later<T>>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const state: { isTransactionActive: boolean } = runner;
    try {
      const connection = (await runner.connect()) as ClientBase;
      // the tenant is a UUID: see run()
      const opened = connection.query(`begin; set local app.tenant = '${context.tenant}'`);
      opened.catch(() => undefined);
      // otherwise TypeORM's manager would begin one of its own
      state.isTransactionActive = true;
      const tx = new Transaction(runner.manager, connection, context, this.service);
      try {
        const done = await work(tx);
        const said = tx.close();
        const [commit, reply] = await together<[QueryResult, T, ...unknown[]]>([connection.query('commit'), now(done), opened, ...tx.underWay, said]);
        if (commit.command !== 'COMMIT') throw new Error('a statement had failed and its error was passed over: the transaction was rolled back');
        if (tx.emitted > 0) this.committed();
        tx.committed();
        return reply;
      } catch (error) {
        const first = (await Promise.allSettled([opened, ...tx.underWay])).find((one) => one.status === 'rejected');
        await connection.query('rollback').catch(() => undefined);
        throw first ? first.reason : error;
      }
    } finally {
      state.isTransactionActive = false;
      await runner.release().catch(() => undefined);
    }
  }
}
