import { jetstream, jetstreamManager, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import type { Subscription } from '@nats-io/transport-node';
import type { Envelope, EventContract, Service } from '#libs/contracts/contract.js';
import { traced, type Log } from './log.js';
import { lookAfter, patience, type ConsumerState } from './look-after.js';
import type { NatsLink } from './nats-link.js';
import type { Outbox, OutboxRow } from './outbox.js';
import { Recurring } from './recurring.js';
import { eventStream } from '#libs/contracts/permissions.js';
import { ensureStream, isMissing, type Delivery } from './streams.js';
import { readJson, writeJson } from './wire.js';

const batch = 100;
const lease = 15_000;
const poll = 500;

/** Carries events from the outbox into the stream, and forgets each when its consumers have confirmed it. */
export class OutboxRelay {
  private readonly loop: Recurring;
  private readonly js: JetStreamClient;
  private manager: JetStreamManager | undefined;
  private confirmations: Subscription | undefined;
  private streamMade: string | undefined;
  private watched = 0;

  constructor(
    private readonly link: NatsLink,
    private readonly service: Service,
    private readonly outbox: Outbox,
    private readonly events: readonly EventContract[],
    private readonly delivery: Delivery,
    private readonly log: Log,
  ) {
    this.js = jetstream(link.connection);
    this.loop = new Recurring('outbox relay', poll, () => this.pass(), log);
  }

  start(): void {
    if (this.events.length === 0) return;
    this.confirmations = this.link.connection.subscribe(`cfm.${this.service}.*`, {
      queue: this.service,
      callback: (error, message) => {
        if (!error) void this.confirm(message.subject.split('.')[2] ?? '', readJson(message.data));
      },
    });
    this.loop.start();
  }

  /** Called after a commit that wrote events. */
  wake(): void {
    if (this.events.length > 0) this.loop.wake();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
    await this.confirmations?.drain().catch(() => undefined);
  }

  private async confirm(consumer: string, ids: unknown): Promise<void> {
    if (!Array.isArray(ids)) return;
    try {
      await this.outbox.confirmed(consumer, ids.filter((id) => typeof id === 'string'));
    } catch (error) {
      this.log.warn({ consumer, ...traced(error) }, 'confirmations were not noted; the events will be published and confirmed again');
    }
  }

  private async pass(): Promise<void> {
    if (!this.link.connected) return;
    await this.watchStream();
    for (;;) {
      const rows = await this.outbox.claim(batch, lease);
      if (rows.length === 0) return;
      const fresh = rows.filter((row) => row.sequence === null);
      const known = rows.filter((row) => row.sequence !== null);
      const again = known.length > 0 ? await this.unheld(known) : [];
      const stored = await this.publish([...fresh, ...again.map((row) => ({ ...row, attempt: row.attempt + 1 }))]);
      if (!stored || rows.length < batch) return;
    }
  }

  /** Makes the stream where it is missing; after it was made anew, every unconfirmed event is looked after. Asked no more often than it would be without work. */
  private async watchStream(): Promise<void> {
    if (Date.now() - this.watched < poll) return;
    this.watched = Date.now();
    this.manager ??= await jetstreamManager(this.link.connection, { checkAPI: false });
    const made = await ensureStream(this.manager, this.link.connection);
    if (made !== this.streamMade) await this.outbox.lookAfterAll();
    this.streamMade = made;
  }

  /** @returns false where the stream did not take all of them */
  private async publish(rows: readonly OutboxRow[]): Promise<boolean> {
    const results = await Promise.allSettled(rows.map((row) => this.publishOne(row)));
    const stored = rows.flatMap((row, at) => {
      const result = results[at];
      if (result?.status !== 'fulfilled') return [];
      return [{ id: row.id, sequence: result.value, attempt: row.attempt, lookAfter: patience(this.delivery.unconfirmedAfter, row.attempt) }];
    });
    if (stored.length > 0) await this.outbox.published(stored);
    const refused = rows.filter((_row, at) => results[at]?.status === 'rejected');
    if (refused.length === 0) return true;
    const reason = results.find((result) => result.status === 'rejected');
    this.log.warn({ events: refused.length, reason: (reason?.reason as Error | undefined)?.message }, 'the stream did not take events; the outbox keeps them');
    await this.outbox.putOff(refused.map((row) => row.id), 1_000);
    return false;
  }

  /** @returns the sequence under which the stream holds it. @throws Error where the stream did not take it */
  private async publishOne(row: OutboxRow): Promise<number> {
    const { id, tenant_id: tenant, name, version, actor, trace, payload } = row;
    const message: Envelope = { id, tenant, name, version, actor, trace, at: row.at.toISOString(), payload };
    const subject = `evt.${this.service}.${name}.${tenant}`;
    const { seq } = await this.js.publish(subject, writeJson(message), { msgID: `${id}:${row.attempt}`, timeout: 5_000 });
    return seq;
  }

  /** Of events that were published and not confirmed, those that have to be published again; the others are put off. */
  private async unheld(rows: readonly OutboxRow[]): Promise<readonly OutboxRow[]> {
    const manager = this.manager!;
    const { state } = await manager.streams.info(eventStream);
    const names = [...new Set(rows.flatMap((row) => row.waiting))];
    const states = new Map(await Promise.all(names.map(async (name) => [name, await this.consumerState(manager, name)] as const)));
    const stream = { first: state.first_seq, last: state.last_seq };
    const again = rows.filter(
      (row) => lookAfter(Number(row.sequence), stream, row.waiting.map((name) => states.get(name) ?? null)) === 'publish',
    );
    const waiting = rows.filter((row) => !again.includes(row)).map((row) => row.id);
    if (waiting.length > 0) await this.outbox.putOff(waiting, this.delivery.unconfirmedAfter);
    return again;
  }

  private async consumerState(manager: JetStreamManager, name: string): Promise<ConsumerState | null> {
    try {
      const info = await manager.consumers.info(eventStream, name);
      return { settledTo: info.ack_floor.stream_seq, pending: info.num_pending, unsettled: info.num_ack_pending };
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }
}
