import { jetstreamManager, type JsMsg } from '@nats-io/jetstream';
import type { DataSource } from 'typeorm';
import type { Service } from '#libs/contracts/contract.js';
import { auditTrail, type TrailAsk } from './audit-trail.js';
import { verifyAudit } from './audit-verify.js';
import { Confirmer } from './confirmer.js';
import type { Context } from './context.js';
import { DeadLetters } from './dead-letters.js';
import { EventConsumer } from './event-consumer.js';
import type { PublicKeys } from './keys.js';
import type { Log } from './log.js';
import type { Metrics } from './metrics.js';
import type { NatsLink } from './nats-link.js';
import { oneAtATime } from './one-at-a-time.js';
import { OutboxRelay } from './outbox-relay.js';
import { Outbox } from './outbox.js';
import { auditCheckOf, auditTrailOf, deadLetterReplayOf, deadLettersOf, healthOf } from './own-requests.js';
import type { Readiness } from './readiness.js';
import type { Contracts } from './service-definition.js';
import { replayDeadLetter, settleEvent, type SettleParts } from './settle-event.js';
import { eventStream } from '#libs/contracts/permissions.js';
import { usualDelivery, type Delivery } from './streams.js';
import { TenantDatabase } from './tenant-database.js';
import { ContractTransport } from './transport.js';

export interface MessagingParts {
  readonly service: Service;
  readonly contracts: Contracts;
  readonly link: NatsLink;
  readonly dataSource: DataSource;
  readonly keys: PublicKeys;
  readonly delivery: Partial<Delivery>;
  readonly pool: number;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  readonly log: Log;
}

/** Everything through which messages pass, put together for one service and not yet started. */
export interface Messaging {
  readonly transport: ContractTransport;
  readonly database: TenantDatabase;
  readonly deadLetters: DeadLetters;
  readonly outbox: Outbox;
  readonly relay: OutboxRelay;
  readonly consumer: EventConsumer;
  /** Events in the stream that the service has not taken; undefined where it takes none. */
  lag(): Promise<number | undefined>;
}

/** Puts transport, outbox, relay and consumer of a service together. */
export function messaging(given: MessagingParts): Messaging {
  const { service, contracts, link, dataSource, metrics, log } = given;
  const delivery = { ...usualDelivery, ...given.delivery };
  const consumed = contracts.events.filter((event) => event.consumers.includes(service));
  const produced = contracts.events.filter((event) => event.producer === service);
  const own = [healthOf(service), deadLettersOf(service), deadLetterReplayOf(service), auditTrailOf(service), auditCheckOf(service)];
  const requests = [...contracts.requests.filter((contract) => contract.service === service), ...own];

  const outbox = new Outbox(dataSource, service);
  const relay = new OutboxRelay(link, service, outbox, produced, delivery, log);
  const database = new TenantDatabase(dataSource, service, () => relay.wake());
  const deadLetters = new DeadLetters(database, service);
  const maxReply = () => link.connection.info?.max_payload ?? 1_048_576;
  const transport = new ContractTransport(link, service, requests, consumed, { keys: given.keys, log, metrics, maxReply });
  const confirmer = new Confirmer(link.connection, service);
  const settle: SettleParts = { service, events: consumed, database, deadLetters, transport, confirmer, delivery, lastTry: oneAtATime(), metrics, log };
  const concurrency = Math.max(1, Math.min(delivery.inFlight, Math.floor(given.pool / 2)));
  const consumer = new EventConsumer(link, service, consumed, delivery, concurrency, (message: JsMsg) => settleEvent(settle, message), log);

  const [health, list, replay, trail, check] = own.map((contract) => contract.subject) as [string, string, string, string, string];
  transport.addHandler(health, async () => ({ service, ...(await given.readiness.report()) }));
  transport.addHandler(list, async (_request: unknown, context?: unknown) => {
    const letters = await deadLetters.list(context as Context);
    return { items: letters.map(({ id, subject, reason, at }) => ({ id, event: subject.split('.').slice(1, 3).join('.'), reason, at: at.toISOString() })) };
  });
  transport.addHandler(replay, async (request: unknown, context?: unknown) => {
    await replayDeadLetter(settle, context as Context, (request as { id: string }).id);
    return { done: true };
  });
  transport.addHandler(trail, async (request: unknown, context?: unknown) => {
    return { items: await database.run(context as Context, (tx) => auditTrail(tx, service, request as TrailAsk)) };
  });
  transport.addHandler(check, async (_request: unknown, context?: unknown) => {
    const { tenant } = context as Context;
    const { sealed, unsealed, faults: [fault] } = await database.run(context as Context, (tx) => verifyAudit({ query: async (sql, parameters) => (await tx.query(sql, parameters as unknown[])) as never }, service, { tenant }));
    return { sealed, unsealed, fault: fault ? { what: fault.what, entry: fault.entry } : null };
  });

  const lag = async () => {
    if (consumed.length === 0) return undefined;
    const manager = await jetstreamManager(link.connection, { checkAPI: false });
    return (await manager.consumers.info(eventStream, service)).num_pending;
  };
  return { transport, database, deadLetters, outbox, relay, consumer, lag };
}
