import type { ClientBase } from 'pg';
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { z } from 'zod';
import type { EventContract, Service } from '#libs/contracts/contract.js';
import type { Context } from './context.js';
import { columnsOfAll, selectOf, updateOf } from './entity-sql.js';
import { newId } from './ids.js';
import { named } from './named-statement.js';

interface Emission { readonly id: string; readonly contract: EventContract; readonly payload: unknown }
interface Entry { readonly id: string; readonly action: string; readonly subject: string; readonly detail: Record<string, unknown> }

/** One database transaction for one tenant, with what belongs into every change: events and the audit trail. */
export class Transaction {
  private emissions: Emission[] = [];
  private entries: Entry[] = [];
  private emissionsInAll = 0;
  private readonly sent: Promise<unknown>[] = [];
  private closed = false;
  private readonly acts: (() => void)[] = [];

  constructor(
    /** TypeORM's manager, bound to this transaction. */
    readonly manager: EntityManager,
    private readonly connection: ClientBase,
    readonly context: Context,
    private readonly service: Service,
  ) {}

  /** Runs one SQL statement in the transaction. */
  async query<R>(sql: string, parameters: unknown[] = []): Promise<R[]> {
    this.demandOpen();
    const { rows } = await this.connection.query(named(sql, parameters));
    return rows as R[];
  }

  /** Sends one statement whose result nobody needs: it travels with the next one, and what it is refused with, the whole transaction is. */
  send(sql: string, parameters: unknown[] = []): void {
    const sending = this.query(sql, parameters);
    sending.catch(() => undefined);
    this.sent.push(sending);
  }

  /** The rows of an entity. @param condition what follows `from table r`, such as `where r.id = $1 for update` */
  rows<E extends ObjectLiteral>(entity: EntityTarget<E>, condition: string, parameters: unknown[]): Promise<E[]> {
    return this.query<E>(`${selectOf(this.manager.dataSource, entity)} ${condition}`, parameters);
  }

  /**
   * Rows of several entities that one statement reads together.
   * @param entities by the names under which they stand in the statement and in the result
   * @param from what follows the columns, such as `from vendors.contact c join vendors.vendor v on … where …`
   */
  async joined<T extends Record<string, ObjectLiteral>>(entities: { readonly [K in keyof T]: EntityTarget<T[K]> }, from: string, parameters: unknown[]): Promise<T[]> {
    const rows = await this.query<Record<string, unknown>>(`select ${columnsOfAll(this.manager.dataSource, entities)} ${from}`, parameters);
    return rows.map((row) => {
      const parts: Record<string, Record<string, unknown>> = {};
      for (const [name, value] of Object.entries(row)) {
        const [alias, property] = name.split('.') as [string, string];
        (parts[alias] ??= {})[property] = value;
      }
      return parts as T;
    });
  }

  /** Changes some properties of the rows that have others, as send() does. JSON that is an array must come as text. */
  change<E extends ObjectLiteral>(entity: EntityTarget<E>, by: Partial<E>, changed: Partial<E>): void {
    this.send(updateOf(this.manager.dataSource, entity, Object.keys(changed), Object.keys(by)), [...Object.values(changed), ...Object.values(by)]);
  }

  /**
   * Writes an event beside the change that it tells of, with the commit. It is published after the commit, and kept
   * until every consumer that the contract names has confirmed it.
   * @throws ZodError when the payload does not fit the contract
   * @throws Error when another service owns the event
   */
  async emit<E extends EventContract>(contract: E, payload: z.input<E['payload']>): Promise<void> {
    if (contract.producer !== this.service) throw new Error(`${this.service} may not emit ${contract.name}, which belongs to ${contract.producer}`);
    this.demandOpen();
    this.emissions.push({ id: newId(), contract, payload: contract.payload.parse(payload) });
    this.emissionsInAll += 1;
  }

  /**
   * Writes what was done into the audit trail, append-only and with the commit.
   * @param action such as `vendor.added`
   * @param subject the id of what it was done to
   */
  async audit(action: string, subject: string, detail: Record<string, unknown> = {}): Promise<void> {
    this.demandOpen();
    this.entries.push({ id: newId(), action, subject, detail });
  }

  /** Has something done once the transaction is committed, such as waking who looks for the rows. */
  afterCommit(act: () => void): void {
    this.acts.push(act);
  }

  /** Says what there is to say and takes nothing more: the commit follows at once. */
  close(): Promise<void> {
    const said = this.say();
    this.closed = true;
    return said;
  }

  /** What was sent without waiting, in its order. */
  get underWay(): readonly Promise<unknown>[] {
    return this.sent;
  }

  /** Called after the commit. */
  committed(): void {
    for (const act of this.acts) act();
  }

  /** How many events wait for the commit. */
  get emitted(): number {
    return this.emissionsInAll;
  }

  /** Writes the events and the entries so far, in one statement: before the commit, and before the trail is read in this transaction. */
  async say(): Promise<void> {
    const { emissions, entries } = this;
    if (!emissions.length && !entries.length) return;
    [this.emissions, this.entries] = [[], []];
    const { tenant, actor, trace, request } = this.context;
    await this.query(
      `with event as (
         insert into ${this.service}.outbox (tenant_id, id, name, version, payload, actor, trace, waiting)
         select $1, e.id, e.name, e.version, e.payload, $2, $3, string_to_array(e.waiting, ' ')
         from unnest($5::uuid[], $6::text[], $7::integer[], $8::json[], $9::text[]) as e (id, name, version, payload, waiting)),
       entry as (
         insert into ${this.service}.audit_entry (tenant_id, id, actor, action, subject, detail, request)
         select $1, a.id, $2, a.action, a.subject, a.detail, $4
         from unnest($10::uuid[], $11::text[], $12::text[], $13::json[]) as a (id, action, subject, detail) returning tenant_id, id)
       insert into ${this.service}.audit_pending (tenant_id, id) select tenant_id, id from entry`,
      [
        tenant, actor, trace, request,
        emissions.map(({ id }) => id), emissions.map(({ contract }) => contract.name), emissions.map(({ contract }) => contract.version),
        emissions.map(({ payload }) => JSON.stringify(payload)), emissions.map(({ contract }) => contract.consumers.join(' ')),
        entries.map(({ id }) => id), entries.map(({ action }) => action), entries.map(({ subject }) => subject), entries.map(({ detail }) => JSON.stringify(detail)),
      ],
    );
  }

  private demandOpen(): void {
    if (this.closed) throw new Error('the transaction is committed already: what belongs into it must be sent before its work returns');
  }
}
