import { jetstream, jetstreamManager, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Service } from '#libs/contracts/contract.js';
import { traced, type Log } from './log.js';
import type { NatsLink } from './nats-link.js';
import { eventStream } from '#libs/contracts/permissions.js';
import { ensureConsumer, ensureStream, type Delivery } from './streams.js';
import type { EventContract } from '#libs/contracts/contract.js';

/** Takes messages from the service's durable consumer, a few at a time, and makes stream and consumer again where they were lost. */
export class EventConsumer {
  private readonly running = new Set<Promise<void>>();
  private messages: ConsumerMessages | undefined;
  private loop: Promise<void> | undefined;
  private stopped = false;
  private standing = false;

  constructor(
    private readonly link: NatsLink,
    private readonly service: Service,
    private readonly events: readonly EventContract[],
    private readonly delivery: Delivery,
    private readonly concurrency: number,
    private readonly settle: (message: JsMsg) => Promise<void>,
    private readonly log: Log,
  ) {}

  /** Whether messages can arrive at this moment. */
  get ready(): boolean {
    return this.events.length === 0 || this.standing;
  }

  start(): void {
    if (this.events.length > 0) this.loop = this.run();
  }

  /** Waits until messages can arrive. @param limit milliseconds, after which it goes on trying in the background */
  async opened(limit: number): Promise<void> {
    for (let waited = 0; !this.ready && waited < limit; waited += 20) await sleep(20);
  }

  /** Takes no more messages and waits for those that are being worked on. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.messages?.stop();
    await Promise.race([this.loop, sleep(2_000)]);
    while (this.running.size > 0) await Promise.allSettled(this.running);
  }

  private async run(): Promise<void> {
    for (let failures = 0; !this.stopped; failures += 1) {
      try {
        const messages = await this.open();
        failures = 0;
        for await (const message of messages) await this.take(message);
      } catch (error) {
        if (!this.stopped && failures % 20 === 0) this.log.warn(traced(error), 'the event consumer was lost and is made again');
      }
      this.standing = false;
      if (!this.stopped) await sleep(Math.min(100 * 2 ** failures, 2_000));
    }
  }

  private async open(): Promise<ConsumerMessages> {
    const { connection } = this.link;
    const manager = await jetstreamManager(connection, { checkAPI: false });
    await ensureStream(manager, connection);
    await ensureConsumer(manager, this.service, this.events, this.delivery);
    const consumer = await jetstream(connection).consumers.get(eventStream, this.service);
    this.messages = await consumer.consume({ max_messages: this.concurrency, expires: 2_000, idle_heartbeat: 1_000, abort_on_missing_resource: true });
    this.standing = true;
    return this.messages;
  }

  private async take(message: JsMsg): Promise<void> {
    if (this.stopped) return message.nak();
    const work = this.work(message);
    this.running.add(work);
    void work.finally(() => this.running.delete(work));
    if (this.running.size >= this.concurrency) await Promise.race(this.running);
  }

  private async work(message: JsMsg): Promise<void> {
    const heartbeat = setInterval(() => message.working(), this.delivery.ackWait / 3);
    try {
      await this.settle(message);
    } catch (error) {
      this.log.error({ subject: message.subject, ...traced(error) }, 'an event could not be settled');
      message.nak(2_000);
    } finally {
      clearInterval(heartbeat);
    }
  }
}
