import type { DataSource } from 'typeorm';
import type { Service } from '#libs/contracts/contract.js';
import { asRelay } from './relay-database.js';

/** An event that waits in the outbox, for the stream or for its consumers. */
export interface OutboxRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly payload: unknown;
  readonly actor: string;
  readonly trace: string;
  readonly at: Date;
  /** The consumers that have not confirmed. */
  readonly waiting: readonly string[];
  readonly attempt: number;
  /** Its place in the stream, null before it was published. */
  readonly sequence: string | null;
}

/** Where the stream took an event, at which attempt, and after how many milliseconds to look after it. */
export interface PublishedMark {
  readonly id: string;
  readonly sequence: number;
  readonly attempt: number;
  readonly lookAfter: number;
}

/** The SQL of one service's outbox, as its relay role. */
export class Outbox {
  constructor(
    private readonly dataSource: DataSource,
    private readonly service: Service,
  ) {}

  /**
   * Takes due rows for a while, so that no other instance takes them. No row is passed by for having
   * committed late, since what is due decides and not a position.
   * @param lease milliseconds until the rows fall due again if this process dies
   */
  async claim(limit: number, lease: number): Promise<readonly OutboxRow[]> {
    const rows = await this.rows<OutboxRow>(
      `with claimed as (
         select tenant_id, id from ${this.service}.outbox where due <= now() order by due limit $1 for update skip locked)
       update ${this.service}.outbox o set due = now() + make_interval(secs => $2)
         from claimed c where o.tenant_id = c.tenant_id and o.id = c.id
       returning o.tenant_id, o.id, o.name, o.version, o.payload, o.actor, o.trace, o.at, o.waiting, o.attempt, o.sequence`,
      [limit, lease / 1000],
    );
    return [...rows].sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  /** Notes where the stream holds rows, and when to look after those that stay unconfirmed. A row may have been confirmed before. */
  async published(marks: readonly PublishedMark[]): Promise<void> {
    await this.rows(
      `with mark as (select * from unnest($1::uuid[], $2::bigint[], $3::int[], $4::float8[]) as m (id, sequence, attempt, after)),
       locked as (select o.tenant_id, o.id from ${this.service}.outbox o where o.id = any($1) order by o.id for update)
       update ${this.service}.outbox o
          set published_at = now(), sequence = m.sequence, attempt = m.attempt, due = now() + make_interval(secs => m.after)
         from mark m, locked l where o.id = m.id and l.tenant_id = o.tenant_id and l.id = o.id returning o.id`,
      [marks.map((m) => m.id), marks.map((m) => m.sequence), marks.map((m) => m.attempt), marks.map((m) => m.lookAfter / 1000)],
      marks.map((mark) => mark.id),
    );
  }

  /** Puts rows off. @param delay milliseconds */
  async putOff(ids: readonly string[], delay: number): Promise<void> {
    await this.rows(`update ${this.service}.outbox set due = now() + make_interval(secs => $2) where id = any($1) returning id`, [ids, delay / 1000]);
  }

  /** Takes confirmations of one consumer; rows that nobody waits for any more are forgotten. */
  async confirmed(consumer: string, ids: readonly string[]): Promise<void> {
    await this.rows(
      `with locked as (select tenant_id, id from ${this.service}.outbox where id = any($1) order by id for update)
       update ${this.service}.outbox o set waiting = array_remove(o.waiting, $2)
         from locked l where o.tenant_id = l.tenant_id and o.id = l.id returning o.id`,
      [ids, consumer],
      ids,
    );
  }

  /** Makes every published row due, after the stream was lost. */
  async lookAfterAll(): Promise<void> {
    await this.rows(`update ${this.service}.outbox set due = now() where sequence is not null and due > now() returning id`, []);
  }

  /** How many events wait, and for how many seconds the oldest does. */
  async backlog(): Promise<{ readonly depth: number; readonly oldest: number }> {
    const [row] = await this.rows<{ depth: string; oldest: number | null }>(
      `select count(*) as depth, extract(epoch from now() - min(at))::float8 as oldest from ${this.service}.outbox`,
      [],
    );
    return { depth: Number(row?.depth ?? 0), oldest: row?.oldest ?? 0 };
  }

  /** @param settled rows to forget in the same transaction where nobody waits for them any more */
  private async rows<R>(sql: string, parameters: unknown[], settled: readonly string[] = []): Promise<R[]> {
    return asRelay<R>(this.dataSource, this.service, [
      { sql, parameters },
      ...(settled.length ? [{ sql: `delete from ${this.service}.outbox where id = any($1) and waiting = '{}'`, parameters: [settled] }] : []),
    ]);
  }
}
