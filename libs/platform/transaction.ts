import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { EventContract, Service } from '#libs/contracts/contract.js';
import type { Context } from './context.js';
import { newId } from './ids.js';

/** One database transaction for one tenant, with what belongs into every change: events and the audit trail. */
export class Transaction {
  private emissions = 0;

  constructor(
    /** TypeORM's manager, bound to this transaction. */
    readonly manager: EntityManager,
    readonly context: Context,
    private readonly service: Service,
  ) {}

  /** Runs one SQL statement in the transaction. */
  async query<R>(sql: string, parameters: unknown[] = []): Promise<R[]> {
    const result: unknown = await this.manager.query(sql, parameters);
    return rowsOf<R>(result);
  }

  /**
   * Writes an event beside the change that it tells of. It is published after the commit, and kept
   * until every consumer that the contract names has confirmed it.
   * @throws ZodError when the payload does not fit the contract
   * @throws Error when another service owns the event
   */
  async emit<E extends EventContract>(contract: E, payload: z.input<E['payload']>): Promise<void> {
    if (contract.producer !== this.service) throw new Error(`${this.service} may not emit ${contract.name}, which belongs to ${contract.producer}`);
    const { tenant, actor, trace } = this.context;
    await this.query(
      `insert into ${this.service}.outbox (tenant_id, id, name, version, payload, actor, trace, waiting)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [tenant, newId(), contract.name, contract.version, JSON.stringify(contract.payload.parse(payload)), actor, trace, contract.consumers],
    );
    this.emissions += 1;
  }

  /**
   * Writes what was done into the audit trail, append-only and in the same transaction.
   * @param action such as `vendor.added`
   * @param subject the id of what it was done to
   */
  async audit(action: string, subject: string, detail: Record<string, unknown> = {}): Promise<void> {
    const { tenant, actor, request } = this.context;
    await this.query(
      `with entry as (
         insert into ${this.service}.audit_entry (tenant_id, id, actor, action, subject, detail, request)
         values ($1, $2, $3, $4, $5, $6, $7) returning tenant_id, id)
       insert into ${this.service}.audit_pending (tenant_id, id) select tenant_id, id from entry`,
      [tenant, newId(), actor, action, subject, JSON.stringify(detail), request],
    );
  }

  /** How many events wait for the commit. */
  get emitted(): number {
    return this.emissions;
  }
}

/** TypeORM answers updates and deletes with rows and a count, everything else with rows. */
function rowsOf<R>(result: unknown): R[] {
  if (Array.isArray(result) && result.length === 2 && Array.isArray(result[0]) && typeof result[1] === 'number') return result[0] as R[];
  return (Array.isArray(result) ? result : []) as R[];
}
