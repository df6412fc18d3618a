import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import type { Msg, Subscription } from '@nats-io/transport-node';
import { isObservable, lastValueFrom } from 'rxjs';
import type { EventContract, RequestContract, Service } from '#libs/contracts/contract.js';
import { answer, refuseBusy, type AnswerParts } from './answer.js';
import { eventRoute, type EventContext } from './consumer.js';
import type { NatsLink } from './nats-link.js';

/** So many requests at once are beyond what the callers would wait for. */
const most = 1_000;

type Handler = (data: unknown, context: unknown) => Promise<unknown>;

/** Hands requests and events to Nest's handlers, each by its contract. */
export class ContractTransport extends Server implements CustomTransportStrategy {
  override readonly propagatesEventHandlerErrors = true;
  private readonly twice = new Set<string>();
  private readonly running = new Set<Promise<void>>();
  private subscriptions: Subscription[] = [];

  constructor(
    private readonly link: NatsLink,
    private readonly service: Service,
    private readonly requests: readonly RequestContract[],
    private readonly events: readonly EventContract[],
    private readonly parts: AnswerParts,
  ) {
    super();
  }

  override addHandler(pattern: unknown, callback: MessageHandler, isEventHandler = false, extras: Record<string, unknown> = {}): void {
    const route = this.normalizePattern(pattern as string);
    if (this.messageHandlers.has(route)) this.twice.add(route);
    super.addHandler(pattern, callback, isEventHandler, extras);
  }

  /** Subscribes to every request of the service. @throws Error that names contracts without a handler or with two, and handlers without a contract */
  async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      this.assertComplete();
      this.subscriptions = this.requests.map((contract) => this.serve(contract));
      await this.link.connection.flush();
      callback();
    } catch (error) {
      callback(error);
    }
  }

  /** Takes no more requests and waits for those that run. */
  async close(): Promise<void> {
    const open = this.subscriptions;
    this.subscriptions = [];
    await Promise.all(open.map((subscription) => subscription.drain().catch(() => undefined)));
    while (this.running.size > 0) await Promise.allSettled(this.running);
  }

  /** Runs the handler of an event and waits for its end. */
  async deliver(contract: EventContract, payload: unknown, context: EventContext): Promise<void> {
    await this.call(eventRoute(contract), payload, context);
  }

  on(): void {
    throw new Error('this transport has no events of its own');
  }

  unwrap<T>(): T {
    return this.link.connection as T;
  }

  private serve(contract: RequestContract): Subscription {
    const callback = (error: Error | null, message: Msg) => {
      if (error) return this.parts.log.error({ subject: contract.subject, error: error.name }, 'a subscription was refused');
      if (this.running.size >= most) return refuseBusy(message);
      const run = answer(this.parts, contract, message, (data, context) => this.call(contract.subject, data, context));
      this.running.add(run);
      void run.finally(() => this.running.delete(run));
    };
    return this.link.connection.subscribe(contract.subject, { queue: this.service, callback });
  }

  private async call(pattern: string, data: unknown, context: unknown): Promise<unknown> {
    const handler = this.messageHandlers.get(pattern) as Handler | undefined;
    if (!handler) throw new Error(`no handler for ${pattern}`);
    const result = await handler(data, context);
    return isObservable(result) ? lastValueFrom(result, { defaultValue: undefined }) : result;
  }

  private assertComplete(): void {
    const wanted = [...this.requests.map((contract) => contract.subject), ...this.events.map(eventRoute)];
    const there = [...this.messageHandlers.keys()];
    const faults = [
      ...wanted.filter((pattern) => !there.includes(pattern)).map((pattern) => `${pattern} has no handler`),
      ...there.filter((pattern) => !wanted.includes(pattern)).map((pattern) => `${pattern} has a handler but no contract of ${this.service}`),
      ...[...this.twice].map((pattern) => `${pattern} has two handlers`),
    ];
    if (faults.length > 0) throw new Error(`${this.service} cannot start:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
}
